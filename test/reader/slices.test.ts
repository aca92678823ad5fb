/** Each process gets its part of the configuration, whole, and refuses what is not meant for it. */
import { describe, expect, test } from "vitest";
import { CheckerSliceReader, formatCheckerSlice, withoutBasis } from "../../src/reader/checker-slice.ts";
import { type CheckerSlice, parseSlice, SliceError, sliceConfig } from "../../src/reader/slices.ts";
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
  expect(new CheckerSliceReader().read(formatCheckerSlice(slices.checker, "a"))).toEqual({
    globals,
    services,
  });
});

test("of servers alike, in whatever order, none takes anything from another", () => {
  const server = (number: number, ...lines: string[]) =>
    [`real_server 10.0.1.${number} 80 {`, ...lines, "}"].join("\n");
  const checked = "TCP_CHECK {\n connect_timeout 3\n}";
  const text = service({
    service: [
      server(1),
      server(2),
      server(3, "weight 5"),
      server(4),
      server(5, checked),
      server(6, checked),
      server(7, "lvs_method NAT"),
      server(8, "uthreshold 9"),
      server(9),
    ],
  });
  const one = load(text).config;
  if (one === undefined) throw new Error("not read");
  const { checker } = sliceConfig(one);
  expect(one.virtualServers[0]?.realServers).toHaveLength(10);
  expect(new CheckerSliceReader().read(formatCheckerSlice(checker, "a")).services).toEqual(
    one.virtualServers,
  );
});

test("a service that a reload leaves as it was stays the same object", () => {
  const [first] = config.virtualServers;
  if (first === undefined) throw new Error("no service");
  const other = { ...first, scheduler: "wlc" };
  const reader = new CheckerSliceReader();
  const read = (...services: (typeof first)[]) =>
    reader.read(formatCheckerSlice({ ...slices.checker, services }, "a")).services;
  const [before] = read(first);
  const after = read(other, first);
  expect(after).toEqual([other, first]);
  expect(after[1]).toBe(before);
  expect(() => reader.read("{}")).toThrow(SliceError);
  expect(read(first)[0]).toBe(before);
});

describe("a slice that names services of the one before", () => {
  const [one] = config?.virtualServers ?? [];
  if (one === undefined) throw new Error("no service");
  const [two, three] = [
    { ...one, scheduler: "wlc" },
    { ...one, scheduler: "sh" },
  ];
  const format = (services: CheckerSlice["services"], id: string, basis?: string) =>
    formatCheckerSlice({ ...slices.checker, services }, id, basis);
  const [before, after] = [format([one, two], "a"), format([1, three, 0], "b", "a")];

  test("is read by who has read that one: the named ones are the same objects", () => {
    const reader = new CheckerSliceReader();
    const [first, second] = reader.read(before).services;
    const { services } = reader.read(after);
    expect(services).toEqual([two, three, one]);
    expect(services[0]).toBe(second);
    expect(services[2]).toBe(first);
    const again = reader.read(format([2, 1], "c", "b")).services;
    expect(again).toEqual([one, three]);
    expect(again[0]).toBe(first);
    expect(reader.read(format([two, one], "d")).services[1]).toBe(first);
  });

  test("says all when it is written out", () => {
    const whole = withoutBasis(Buffer.from(after), Buffer.from(before));
    expect(new CheckerSliceReader().read(whole.toString()).services).toEqual([two, three, one]);
    const later = withoutBasis(Buffer.from(format([0], "c", "b")), whole);
    expect(new CheckerSliceReader().read(later.toString()).services).toEqual([two]);
    expect(withoutBasis(whole, undefined)).toBe(whole);
  });

  test("is refused by everyone else", () => {
    const reader = new CheckerSliceReader();
    expect(() => reader.read(after)).toThrow(SliceError);
    reader.read(format([one, two], "x"));
    expect(() => reader.read(after)).toThrow(SliceError);
    expect(() => withoutBasis(Buffer.from(after), undefined)).toThrow(SliceError);
    expect(() => withoutBasis(Buffer.from(after), Buffer.from(format([one, two], "x")))).toThrow(SliceError);
    reader.read(before);
    expect(() => reader.read(format([2], "b", "a"))).toThrow(SliceError);
    expect(reader.read(after).services).toHaveLength(3);
  });
});

test.each([
  ["cut short within a service", (text: string) => text.slice(0, -9)],
  ["cut short between services", (text: string) => text.slice(0, text.lastIndexOf("\t"))],
  [
    "with a first server that lacks what it has in common with none",
    (text: string) => text.replace(/"realServers":\[.*/, '"realServers":[{"address":{}}]}'),
  ],
  ["with half a service", (text: string) => `${text.slice(0, text.lastIndexOf("\t"))}\t{"scheduler":"rr"}`],
  ["another role's", () => JSON.stringify(slices.vrrp)],
])("a checker's slice that is %s is refused", (_, spoil) => {
  const text = formatCheckerSlice(slices.checker, "a");
  expect(() => new CheckerSliceReader().read(spoil(text))).toThrow(SliceError);
});

test.each([
  ["cut short", JSON.stringify(slices.vrrp).slice(0, -9)],
  ["another role's", formatCheckerSlice(slices.checker, "a")],
  ["another build's", JSON.stringify({ ...slices.vrrp, format: 999 })],
  ["no object", "[]"],
  ["without instances", JSON.stringify({ ...slices.vrrp, instances: undefined })],
  ["with half an instance", JSON.stringify({ ...slices.vrrp, instances: [{ name: "V" }] })],
])("one that is %s is refused", (_, json) => {
  expect(() => parseSlice("vrrp", json)).toThrow(SliceError);
});
