/** With the configuration of a captured keepalived, a simulated router puts the same frames on the wire in the same order. */
import { expect, test } from "vitest";
import type { VrrpInstanceConfig } from "../../src/config/model.ts";
import { SimulatedHost } from "../../src/simulation/host.ts";
import { Lan } from "../../src/simulation/lan.ts";
import { seededRandom } from "../../src/simulation/random.ts";
import type { Happening } from "../../src/simulation/record.ts";
import { Timeline } from "../../src/simulation/timeline.ts";
import { VrrpProcess } from "../../src/simulation/vrrp-process.ts";
import { ip, SECOND_US, sampleConfig, virtualAddress } from "../vrrp/sample-instance.ts";
import { type GoldenRun, goldenFrames, ipv4Of } from "../wire/golden/frames.ts";

const RUNS: readonly (readonly [GoldenRun, number, Partial<VrrpInstanceConfig>])[] = [
  // keepalived needed some of the 11, 9 and 5 s to start.
  ["pass", 10.8, { priority: 150, initialState: "MASTER" }],
  [
    "none",
    8.9,
    {
      virtualRouterId: 7,
      advertIntervalUs: 2 * SECOND_US,
      authentication: { type: "none" },
      virtualAddresses: [
        virtualAddress("10.0.0.200", { prefixLength: 24 }),
        virtualAddress("172.16.1.101"),
        virtualAddress("10.0.0.201"),
      ],
    },
  ],
  [
    "excluded0",
    4.8,
    {
      virtualRouterId: 9,
      priority: 255,
      initialState: "MASTER",
      authentication: { type: "none" },
      virtualAddresses: [
        virtualAddress("172.16.1.100"),
        virtualAddress("fd00:172:16:1::100", { prefixLength: 128, excluded: true }),
        virtualAddress("172.16.1.101", { excluded: true }),
        virtualAddress("fd00:172:16:1::101", { prefixLength: 64, excluded: true }),
      ],
    },
  ],
];

test.each(RUNS)("run %s", (run, seconds, config) => {
  const frames: string[] = [];
  const record = (happening: Happening) => {
    if (happening.kind === "sent") frames.push(Buffer.from(happening.frame.bytes).toString("hex"));
  };
  const timeline = new Timeline(0);
  const random = seededRandom(1);
  const lan = new Lan(timeline, random, record);
  const plan = { name: "r1", mac: [2, 0, 0, 0, 0, 0x0a], sourceAddress: ip("172.16.1.2") };
  const host = new SimulatedHost(plan, lan, record);
  const process = new VrrpProcess(host, sampleConfig(config), timeline, random, record);
  timeline.runUntil(seconds * SECOND_US);
  process.stop();
  const expected = goldenFrames(run).map((frame) => Buffer.from(ipv4Of(frame) ?? frame).toString("hex"));
  expect(frames).toEqual(expected);
});
