/** The built `ipvsadm` as a user starts it, by each of its names: restores, saves, lists, and says what is wrong. */
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Machine } from "../../src/lab/machine.ts";
import { dist, openTestMachine, runScript } from "./harness.ts";

const script = fileURLToPath(new URL("./ipvsadm-program.sh", import.meta.url));
let machine: Machine | undefined;

beforeAll(async () => {
  machine = await openTestMachine(["ipvsadm"]);
});
afterAll(() => machine?.close());

test("the program, started by name, restores, saves and says what is wrong", async () => {
  const { lines } = await runScript(
    machine,
    `unshare --net sh -c 'ip link set lo up && exec "$@"' sh sh '${script}' '${dist}'`,
    300_000,
  );
  const text = lines.map((line) => line.trimEnd()).join("\n");
  expect(text).toContain(
    "ipvsadm -R\nipvsadm: line 2: -A -t 10.0.0.1:80 -s rr: the service exists already: change it with -E, or delete it first with -D\n= 0\n",
  );
  expect(text).toContain("saved 5001\nas ipvsadm saves it\n$ ipvsadm-restore\n= 0\nas it was\n");
  expect(text).toMatch(/ipvsadm -Ln\nipvsadm: the IPVS table needs CAP_NET_ADMIN.*\n= 2\n/);
  expect(text).toContain(
    "ipvsadm: note: the scheduler was rr and is now wlc: -E without -s sets wlc; to keep it add -s rr",
  );
  expect(text).toContain("$ ipvsadm -Ln -t 10.0.0.2:80\nipvsadm: there is no such service in the table\n= 1");
  expect(text).toContain("\nnames as ipvsadm has them: 3 lines with localhost:https");
});
