/** A diagnostic names the line of use, and where its text is written when a definition put it there. */
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how keepalived writes the use of a definition
import { expect, test } from "vitest";
import { formatDiagnostic } from "../../src/config/diagnostic.ts";
import { load, memoryFiles } from "../support/config-context.ts";

/** Place of use and, behind an arrow, of the definition: `FILE:LINE:COLUMN-END > FILE:LINE:COLUMN` of each mistake. */
function places(text: string, files: Readonly<Record<string, string>> = {}): string[] {
  return load(text, { files: memoryFiles(files) })
    .diagnostics.filter(({ severity }) => severity === "error")
    .map(({ place, endColumn, related }) => {
      const use = `${place.file}:${place.line}:${place.column}-${endColumn}`;
      if (related === undefined) return use;
      return `${use} > ${related.place.file}:${related.place.line}:${related.place.column}`;
    });
}

test("text that stands in its line has no other place", () => {
  expect(places("foo\n")).toEqual(["k.conf:1:1-4"]);
  expect(places("\n  foo $NOPE\n")).toEqual(["k.conf:2:3-6"]);
});

test("a name that was replaced is marked, and its definition named", () => {
  expect(places("$A=  foo\n\nx$A\n")).toEqual(["k.conf:3:1-4 > k.conf:1:6"]);
  expect(places("$A=  foo\n\n $A x\n")).toEqual(["k.conf:3:2-4 > k.conf:1:6"]);
  expect(places("$A=foo\n${A} x\n")).toEqual(["k.conf:2:1-5 > k.conf:1:4"]);
});

test("what stands beside a replaced name keeps its own column", () => {
  const text = "$S=4\nvrrp_instance V {\ninterface eth${S} ;\n}\n";
  const [interfaceUnknown] = load(text).diagnostics.filter(({ code }) => code === "interface-missing");
  expect(interfaceUnknown?.related?.place).toEqual({ file: "k.conf", line: 1, column: 4 });
  expect(places("$A=1\nglobal_defs {\nfoo $A\nx $A { bar }\n}\n")).toContain("k.conf:4:8-11");
});

test("a definition in a definition: the place is that of the innermost text", () => {
  expect(places("$A=$B\n$B=foo\n\n$A\n")).toEqual(["k.conf:4:1-3 > k.conf:2:4"]);
  expect(places("$A=x${B}y\n$B=foo\n\n$A\n")).toEqual(["k.conf:4:1-3 > k.conf:1:4"]);
});

test("in a definition of several lines the very line is named", () => {
  const text = "$M= \\\nglobal_defs { \\\n  foo 1 \\\n  router_id x \\\n  bar \\\n}\n\n$M\n";
  expect(places(text)).toEqual(["k.conf:8:1-3 > k.conf:3:3", "k.conf:8:1-3 > k.conf:5:3"]);
});

test("a definition within a definition of several lines", () => {
  expect(places("$M= \\\n  $X=foo \\\n  $X 1\n$M\n")).toEqual(["k.conf:4:1-3 > k.conf:2:6"]);
});

test("a definition in another file", () => {
  expect(places("include d\n$A\n", { d: "\n$A=foo" })).toEqual(["k.conf:2:1-3 > d:2:4"]);
  expect(places("$A=foo\ninclude d\n", { d: "\n  $A" })).toEqual(["d:2:3-5 > k.conf:1:4"]);
});

test("a sequence's value stands in the line itself", () => {
  expect(places("~SEQ(i, 2) foo$i\n")).toEqual(["k.conf:1:12-17", "k.conf:1:12-17"]);
  expect(places("$M= \\\nfoo$i\n~SEQ(i, 2) $M\n")).toEqual([
    "k.conf:3:12-14 > k.conf:2:1",
    "k.conf:3:12-14 > k.conf:2:1",
  ]);
});

test("parts of lines keep their columns", () => {
  expect(places("a { foo\n}\n").at(1)).toBe("k.conf:1:3-4");
  expect(places(`${" ".repeat(1023)}foo x`)).toEqual(["k.conf:1:1024-1029", "k.conf:1:1024-1027"]);
  expect(places("global_defs {\nfo\\#o b\\!ar\n}\n")).toEqual(["k.conf:2:1-6"]);
  expect(places("@here foo x\n")).toEqual(["k.conf:1:7-10"]);
});

test("a message ends with the place of the definition, the place of use stands before it", () => {
  const [diagnostic] = load("$A=foo\n\n$A\n").diagnostics;
  const text = diagnostic === undefined ? "" : formatDiagnostic(diagnostic);
  expect(text).toMatch(/^\(k\.conf: Line 3\) .* \[defined at k\.conf:1\]$/);
});
