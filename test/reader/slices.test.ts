/** Each process gets its part of the configuration, whole, and refuses what is not meant for it. */
import { expect, test } from "vitest";
import { CheckerSliceReader, formatCheckerSlice } from "../../src/reader/checker-slice.ts";
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
  for (const role of ["parent", "vrrp"] as const) {
    expect(parseSlice(role, JSON.stringify(slices[role]))).toEqual(slices[role]);
  }
  const { globals, services } = slices.checker;
  expect(new CheckerSliceReader().read(formatCheckerSlice(slices.checker))).toEqual({ globals, services });
});

test("a service that a reload leaves as it was stays the same object", () => {
  const [first] = slices.checker.services;
  if (first === undefined) throw new Error("no service");
  const other = { ...first, scheduler: "wlc" };
  const reader = new CheckerSliceReader();
  const read = (...services: (typeof first)[]) =>
    reader.read(formatCheckerSlice({ ...slices.checker, services })).services;
  const [before] = read(first);
  const after = read(other, first);
  expect(after).toEqual([other, first]);
  expect(after[1]).toBe(before);
  expect(() => reader.read("{}")).toThrow(SliceError);
  expect(read(first)[0]).toBe(before);
});

test.each([
  ["cut short within a service", (text: string) => text.slice(0, -9)],
  ["cut short between services", (text: string) => text.slice(0, text.lastIndexOf("\t"))],
  ["with half a service", (text: string) => `${text.slice(0, text.lastIndexOf("\t"))}\t{"scheduler":"rr"}`],
  ["another role's", () => JSON.stringify(slices.vrrp)],
])("a checker's slice that is %s is refused", (_, spoil) => {
  const text = formatCheckerSlice(slices.checker);
  expect(() => new CheckerSliceReader().read(spoil(text))).toThrow(SliceError);
});

test.each([
  ["cut short", JSON.stringify(slices.vrrp).slice(0, -9)],
  ["another role's", formatCheckerSlice(slices.checker)],
  ["another build's", JSON.stringify({ ...slices.vrrp, format: 999 })],
  ["no object", "[]"],
  ["without instances", JSON.stringify({ ...slices.vrrp, instances: undefined })],
  ["with half an instance", JSON.stringify({ ...slices.vrrp, instances: [{ name: "V" }] })],
])("one that is %s is refused", (_, json) => {
  expect(() => parseSlice("vrrp", json)).toThrow(SliceError);
});
