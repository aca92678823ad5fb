/** Whatever stands in a file: reading it never throws, says where, and gives frozen data that survives JSON. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { brief, instance, load, service } from "../support/config-context.ts";

const example = readFileSync(new URL("../../examples/lvs-dr/lvs01.conf", import.meta.url), "latin1");

function frozen(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  return Object.isFrozen(value) && Object.values(value).every(frozen);
}

/** Every diagnostic points into its file. */
function check(text: string): void {
  const { config, diagnostics } = load(text);
  const lines = text.split("\n");
  for (const { place, endColumn, message } of diagnostics) {
    const line = lines[place.line - 1];
    expect(line, message).toBeDefined();
    expect(place.column).toBeLessThanOrEqual((line?.length ?? 0) + 1);
    expect(endColumn).toBeGreaterThanOrEqual(place.column);
    expect(message).not.toMatch(/undefined|NaN|\[object/);
  }
  if (config === undefined) {
    expect(diagnostics.some(({ severity }) => severity === "fatal")).toBe(true);
    return;
  }
  expect(JSON.parse(JSON.stringify(config))).toEqual(config);
  expect(frozen(config)).toBe(true);
}

const words = [...new Set(example.match(/\S+/g))].concat([
  "-1",
  "300",
  "99999999999",
  '""',
  "fd00::1",
  "10.0.0.1/33",
  "nopreempt",
  "track_script",
  "include x",
  "$A=b",
  "~SEQ(i, 3)",
  "\0",
]);

const linesOfWords = fc
  .array(fc.array(fc.constantFrom(...words), { maxLength: 4 }), { maxLength: 30 })
  .map((lines) => lines.map((line) => line.join(" ")).join("\n"));

/** The example with lines taken out, doubled or replaced. */
const mutatedLines = fc
  .array(fc.tuple(fc.nat(60), fc.constantFrom("drop", "double", "swap"), fc.constantFrom(...words)), {
    maxLength: 6,
  })
  .map((changes) => {
    const lines = example.split("\n");
    for (const [at, change, word] of changes) {
      const line = lines[at % lines.length] ?? "";
      const made =
        change === "drop"
          ? []
          : change === "double"
            ? [line, line]
            : [line.replace(/\S+\s*(\{?)$/, `${word} $1`)];
      lines.splice(at % lines.length, 1, ...made);
    }
    return lines.join("\n");
  });

test("arbitrary and mutated files", () => {
  fc.assert(fc.property(fc.oneof(linesOfWords, mutatedLines, fc.string({ maxLength: 60 })), check), {
    numRuns: 400,
  });
});

test("the examples and complete blocks round-trip", () => {
  for (const text of [example, instance(), service({ server: ["TCP_CHECK {\n}"] })]) {
    expect(load(text).config).toBeDefined();
    check(text);
  }
});

test("deep nesting overflows no stack, in a block that is passed over and in one that is not", () => {
  const nested = load(
    `vrrp_instance a b {\n${"{\n".repeat(100_000)}${"}\n".repeat(100_000)}}\nglobal_defs {\n router_id y\n}`,
  );
  expect(nested.config?.globals.routerId).toBe("y");
  expect(brief(nested)).toEqual(["1:17-18 error name-invalid"]);
  // Unknown keyword, its brace and the closing brace, each said where it stands.
  expect(load(`${"x {\n".repeat(3000)}${"}\n".repeat(3000)}`).diagnostics).toHaveLength(9000);
  expect(brief(load("{\n".repeat(3000)))).toHaveLength(3001);
});
