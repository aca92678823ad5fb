/** Our IPVS codec against the kernel, with ipvsadm as witness. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Machine } from "../../src/lab/machine.ts";
import { destination, fwmark, key, service } from "../ipvs/services.ts";
import { bundle } from "../support/bundle.mjs";
import { openTestMachine } from "./harness.ts";
import type { IpvsTableFacts } from "./ipvs-table-guest.ts";

let machine: Machine | undefined;
let facts: IpvsTableFacts;

beforeAll(async () => {
  const guest = await bundle("test/system/ipvs-table-guest.ts");
  machine = await openTestMachine([]);
  const lines: string[] = [];
  const { status, stderr } = await machine.run({
    argv: [process.execPath, guest],
    limitMs: 120_000,
    onLine: (line) => lines.push(line),
  });
  if (status !== 0 || lines[0] === undefined) throw new Error(`the guest ended with ${status}:\n${stderr}`);
  facts = JSON.parse(lines[0]) as IpvsTableFacts;
});
afterAll(() => machine?.close());

const web = service(key("172.16.1.100:80"), [
  destination("172.16.1.6:8080", { forwarding: { method: "NAT" } }),
  destination("172.16.1.5:80"),
]);

test("ipvsadm sees what was programmed", () => {
  expect(facts.refusedWhileProgramming).toBe(0);
  expect(facts.saved).toEqual(
    [
      "-A -t 172.16.1.100:80 -s rr",
      "-a -t 172.16.1.100:80 -r 172.16.1.5:80 -g -w 1",
      "-a -t 172.16.1.100:80 -r 172.16.1.6:8080 -m -w 1",
      "-A -u 172.16.1.100:53 -s wlc -p 300 -M 255.255.255.0",
      "-a -u 172.16.1.100:53 -r 172.16.1.7:53 -i -w 0 --tun-type gue --tun-port 6080 --tun-csum",
      "-A -t [fd00::1]:443 -s rr",
      "-a -t [fd00::1]:443 -r [fd00::5]:443 -g -w 1",
      "-A -f 7 -s sh -b sh-fallback,sh-port",
      "-a -f 7 -r 172.16.1.5:0 -g -w 1",
    ].toSorted(),
  );
  expect(facts.thresholds).toMatch(/\[fd00::5\]:443 +100 +50 /);
});

test("we read what was programmed, order and all, and find nothing left to do", () => {
  expect(facts.version).toBe("1.2.1");
  expect(facts.read.services).toContainEqual(web);
  expect(facts.read.services).toContainEqual(
    service(fwmark(7), [destination("172.16.1.5:0")], { scheduler: "sh", flags: 0x18 }),
  );
  expect(facts.read.services.length).toBe(4);
  expect(facts.leftToDo).toBe(0);
});

test("one service is read by its key; none is no error", () => {
  expect(facts.oneService).toEqual(web);
  expect(facts.noService).toBe(true);
});

test("refusals stand at their commands, and the rest of the batch is done", () => {
  expect(facts.refusals).toEqual([
    "EEXIST",
    null,
    "ENOENT",
    "ESRCH",
    "ENOENT",
    "ESRCH",
    null,
    null,
    null,
    "ENOENT",
    "ESRCH",
  ]);
  expect(facts.savedAfterEdits.filter((line) => line.includes("-t 172.16.1.100:80"))).toEqual(
    [
      "-A -t 172.16.1.100:80 -s wlc -p 30",
      "-a -t 172.16.1.100:80 -r 172.16.1.6:8080 -m -w 1",
      "-a -t 172.16.1.100:80 -r 172.16.1.9:80 -g -w 7",
    ].toSorted(),
  );
});

test("a difference to nothing empties the table", () => {
  expect(facts.savedAtEnd).toEqual([]);
});

test("without CAP_NET_ADMIN the reason is said", () => {
  expect(facts.unprivileged).toMatch(/^EPERM: .*CAP_NET_ADMIN/);
});
