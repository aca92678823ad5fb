/** The judge sees each kind of mistake: a run without fault is changed on purpose, rule by rule. */
import { expect, test } from "vitest";
import { judge } from "../../src/simulation/judge.ts";
import type { Recorded } from "../../src/simulation/record.ts";
import { type SimulationResult, simulate } from "../../src/simulation/run.ts";
import { formatTranscript } from "../../src/simulation/transcript.ts";
import { decodeIpv4 } from "../../src/wire/ipv4.ts";
import { decodeVrrpV2 } from "../../src/wire/vrrp-v2.ts";

/** Ends with a graceful stop of the master. */
const result = simulationWithStop();
const { scenario, records } = result;

function simulationWithStop(): SimulationResult {
  for (let seed = 1; seed < 100; seed++) {
    const run = simulate(seed);
    const stopped = run.records.some((record) => isStop(record) && isInLastCalm(run.records, record));
    if (stopped) return run;
  }
  throw new Error("no seed ends with a stop");
}

function isStop(record: Recorded): boolean {
  return record.kind === "fault" && record.fault.kind === "stop";
}

function isInLastCalm(all: readonly Recorded[], record: Recorded): boolean {
  const end = all.at(-1)?.atUs ?? 0;
  return end - record.atUs < 12_000_000 && all.slice(all.indexOf(record)).some(isGoodbye);
}

function priorityOf(record: Recorded): number | undefined {
  if (record.kind !== "sent" || record.frame.kind !== "ipv4") return undefined;
  const ip = decodeIpv4(record.frame.bytes);
  const advert = ip.kind === "packet" ? decodeVrrpV2(ip.packet.payload) : undefined;
  return advert?.kind === "v2" ? advert.packet.priority : undefined;
}

function isGoodbye(record: Recorded): boolean {
  return priorityOf(record) === 0;
}

function isAdvert(record: Recorded): boolean {
  return (priorityOf(record) ?? 0) > 0;
}

const lastStopUs = records.findLast(isStop)?.atUs ?? 0;
const afterStop = ({ atUs }: Recorded) => atUs > lastStopUs;
const rulesBroken = (changed: readonly Recorded[]) =>
  new Set(judge(scenario, changed).map(({ rule }) => rule));

test("as it was, nothing is broken", () => {
  expect(judge(scenario, records)).toEqual([]);
});

test("one master: no adverts at the end are no master", () => {
  expect(rulesBroken(records.filter((record) => !(afterStop(record) && isAdvert(record))))).toContain(
    "one master",
  );
});

test("one master: an address that is not removed is a second holder", () => {
  const kept = records.filter((record) => record.kind !== "address-removed");
  expect(rulesBroken(kept)).toContain("one master");
});

test("addresses: one that is added without an advert", () => {
  const silent = records.filter((record) => !(afterStop(record) && isAdvert(record)));
  expect(rulesBroken(silent)).toContain("addresses");
});

test("takeover: a router that does not send when its time has come", () => {
  expect(rulesBroken(records.filter((record) => record.kind !== "sent" || !afterStop(record)))).toContain(
    "takeover",
  );
});

test("patience: an advert before the time", () => {
  const first = records.findIndex((record) => afterStop(record) && isAdvert(record));
  const early = records.findIndex(afterStop);
  const [advert] = records.slice(first);
  if (advert === undefined) throw new Error("nobody takes over");
  const changed = records.toSpliced(early, 0, { ...advert, atUs: lastStopUs + 1 });
  expect(rulesBroken(changed)).toContain("patience");
});

test("announcements: a gratuitous ARP too few", () => {
  const arp = records.findIndex((record) => record.kind === "sent" && record.frame.kind === "ethernet");
  expect(rulesBroken(records.toSpliced(arp, 1))).toContain("announcements");
});

test("goodbye: a stop without priority 0", () => {
  expect(rulesBroken(records.filter((record) => !isGoodbye(record)))).toContain("goodbye");
});

test("the transcript of a broken run names the seed, the routers and the broken rule", () => {
  const broken = records.filter((record) => !isGoodbye(record));
  const transcript = formatTranscript({ scenario, records: broken, violations: judge(scenario, broken) });
  expect(transcript).toMatch(new RegExp(`^seed ${scenario.seed}\nrouter r1 172\\.16\\.1\\.20 priority \\d+`));
  expect(transcript).toContain("*** broken: goodbye: ");
  expect(transcript).toContain("sends gratuitous ARP for 10.0.0.200");
});

test("a seed gives the same run each time", () => {
  expect(simulate(scenario.seed).records).toEqual(records);
});
