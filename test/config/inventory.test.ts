/** Holds the keyword table against the inventory of keepalived 2.4.3, where that is at hand: nothing missing, nothing surplus, the same facts. */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { ValueRange } from "../../src/config/forms/form.ts";
import { rootKeywords } from "../../src/config/keywords/root.ts";
import {
  type ProperKeyword,
  properPath,
  type TableEntry,
  tableEntries,
} from "../../src/config/table-entries.ts";
import { type InventoryField, inventoryExceptions } from "./inventory-exceptions.ts";

interface InventoryEntry {
  readonly path: readonly string[];
  readonly keyword: string;
  readonly alias_of?: string;
  readonly kind: ProperKeyword["kind"];
  readonly min: number | null;
  readonly max: number | null;
  readonly unit: string | null;
  readonly default: boolean | number | string | null;
  readonly since: string | null;
  readonly deprecated: boolean;
  readonly conditional: string | null;
}

interface Difference {
  /** `path/of/blocks/keyword`. */
  readonly entry: string;
  readonly field: InventoryField;
  readonly text: string;
}

const inventoryFile = new URL("../../../shared/reference/keywords.json", import.meta.url);
const inventory: readonly InventoryEntry[] = existsSync(inventoryFile)
  ? JSON.parse(readFileSync(inventoryFile, "utf8"))
  : [];

const entries = tableEntries(rootKeywords);
const table = new Map(entries.map((entry) => [nameOf(entry.path, entry.keyword.name), entry]));

function nameOf(path: readonly string[], keyword: string): string {
  return [...path, keyword].join("/");
}

function compare(theirs: InventoryEntry): Difference[] {
  const name = nameOf(theirs.path, theirs.keyword);
  const ours = table.get(nameOf(properPath(theirs.path, rootKeywords), theirs.keyword));
  if (ours === undefined) return [{ entry: name, field: "there", text: "missing" }];
  const { keyword, target } = ours;
  const alias = keyword.kind === "alias" ? keyword.of : undefined;
  const range = rangeOf(target);
  const facts: readonly (readonly [InventoryField, unknown, unknown])[] = [
    ["kind", target.kind, theirs.kind],
    ["alias", alias, theirs.alias_of],
    ["min", range?.min, theirs.min ?? undefined],
    ["max", range?.max, theirs.max ?? undefined],
    ["unit", shortUnit(range?.unit), theirs.unit ?? undefined],
    ["since", keyword.since, theirs.since ?? undefined],
    ["deprecated", keyword.deprecated !== undefined, theirs.deprecated],
    ["condition", ourCondition(ours), theirCondition(theirs.conditional)],
  ];
  const differing = facts
    .filter(([, our, their]) => our !== their)
    .map(([field, our, their]) => ({ entry: name, field, text: `${field} ${our}, inventory ${their}` }));
  if (sameDefault(target, theirs)) return differing;
  const text = `default ${JSON.stringify(target.default)}, inventory ${JSON.stringify(theirs.default)}`;
  return [...differing, { entry: name, field: "default", text }];
}

function rangeOf(keyword: ProperKeyword): ValueRange | undefined {
  if (keyword.kind === "value") return keyword.form.range;
  return keyword.kind === "list" ? keyword.entry.range : undefined;
}

/** Messages say a unit in full where the inventory has its symbol. */
function shortUnit(unit: string | undefined): string | undefined {
  const symbols: Readonly<Record<string, string>> = {
    seconds: "s",
    milliseconds: "ms",
    microseconds: "us",
    characters: "chars",
  };
  return unit === undefined ? undefined : (symbols[unit] ?? unit);
}

/** Every way to fulfil the condition, options and ways in order. */
function disjunction(ways: readonly (readonly string[])[]): string {
  return ways
    .map((way) => [...way].sort().join("+"))
    .sort()
    .join(" or ");
}

function ourCondition({ keyword, target }: TableEntry): string {
  return disjunction(keyword.requires ?? target.requires ?? []);
}

const longConditions: Readonly<Record<string, string>> = {
  "FIREWALL (nftables or iptables)": "FIREWALL",
  "OpenSSL with SNI": "SNI",
  "kernel headers >= 3.11": "KERNEL_3_11",
  "PCRE2 JIT": "PCRE2_JIT",
};

/** `A+B or C` is A and one of B and C. */
function theirCondition(conditional: string | null): string {
  if (conditional === null) return "";
  const ways = conditional.split("+").reduce<string[][]>(
    (before, part) => {
      const choices = longConditions[part] === undefined ? part.split(" or ") : [longConditions[part]];
      return before.flatMap((way) => choices.map((choice) => [...way, choice]));
    },
    [[]],
  );
  return disjunction(ways);
}

/** A described default needs a text of ours, no more; a number outside its own range stands for none. */
function sameDefault(keyword: ProperKeyword, { default: theirs, min, max }: InventoryEntry): boolean {
  const ours = keyword.default;
  if (keyword.kind === "block") return true;
  const absent = ours.kind === "absent" || (ours.kind === "value" && isEmptyList(ours.value));
  if (theirs === null) return absent || ours.kind === "mandatory";
  if (typeof theirs === "string") {
    if (ours.kind === "derived") return ours.from !== "";
    return ours.kind === "value" || (absent && /^(unset|none|off|no)\b/.test(theirs));
  }
  const printed = ours.kind === "value" ? print(keyword, ours.value) : undefined;
  if (typeof theirs === "boolean")
    return printed === undefined ? absent && !theirs : printed === (theirs ? "on" : "off");
  const outside = (min !== null && theirs < min) || (max !== null && theirs > max);
  if (outside && printed === undefined) return true;
  if (ours.kind === "derived") return Number.parseFloat(ours.from) === theirs;
  return printed !== undefined && Number(printed) === theirs;
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function print(keyword: ProperKeyword, value: unknown): string {
  if (keyword.kind === "flag") return value === true ? "on" : "off";
  if (keyword.kind === "value") return keyword.form.print(value);
  return String(value);
}

function surplus(): Difference[] {
  const known = new Set(inventory.map(({ path, keyword }) => nameOf(path, keyword)));
  return [...table.keys()]
    .filter((name) => !known.has(name))
    .map((entry) => ({ entry, field: "there", text: "surplus" }));
}

function isExcepted({ entry, field }: Difference): boolean {
  return inventoryExceptions.some((exception) => exception.field === field && exception.entry.test(entry));
}

/** One line for all missing keywords of a block, one for each other difference. */
function compactly(differences: readonly Difference[]): string[] {
  const missing = new Map<string, string[]>();
  const others: string[] = [];
  for (const { entry, field, text } of differences) {
    if (field !== "there" || text !== "missing") others.push(`${entry}: ${text}`);
    else {
      const slash = entry.lastIndexOf("/");
      const block = slash === -1 ? "top level" : entry.slice(0, slash);
      missing.set(block, [...(missing.get(block) ?? []), entry.slice(slash + 1)]);
    }
  }
  return [...[...missing].map(([block, names]) => `missing in ${block}: ${names.join(" ")}`), ...others];
}

const differences = inventory.length === 0 ? [] : [...inventory.flatMap(compare), ...surplus()];
const rootBlocks = [
  ...new Set([...inventory.map(({ path }) => path[0]), ...differences.map(({ entry }) => rootOf(entry))]),
].map((root): [string, string | undefined] => [root ?? "the top level", root]);

/** Undefined for what stands at the top level itself. */
function rootOf(entry: string): string | undefined {
  const slash = entry.indexOf("/");
  return slash === -1 ? undefined : entry.slice(0, slash);
}

test.skipIf(inventory.length > 0)(
  "the inventory of keepalived 2.4.3 is not at hand: nothing is compared",
  () => {
    expect(existsSync(inventoryFile)).toBe(false);
  },
);

describe.runIf(inventory.length > 0)("the table and the inventory of keepalived 2.4.3", () => {
  test("the inventory is whole", () => {
    expect(inventory).toHaveLength(531);
  });

  test.each(rootBlocks)("%s", (_, root) => {
    const own = differences.filter(({ entry }) => rootOf(entry) === root);
    expect(compactly(own.filter((difference) => !isExcepted(difference)))).toEqual([]);
  });

  test("every exception is still one", () => {
    const idle = inventoryExceptions.filter(
      ({ entry, field }) => !differences.some((one) => one.field === field && entry.test(one.entry)),
    );
    expect(idle.map(({ entry, field }) => `${entry} ${field}`)).toEqual([]);
  });
});
