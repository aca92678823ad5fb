/** Everything keepalived.conf can ask of IPVS: the installed keepalived and Vigil run the same files, and ipvsadm shows the same of both. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Machine } from "../../src/lab/machine.ts";
import { bundle } from "../support/bundle.mjs";
import { openTestMachine, say } from "../system/harness.ts";
import { featureCases } from "../system/ipvs-features-cases.ts";
import type { EndResult, StageResult } from "../system/ipvs-features-guest.ts";
import { comparable, expectedView, isAsTheirs } from "../system/ipvs-features-view.ts";

let machine: Machine | undefined;
const stages: StageResult[] = [];
const ends: EndResult[] = [];

beforeAll(async () => {
  const guest = await bundle("test/system/ipvs-features-guest.ts");
  machine = await openTestMachine(["keepalived"]);
  const { status, stderr } = await machine.run({
    argv: [process.execPath, guest],
    limitMs: 600_000,
    onLine(line) {
      const result = JSON.parse(line) as StageResult | EndResult;
      if ("stage" in result) {
        stages.push(result);
        say(`${result.case}: ${result.stage}`);
      } else ends.push(result);
    },
  });
  if (status !== 0) throw new Error(`the guest ended with ${status}:\n${stderr}`);
});
afterAll(() => machine?.close());

const stagesOf = (name: string) => stages.filter((stage) => stage.case === name);
const expectedOf = ({ theirs, theirsLeaves }: StageResult) => expectedView(theirs, theirsLeaves);
const oursOf = ({ ours, theirsLeaves }: StageResult) => comparable(ours, theirsLeaves);

test.each(featureCases.map(({ name }) => name))("%s", (name) => {
  const found = stagesOf(name);
  const wanted = featureCases.find((one) => one.name === name)?.stages.length ?? 0;
  expect(found.length, "stages").toBe(wanted + 1);
  const log = ends.find((end) => end.case === name)?.ourLog ?? "";
  for (const stage of found) expect(oursOf(stage), `${stage.stage}\n${log}`).toEqual(expectedOf(stage));
  expect(ends.find((end) => end.case === name)?.statuses).toEqual([0, 0]);
});

test("the comparison saw what it is about", () => {
  const all = JSON.stringify(stages.map(({ theirs }) => theirs));
  const words = [
    "--tun-type gue",
    "--pe sip",
    " -o",
    "-M 255.255.0.0",
    "-f 31",
    "--sctp-service",
    "mh-fallback",
  ];
  expect(words.filter((word) => !all.includes(word))).toEqual([]);
  const roles = stagesOf("following an instance").map(({ theirs }) => theirs.daemons.join());
  expect(roles.map((text) => text.split(" ")[0])).toEqual([
    "master",
    "backup",
    "master",
    "master",
    "master",
    "",
  ]);
  const servers = stagesOf("checks, in another namespace than the table")[0]?.theirs.saved.filter((line) =>
    line.startsWith("-a"),
  );
  expect(servers?.length).toBe(5);
  expect(servers?.filter((line) => /[:\]]81 /.test(line))).toEqual([]);
});

test("nothing that the files ask for is without effect, and what the kernel runs otherwise is said", () => {
  const logs = ends.map(({ ourLog }) => ourLog).join("\n");
  expect(logs).not.toContain("has no effect yet");
  expect(logs).toContain("maxlen 1000 runs as 1024 with the backup");
  expect(logs).toContain("maxlen 9000 is more than one packet of peer1 holds (MTU 1500)");
  const equal = stages.filter(({ theirs, ours, theirsLeaves }) => isAsTheirs(theirs, ours, theirsLeaves));
  say(`IPVS features: ${equal.length} of ${stages.length} stages the same as keepalived 2.2.7`);
});
