/** The diff that is shown is one that takes the first text to the second. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { unifiedDiff } from "../../src/values/unified-diff.ts";

test("shows a changed, a removed and a last line without newline with what is around them", () => {
  expect(unifiedDiff("f", "a\nb\nc\nd\ne\n", "a\nB\nc\nd\ne\n")).toBe(
    "--- f\n+++ f\n@@ -1,5 +1,5 @@\n a\n-b\n+B\n c\n d\n e\n",
  );
  expect(unifiedDiff("f", "a\nb", "b")).toBe(
    "--- f\n+++ f\n@@ -1,2 +1 @@\n-a\n b\n\\ No newline at end of file\n",
  );
  expect(unifiedDiff("f", "a\n", "a\n")).toBe("");
});

/** What `patch` makes of it. */
function patched(before: string, diff: string): string {
  const old = before.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const result: string[] = [];
  let at = 0;
  const rest = diff.split("\n").slice(2);
  for (const line of rest) {
    const start = /^@@ -(\d+)(,0)?/.exec(line);
    if (start !== null) {
      const until = Number(start[1]) - (start[2] === undefined ? 1 : 0);
      result.push(...old.slice(at, until));
      at = until;
    } else if (line.startsWith("+")) result.push(`${line.slice(1)}\n`);
    else if (line.startsWith("-")) at++;
    else if (line.startsWith(" ")) result.push(old[at++] ?? "");
  }
  return [...result, ...old.slice(at)].join("");
}

test("takes any text to any other", () => {
  const text = fc
    .array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 30 })
    .map((lines) => lines.map((line) => `${line}\n`).join(""));
  fc.assert(fc.property(text, text, (a, b) => a === b || patched(a, unifiedDiff("f", a, b)) === b));
});
