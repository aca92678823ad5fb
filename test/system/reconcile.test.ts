/** Drift made by ipvsadm under a running Vigil: told by name, repaired, no connection lost; and others who write to the same table. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Machine } from "../../src/lab/machine.ts";
import { bundle } from "../support/bundle.mjs";
import { openTestMachine } from "./harness.ts";
import type { DriftFacts, ReconcileFacts } from "./reconcile-guest.ts";

let machine: Machine | undefined;
let facts: ReconcileFacts;

beforeAll(async () => {
  const guest = await bundle("test/system/reconcile-guest.ts");
  machine = await openTestMachine(["keepalived", "ipvsadm"]);
  const lines: string[] = [];
  const { status, stderr } = await machine.run({
    argv: [process.execPath, guest],
    limitMs: 560_000,
    onLine: (line) => lines.push(line),
  });
  if (status !== 0 || lines[0] === undefined) throw new Error(`the guest ended with ${status}:\n${stderr}`);
  facts = JSON.parse(lines[0]) as ReconcileFacts;
}, 1_000_000);
afterAll(() => machine?.close());

const web = "VS [10.0.0.1]:tcp:80";
const tls = "VS [10.0.0.1]:tcp:443";
const who = /^IPVS drift: the kernel does not record who did it; /;
/** Either server: the one that the client came to. */
const server = `server 172\\.16\\.1\\.[56]:80 of ${literal(web)}`;

function literal(text: string): string {
  return text.replace(/[.[\]()/]/g, "\\$&");
}

function drift(name: string): DriftFacts {
  const found = facts.drifts.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no drift of that name: ${name}`);
  return found;
}

test("the table is what the file says", () => {
  expect(facts.wanted).toEqual(
    [
      "-A -t 10.0.0.1:443 -s wrr -p 50",
      "-A -t 10.0.0.1:80 -s rr",
      ...["443", "80"].flatMap((port) =>
        ["5", "6"].flatMap((last) => [
          `-a -t 10.0.0.1:${port} -r 172.16.1.${last}:${port} -m -w 1`,
          `-> 172.16.1.${last}:${port} 0 0`,
        ]),
      ),
    ].toSorted(),
  );
});

test("by the kernel's count a reload asks for what differs and for nothing else", () => {
  expect(facts.requests).toEqual({ unchanged: 0, oneServerLess: 1, oneServerMore: 2 });
});

describe("each drift is told by name and repaired, and the open connection goes on", () => {
  test.each([
    ["service deleted", `${literal(web)} is missing, with 2 servers: put back`],
    ["server deleted", `${server} is missing \\(NAT, weight 1\\): put back`],
    [
      "server added",
      `server 172.16.1.7:80 of ${literal(web)} is there and should not be \\(NAT, weight 1\\): removed`,
    ],
    ["weight", `${server} has weight 9, wanted 1: set right`],
    ["forwarding", `${server} has forwarding DR, wanted NAT: set right`],
    ["scheduler", `${literal(web)} has scheduler wlc, wanted rr: set right`],
    ["persistence added", `${literal(web)} has persistence 30 s, wanted none: set right`],
    ["persistence removed", `${literal(tls)} has persistence none, wanted 50 s: set right`],
    ["persistence changed", `${literal(tls)} has persistence 99 s, wanted 50 s: set right`],
    ["netmask", `${literal(tls)} has persistence netmask /24, wanted each address: set right`],
    [
      "thresholds",
      `${server} has upper threshold 100, wanted none; lower threshold 50, wanted none: set right`,
    ],
    ["flags", `${literal(web)} has flags flag-2, wanted none: set right`],
  ])("%s", (name, text) => {
    const { log, repaired, connectionKept } = drift(name);
    expect(log).toEqual([expect.stringMatching(`^IPVS drift: ${text}$`), expect.stringMatching(who)]);
    expect(repaired).toEqual(facts.wanted);
    expect(connectionKept).toBe(true);
  });

  test("all cleared", () => {
    const { log, repaired, connectionKept } = drift("all cleared");
    // A comparison between -C's two halves would see them one by one.
    expect(log.filter((line) => !who.test(line)).toSorted()).toEqual([
      `IPVS drift: ${tls} is missing, with 2 servers: put back`,
      `IPVS drift: ${web} is missing, with 2 servers: put back`,
    ]);
    expect(repaired).toEqual(facts.wanted);
    expect(connectionKept).toBe(true);
  });
});

test("a foreign service stays, without a word", () => {
  expect(facts.foreign.lines).toContain("-A -t 10.0.0.1:8080 -s sed");
  expect(facts.foreign.lines).toContain("-a -t 10.0.0.1:8080 -r 172.16.1.5:8080 -m -w 3");
  expect(facts.foreign.log).toEqual([]);
});

test("another order of the servers is no drift", () => {
  expect(facts.order.before.split(" ")).toHaveLength(2);
  expect(facts.order.after).toBe(facts.order.before.split(" ").toReversed().join(" "));
  expect(facts.order.log).toEqual([]);
});

test("two writers: ours gives up after three repairs, says who it may be, and repairs on HUP", () => {
  const { log, weightAfter, repairedAfterHup } = facts.dispute;
  const repairs = log.filter((line) => line.endsWith("has weight 9, wanted 1: set right"));
  expect(repairs.length).toBeGreaterThanOrEqual(3);
  expect(repairs.length).toBeLessThanOrEqual(4);
  expect(log).toContainEqual(
    expect.stringMatching(
      /has weight 9, wanted 1: repaired three times and undone each time; left alone for 5 minutes/,
    ),
  );
  expect(log).toContainEqual(expect.stringMatching(/able to: (.*, )?ldirectord \(pid \d+\)/));
  expect(weightAfter).toBe("9");
  expect(repairedAfterHup).toBe(true);
});

test("a table that changes under us while we apply converges; the stranger in it stays", () => {
  expect(facts.storm.converged, facts.storm.log.join("\n")).toBe(true);
  expect(facts.storm.foreignKept).toBe(true);
});

test("keepalived on the same table leaves our entries alone and we its", () => {
  const { both, afterOurHup, afterTheirEnd } = facts.keepalived;
  const theirs = ["-A -t 10.0.0.1:8443 -s lc", "-a -t 10.0.0.1:8443 -r 172.16.1.5:8443 -m -w 1"];
  const ours = facts.wanted.filter((line) => line.startsWith("-A") || line.startsWith("-a"));
  expect(both).toEqual(expect.arrayContaining([...ours, ...theirs]));
  expect(afterOurHup).toEqual(both);
  expect(afterTheirEnd).toEqual(expect.arrayContaining(ours));
  expect(afterTheirEnd.filter((line) => line.includes("8443"))).toEqual([]);
});

test("stopping leaves nothing of ours and all of the stranger's", () => {
  expect(facts.exitCode).toBe(0);
  expect(facts.left).toEqual(
    [
      "-A -t 10.0.0.1:8080 -s sed",
      "-a -t 10.0.0.1:8080 -r 172.16.1.5:8080 -m -w 3",
      "-> 172.16.1.5:8080 0 0",
    ].toSorted(),
  );
});

test("vigil ipvs drift says what is missing with status 1, and 0 once it has put it back", () => {
  const { status, output, statusAfterRepair } = facts.drift;
  expect(output).toContain(`${web} is missing, with 2 servers\n`);
  expect(output).toContain("2 services compared: 2 differences; vigil ipvs drift --repair puts them right");
  expect([status, statusAfterRepair]).toEqual([1, 0]);
});
