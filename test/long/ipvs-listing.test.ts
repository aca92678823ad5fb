/** What we list beside what ipvsadm lists, byte for byte, of one table of states. */
import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Machine } from "../../src/lab/machine.ts";
import { bundle } from "../support/bundle.mjs";
import { dist, openTestMachine, say } from "../system/harness.ts";
import type { ListingFacts } from "../system/ipvs-listing-guest.ts";

let machine: Machine | undefined;
let facts: ListingFacts[] = [];

beforeAll(async () => {
  const guest = await bundle("test/system/ipvs-listing-guest.ts");
  const preload = `${dist}/test/ipvs-answers-preload.so`;
  execFileSync("cc", ["-O1", "-shared", "-fPIC", "-o", preload, "test/system/ipvs-answers-preload.c"]);
  machine = await openTestMachine(["nft"]);
  const lines: string[] = [];
  const { status, stderr } = await machine.run({
    argv: [process.execPath, guest],
    env: { IPVS_PRELOAD: preload, SCRATCH: machine.share },
    limitMs: 550_000,
    onLine: (line) => lines.push(line),
  });
  if (status !== 0) throw new Error(`the guest ended with ${status}:\n${stderr}`);
  facts = lines.map((line) => JSON.parse(line) as ListingFacts);
});
afterAll(() => machine?.close());

test("every form of the listing is the same by both programs", () => {
  const compared = facts.reduce((sum, one) => sum + one.compared, 0);
  const different = facts.flatMap((one) => one.different);
  say(`listings: ${compared - different.length} of ${compared} same`);
  expect(different).toEqual([]);
  expect(compared).toBeGreaterThan(100);
});

test.each([
  ["table", "a server on the director itself", / Local /],
  ["table", "names cut to the column", /^ {2}-> another-very-long-name-of-a- /m],
  ["table", "active and inactive connections", /^TCP {2}10\.9\.2\.1:80 rr\n.*Masq {4}1 {6}2 +1 *$/m],
  ["live", "open connections", /^TCP MM:SS {2}ESTABLISHED \[fd00::31\]/m],
  ["live", "a template of a firewall mark", /^IP {2}MM:SS {2}ASSURED/m],
  ["live", "a call known by the persistence engine", /sip +abcdef-12345@10\.1\.1\.1/],
  ["under traffic", "rates", /^UDP {2}10\.9\.2\.1:53 +\d+ +[1-9]/m],
  ["counters", "shortened counters of every size", /(?=[\s\S]*\dK)(?=[\s\S]*\dM)(?=[\s\S]*\dG)[\s\S]*\dT/],
])("%s: the listing had %s", (situation, _, pattern) => {
  expect(facts.map(({ listed }) => listed[situation] ?? "").join("")).toMatch(pattern);
});
