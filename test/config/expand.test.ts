/** Includes, conditions, definitions and sequences, as keepalived takes them. */
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how keepalived writes the use of a definition
import { expect, test } from "vitest";
import { Diagnostics } from "../../src/config/diagnostic.ts";
import { expand } from "../../src/config/expand.ts";
import type { LogicalLine } from "../../src/config/line.ts";
import { placeOf, type Source } from "../../src/config/source.ts";
import { memoryFiles, testContext } from "../support/config-context.ts";

/** Logical lines as `file:line words`, a brace as itself; what was said behind them. */
function expanded(text: string, files: Readonly<Record<string, string>> = {}, name = "k.conf"): string[] {
  const diagnostics = new Diagnostics();
  const shown: string[] = [];
  const source: Source = { name, text };
  expand(source, testContext({ files: memoryFiles(files) }), diagnostics, (line) => shown.push(show(line)));
  return [
    ...shown,
    ...diagnostics.list.map(({ code, severity, place }) => `${severity} ${code} ${place.file}:${place.line}`),
  ];
}

function show(line: LogicalLine): string {
  if (line.kind !== "statement") return line.kind === "open" ? "{" : "}";
  const place = placeOf(line.words[0]);
  return `${place.file}:${place.line} ${line.words.map((word) => word.raw).join("|")}`;
}

test("a line is cut before each brace", () => {
  expect(expanded("a { b c } d\n{\n}\n")).toEqual([
    "k.conf:1 a",
    "{",
    "k.conf:1 b|c",
    "}",
    "k.conf:1 d",
    "{",
    "}",
  ]);
});

test("comments, quotes and CRLF", () => {
  expect(expanded('a "b # c"#x\r\n! all\r\nd"e"f\r\n')).toEqual(["k.conf:1 a|b # c", "k.conf:3 d|e|f"]);
  expect(expanded('a "b c\nd')).toEqual(["k.conf:1 a", "k.conf:2 d", "error quote-unterminated k.conf:1"]);
});

test("a NUL byte or too many bytes cost the line", () => {
  expect(expanded("a\0b c\nd")).toEqual(["k.conf:2 d", "error nul-byte k.conf:1"]);
  expect(expanded(`a ${"b".repeat(1020)}\nd`)).toEqual([`k.conf:1 a|${"b".repeat(1020)}`, "k.conf:2 d"]);
  expect(expanded(`a ${"b".repeat(1021)}\nd`)).toEqual(["k.conf:2 d", "error line-too-long k.conf:1"]);
});

test("conditions compare the configuration id exactly", () => {
  expect(expanded("@here a\n@^here b\n@other c\n@^other d\n@he e\n@here\n")).toEqual([
    "k.conf:1 a",
    "k.conf:4 d",
  ]);
});

test("definitions are replaced at their use, also in each other", () => {
  expect(expanded("$A=x $B\n$B=1\nuse $A x ${B}/y\n$B=2\nuse $A")).toEqual([
    "k.conf:3 use|x|1|x|1/y",
    "k.conf:5 use|x|2",
  ]);
  expect(expanded('$A="p q"\nuse $A z')).toEqual(["k.conf:2 use|p q|z"]);
  expect(expanded("$A=1\nuse $A/b a$A ${_ENV SITE} ${_INSTANCE}")).toEqual(["k.conf:2 use|$A/b|a1|lab|here"]);
});

test("names that are not defined stay, and their braces count", () => {
  expect(expanded('use $NO "${NO}"')).toEqual(["k.conf:1 use|$NO|${NO}", "hint reference-literal k.conf:1"]);
  expect(expanded("use ${NO}")).toEqual([
    "k.conf:1 use|$",
    "{",
    "k.conf:1 NO",
    "}",
    "hint reference-cut k.conf:1",
  ]);
});

test("a definition of several lines stands for lines, placed at its use", () => {
  expect(expanded("$B= \\\n a 1 \\\n b {\\\n\\\n }\nx\n$B\ny $B")).toEqual([
    "k.conf:6 x",
    "k.conf:7 a|1",
    "k.conf:7 b",
    "{",
    "}",
    "k.conf:8 y|a|1",
    "k.conf:8 b",
    "{",
    "}",
  ]);
});

test("a definition that holds itself is said, its line ignored", () => {
  expect(expanded("$A=$A\nuse $A")).toEqual(["error definition-too-deep k.conf:2"]);
});

test("sequences repeat the rest of their line", () => {
  expect(expanded("~SEQ(i, 3) a $i")).toEqual(["k.conf:1 a|1", "k.conf:1 a|2", "k.conf:1 a|3"]);
  expect(expanded("~SEQ(i, 4, -2, 0) a$i")).toEqual(["k.conf:1 a4", "k.conf:1 a2", "k.conf:1 a0"]);
  expect(expanded("~SEQx(i, 9, 0xb) ${i}")).toEqual(["k.conf:1 9", "k.conf:1 a", "k.conf:1 b"]);
  expect(expanded("~LST({v,w}, {1,2}, {3}) $v-${w}x")).toEqual(["k.conf:1 $v-2x", "k.conf:1 $v-x"]);
  expect(expanded("~LST(v, a, b)~SEQ(i, 2) ${v}$i")).toEqual([
    "k.conf:1 a1",
    "k.conf:1 a2",
    "k.conf:1 b1",
    "k.conf:1 b2",
  ]);
  expect(expanded("~SEQ(i, 1, 0, 3) x")).toEqual(["error sequence-invalid k.conf:1"]);
  expect(expanded("~SEQ(i, 3, 1, 1) x")).toEqual(["error sequence-invalid k.conf:1"]);
  expect(expanded("~SEQ(i, 999999999) x")).toEqual(["error sequence-invalid k.conf:1"]);
});

test("includes are relative to their own file and read in the order of names", () => {
  const files = {
    "/e/d/b.conf": "b\ninclude c.conf",
    "/e/d/a.conf": "a",
    "/e/d/c.conf": "c",
    "/e/d/.h.conf": "h",
  };
  expect(expanded("x\ninclude d/[ab]*.conf # all\ny", files, "/e/k.conf")).toEqual([
    "/e/k.conf:1 x",
    "/e/d/a.conf:1 a",
    "/e/d/b.conf:1 b",
    "/e/d/c.conf:1 c",
    "/e/k.conf:3 y",
  ]);
  expect(expanded("$D=d\ninclude ${D}/{c,a}.conf", files, "/e/k.conf")).toEqual([
    "/e/d/c.conf:1 c",
    "/e/d/a.conf:1 a",
  ]);
});

test("which failures of an include are hard", () => {
  const files = { "/e/a.conf": "a", "/e/d/b.conf": "b" };
  const severity = (line: string) => expanded(line, files, "/e/k.conf").at(-1);
  const [hard, soft, silent] = [
    "fatal include-failed /e/k.conf:1",
    "notice include-unmatched /e/k.conf:1",
    "hint include-unmatched /e/k.conf:1",
  ];
  expect(severity("include no.conf")).toBe(soft);
  expect(severity("include no*.conf")).toBe(silent);
  expect(severity("include /no/*.conf")).toBe(soft);
  expect(severity("include d")).toBe(soft);
  expect(severity("includer d")).toBe(hard);
  expect(severity("includer no.conf")).toBe(soft);
  expect(severity("includem no.conf")).toBe(hard);
  expect(severity("includew no*")).toBe(hard);
  expect(severity("includeb {a,no}.conf")).toBe(hard);
  expect(severity("includea no*")).toBe(hard);
  expect(severity("includea a.conf")).toBe("/e/a.conf:1 a");
  expect(severity("includex a.conf")).toBe("/e/k.conf:1 includex|a.conf");
});

test("a file that includes itself ends", () => {
  const found = expanded("include k.conf", { "k.conf": "include k.conf" });
  expect(found).toEqual(["error include-failed k.conf:1"]);
  expect(expanded("includer k.conf", { "k.conf": "" })).toEqual(["fatal include-failed k.conf:1"]);
  const doubled = { "k.conf": "include k.conf\ninclude k.conf" };
  expect(expanded("include k.conf\ninclude k.conf", doubled).length).toBeLessThan(10);
});
