/** `vigil ipvsadm` beside ipvsadm in one boot: the traps, a few random commands, and the built program as a user starts it. */
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Machine } from "../../src/lab/machine.ts";
import { bundle } from "../support/bundle.mjs";
import { dist, openTestMachine, say } from "../system/harness.ts";

const folder = fileURLToPath(new URL("../oracle/ipvsadm", import.meta.url));
const namespaces = `${folder}/in-namespaces.sh`;
const script = fileURLToPath(new URL("../system/ipvsadm-program.sh", import.meta.url));
let machine: Machine | undefined;
let guest = "";

beforeAll(async () => {
  guest = await bundle("test/oracle/ipvsadm-guest.ts");
  machine = await openTestMachine([]);
});
afterAll(() => machine?.close());

/** Standard output of a program there, by lines. */
async function outputOf(argv: readonly string[]): Promise<{ status: number; lines: string[] }> {
  const lines: string[] = [];
  const result = await machine?.run({ argv, limitMs: 300_000, onLine: (line) => lines.push(line) });
  return { status: result?.status ?? -1, lines };
}

/** How many commands agree in each of the oracle's cases that are named so. */
async function oracle(count: number, part: string) {
  const argv = ["sh", namespaces, process.execPath, guest, folder, String(count), "1", part];
  const { status, lines } = await outputOf(argv);
  const last = lines.at(-1) ?? "";
  say(`ipvsadm, ${part}: ${last}`);
  const total = Number(/^\d+ of (\d+) same$/.exec(last)?.[1] ?? 0);
  return { status, total, differences: lines.filter((line) => !/^\d+ of \d+ same/.test(line)) };
}

test("the traps of ipvsadm are ours too", async () => {
  const { status, total, differences } = await oracle(0, "traps");
  expect(differences).toEqual([]);
  expect(total).toBeGreaterThan(25);
  expect(status).toBe(0);
});

test("random commands end in the same table, output and statuses", async () => {
  const { status, total, differences } = await oracle(120, "commands of seed");
  expect(differences).toEqual([]);
  expect(total).toBe(121);
  expect(status).toBe(0);
});

test("the program, started by name, restores, saves and says what is wrong", async () => {
  const { lines } = await outputOf([
    "unshare",
    "--net",
    "sh",
    "-c",
    'ip link set lo up && exec "$@"',
    "sh",
    "sh",
    script,
    dist,
  ]);
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
});
