/** Each process gets its part of the configuration, whole, and refuses what is not meant for it. */
import { expect, test } from "vitest";
import { parseSlice, SliceError, sliceConfig } from "../../src/reader/slices.ts";
import { instance, load, service } from "../support/config-context.ts";

const config = load(`${instance()}\n${service({ server: ["TCP_CHECK {\n}"] })}`).config;
if (config === undefined) throw new Error("not read");
const slices = sliceConfig(config);

test("each part, and nothing of the others", () => {
  expect(slices.parent).toMatchObject({ instanceCount: 1, serviceCount: 1 });
  expect(slices.vrrp.instances).toBe(config.vrrpInstances);
  expect(slices.checker.services).toEqual(config.virtualServers);
  expect(JSON.stringify(slices.vrrp)).not.toContain("realServers");
  expect(JSON.stringify(slices.checker)).not.toContain("virtualRouterId");
});

test("a slice survives the way over the socket", () => {
  for (const role of ["parent", "vrrp", "checker"] as const) {
    expect(parseSlice(role, JSON.stringify(slices[role]))).toEqual(slices[role]);
  }
});

test.each([
  ["cut short", JSON.stringify(slices.vrrp).slice(0, -9)],
  ["another role's", JSON.stringify(slices.checker)],
  ["another build's", JSON.stringify({ ...slices.vrrp, format: 999 })],
  ["no object", "[]"],
  ["without instances", JSON.stringify({ ...slices.vrrp, instances: undefined })],
  ["with half an instance", JSON.stringify({ ...slices.vrrp, instances: [{ name: "V" }] })],
])("one that is %s is refused", (_, json) => {
  expect(() => parseSlice("vrrp", json)).toThrow(SliceError);
});
