/** A reading that knows the one before gives what a reading of everything gives, whatever was changed in between. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exampleLines } from "../../src/config/keyword-example.ts";
import { rootKeywords } from "../../src/config/keywords/root.ts";
import type { LoadedConfig } from "../../src/config/load.ts";
import type { VirtualServerConfig } from "../../src/config/model.ts";
import { ServiceMemory, type ServiceTrace } from "../../src/config/service-memory.ts";
import { type TableEntry, tableEntries } from "../../src/config/table-entries.ts";
import { instance, load, memoryFiles, service } from "../support/config-context.ts";

/** Texts as their own digests: no two have the same. */
const digest = (text: string) => text;

const files = memoryFiles({ "more.conf": "virtual_server 10.9.9.9 80 {\n", "whole.conf": serviceAt(77) });

function serviceAt(number: number): string {
  return service().replace("10.0.0.1 80", `10.0.1.${number} 80`);
}

interface Known {
  readonly services: readonly VirtualServerConfig[];
  readonly traces: readonly ServiceTrace[];
}

const nothing: Known = { services: [], traces: [] };

function read(text: string, known: Known, mode: "daemon" | "test" = "daemon"): LoadedConfig {
  return load(text, { mode, files, memory: new ServiceMemory(digest, known.traces) });
}

/** The services that a reading gives, in the file's order. */
function servicesOf({ config, remembered }: LoadedConfig, known: Known): readonly VirtualServerConfig[] {
  const own = config?.virtualServers.values();
  return (remembered?.order ?? []).flatMap((index) => {
    const one = index === undefined ? own?.next().value : known.services[index];
    return one ?? [];
  });
}

function knownAfter(loaded: LoadedConfig, known: Known): Known {
  if (loaded.config === undefined) return known;
  return { services: servicesOf(loaded, known), traces: loaded.remembered?.traces() ?? [] };
}

/** Holds the reading against one that knows nothing; returns what the next one knows. */
function expectSame(text: string, known: Known, mode: "daemon" | "test" = "daemon"): Known {
  const loaded = read(text, known, mode);
  const all = load(text, { mode, files });
  expect(loaded.diagnostics).toEqual(all.diagnostics);
  expect(loaded.config === undefined).toBe(all.config === undefined);
  if (all.config === undefined) return known;
  const services = servicesOf(loaded, known);
  expect({ ...loaded.config, virtualServers: services }).toEqual(all.config);
  return knownAfter(loaded, known);
}

/** How many services of the file are not read. */
function countKnown(text: string, known: Known): number {
  return read(text, known).remembered?.order.filter((index) => index !== undefined).length ?? 0;
}

const globals = "global_defs {\n  router_id A\n}";
const five = [1, 2, 3, 4, 5].map(serviceAt);
const text = [globals, ...five.slice(0, 3), instance(), ...five.slice(3)].join("\n\n");
const known = knownAfter(read(text, nothing), nothing);

describe("what was read before is not read again", () => {
  test("in an unchanged file", () => {
    expect(countKnown(text, known)).toBe(5);
    expect(expectSame(text, known).traces).toEqual(known.traces);
  });

  test.each([
    ["a server changed", text.replace("1.2 80 {", "1.2 80 {\n  delay_loop 6"), 4],
    ["a service gone", text.replace(serviceAt(4), ""), 4],
    ["a service more", `${serviceAt(9)}\n${text}`, 5],
    ["services in another order", [globals, ...five.toReversed(), instance()].join("\n"), 5],
    ["a service twice", `${text}\n${serviceAt(2)}`, 6],
    ["lines moved by others above", `# one\n\n! two\n${text}`, 5],
    ["a mistake elsewhere", `${text}\nfoo\n`, 5],
    ["a group that another service names", `virtual_server_group G {\n  10.3.3.3 80\n}\n${text}`, 5],
  ])("with %s", (_, changed, count) => {
    expect(countKnown(changed, known)).toBe(count);
    const next = expectSame(changed, known);
    expect(countKnown(changed, next)).toBeGreaterThanOrEqual(count);
    expectSame(text, next);
  });
});

describe("what may mean something else now is read", () => {
  test.each([
    ["an open block above", text.replace("router_id A\n}", "router_id A")],
    ["a '{' too many above", `${text.replace("router_id A\n}", "router_id A\n} {")}`],
    ["an unknown block above that is never closed", `foo {\n${text}`],
    ["a definition that goes on", `$A=\\\n${text}`],
    ["a backslash anywhere", text.replace("router_id A", "router_id A # \\")],
    ["an include that opens a block", `include more.conf\n${text}`],
    ["a keyword that awaits its brace", `vrrp_sync_group G\n${text}`],
  ])("with %s", (_, changed) => {
    expectSame(changed, known);
    expect(countKnown(changed, known)).toBe(0);
  });

  test.each([
    ["a definition", serviceAt(1).replace("weight 1", "weight $W")],
    ["a definition in a comment", serviceAt(1).replace("weight 1", "weight 1 # $W")],
    ["a line for one host only", serviceAt(1).replace("lb_kind DR", "@here lb_kind DR")],
    ["a line for another host only", serviceAt(1).replace("lb_kind DR", "lb_kind DR\n@there lb_kind NAT")],
    ["an include", serviceAt(1).replace("lb_algo rr", "include other.conf")],
    ["an include behind a brace", serviceAt(1).replace("80 {", "80 { include other.conf")],
    ["a script", serviceAt(1).replace("lb_algo rr", "lb_algo rr\n  quorum_up /bin/true")],
    ["a message", serviceAt(1).replace("lb_algo rr", "lb_algo foo")],
    ["a word without effect", serviceAt(1).replace("lb_algo rr", "lb_algo rr\n  ha_suspend")],
    ["a group", `virtual_server_group G {\n  10.3.3.3 80\n}\n${service().replace("10.0.0.1 80", "group G")}`],
    ["a line shared with another block", `${serviceAt(1)} # last`],
    ["no place of its own", `  ${serviceAt(1)}`],
  ])("a service with %s is not remembered", (_, alone) => {
    const mode = "daemon";
    const { config } = load(`$W=2\n${alone}`, { mode, files });
    const { traces } = knownAfter(read(`$W=2\n${alone}`, nothing), nothing);
    expect(traces).toEqual([]);
    if (config !== undefined)
      expectSame(`$W=2\n${alone}\n`, knownAfter(read(`$W=2\n${alone}`, nothing), nothing));
  });

  test("one in an included file is not", () => {
    const { traces } = knownAfter(read(`include whole.conf\n${serviceAt(1)}`, nothing), nothing);
    expect(traces.map(({ index }) => index)).toEqual([1]);
    expectSame(`include whole.conf\n${serviceAt(1)}`, { ...known, traces: [] });
  });
});

const oddLines = [
  "}",
  "{",
  "} }",
  "{ {",
  "foo {",
  "foo",
  'notify_up "',
  "virtual_server 10.0.1.1 80 {",
  "virtual_server 10.0.1.1 80",
  "real_server 10.0.0.2 80 {",
  "$A=\\",
  "$A=1",
  "include more.conf",
  "include whole.conf",
  "@here virtual_server 10.0.1.2 80 {",
  "@there }",
  "~SEQ(i, 1, 3) weight $i",
  "# virtual_server {",
  "vrrp_sync_group G",
  "vrrp_instance V2 {",
  "global_defs {",
  "lb_algo wlc",
  "weight 5",
  "quorum_up /bin/true",
  "static_ipaddress",
  "",
];

/** Which lines to take out and what to put there. */
const edits = fc.array(
  fc.tuple(fc.nat(200), fc.nat(3), fc.array(fc.constantFrom(...oddLines), { maxLength: 2 })),
  { minLength: 1, maxLength: 4 },
);
const orders = fc.shuffledSubarray([globals, instance(), ...five], { minLength: 2 });

function edited(before: string, changes: readonly (readonly [number, number, readonly string[]])[]): string {
  const lines = before.split("\n");
  for (const [at, gone, put] of changes) lines.splice(at % (lines.length + 1), gone, ...put);
  return lines.join("\n");
}

test("any edits, one reading after the other", () => {
  let passed = 0;
  fc.assert(
    fc.property(orders, fc.array(edits, { minLength: 1, maxLength: 3 }), (blocks, rounds) => {
      let current = blocks.join("\n");
      let before = expectSame(current, nothing);
      for (const changes of rounds) {
        current = edited(current, changes);
        passed += countKnown(current, before);
        before = expectSame(current, before);
      }
    }),
    { numRuns: 300 },
  );
  expect(passed).toBeGreaterThan(300);
});

/** Whatever the host is asked but its name, a remembered service would be wrong after it has changed. */
const silentHost = new Proxy(
  { hostName: "host.example" },
  {
    get: (host, name) => {
      if (name === "hostName") return host.hostName;
      throw new Error(`the host was asked for ${String(name)}`);
    },
  },
);

/** A service with the keyword's example where it belongs. */
function serviceWith(entry: TableEntry): string {
  const [, inServer, ...checks] = entry.path;
  const depth = entry.path.length;
  const own = exampleLines(entry).slice(depth, -depth);
  if (inServer === undefined) return service({ service: own });
  if (inServer !== "real_server") return "";
  return service({ server: [...checks.map((name) => `${name} {`), ...own, ...checks.map(() => "}")] });
}

const inServices = tableEntries(rootKeywords).filter(({ path }) => path[0] === "virtual_server");

test("no line of a remembered service asks the host or for another block", () => {
  let remembered = 0;
  for (const entry of inServices) {
    const block = serviceWith(entry);
    const { traces } = knownAfter(read(block, nothing), nothing);
    if (traces.length === 0) continue;
    remembered++;
    load(block, { mode: "daemon", host: silentHost });
    const others = "vrrp_script S {\n}\nbfd_instance B {\n}\ntrack_file F {\n}";
    const [alone, beside] = [
      load(block, { mode: "daemon" }),
      load(`${others}\n${block}`, { mode: "daemon" }),
    ];
    expect(beside.unfrozen?.virtualServers ?? alone.unfrozen?.virtualServers).toEqual(
      alone.unfrozen?.virtualServers,
    );
  }
  expect(remembered).toBeGreaterThan(5);
});
