/** Texts that nobody means: each comes to an end in little memory, with one diagnostic that says where the trouble is. */
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how keepalived writes the use of a definition
import { expect, test } from "vitest";
import type { FileReading } from "../../src/config/files.ts";
import { load, memoryFiles } from "../support/config-context.ts";

/** Codes with their lines, as often as they occur; fails when it takes much memory, and by the test's own limit when it never ends. */
function codes(text: string, files: Readonly<Record<string, string>> = {}): string[] {
  const before = process.memoryUsage().heapUsed;
  const { diagnostics } = load(text, { files: memoryFiles({ "k.conf": text, ...files }) });
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(400_000_000);
  return diagnostics
    .filter(({ severity }) => severity !== "hint")
    .map(({ code, place }) => `${code} ${place.file}:${place.line}`);
}

test("a file that includes itself", () => {
  expect(codes("\ninclude k.conf\n")).toEqual(["include-failed k.conf:2"]);
  expect(codes("include k.conf\n".repeat(50))).toHaveLength(50);
});

test("files that include each other", () => {
  const files = { "a.conf": "include b.conf", "b.conf": "\ninclude a.conf" };
  expect(codes("include a.conf", files)).toEqual(["include-failed b.conf:2"]);
});

test("many files that each include all others end", () => {
  const names = Array.from({ length: 20 }, (_, index) => `f${index}.conf`);
  const files = Object.fromEntries(names.map((name) => [name, "include f*.conf\n"]));
  expect(new Set(codes("include f*.conf", files).map((line) => line.split(" ")[0]))).toEqual(
    new Set(["include-failed", "definition-too-deep"]),
  );
});

test("includes that cannot be read", () => {
  const unreadable: FileReading = { kind: "unusable", reason: "unreadable", message: "it is not permitted" };
  const files = { read: () => unreadable, list: () => undefined };
  const { diagnostics } = load("include a\nincluder b\n", { files });
  const shown = diagnostics.map(({ code, severity, place }) => `${place.line} ${severity} ${code}`);
  expect(shown).toEqual(["1 notice include-unmatched", "2 fatal include-failed"]);
});

test("definitions that hold themselves", () => {
  expect(codes("$A=$A\nglobal_defs {\nrouter_id $A\n}\n")).toEqual(["definition-too-deep k.conf:3"]);
  expect(codes("$A=x${A}x\nglobal_defs {\nrouter_id $A\n}\n")).toContain("definition-too-long k.conf:3");
  expect(codes("$A=$B\n$B=$A\nglobal_defs {\nrouter_id $A\n}\n")).toEqual(["definition-too-deep k.conf:4"]);
  expect(codes("$M= \\\n$M \\\n$M\n\n$M\n")).toEqual(["definition-too-deep k.conf:5"]);
});

test("definitions that double what they hold", () => {
  const inLine = Array.from({ length: 40 }, (_, index) => `$A${index + 1}=\${A${index}}\${A${index}}\n`).join(
    "",
  );
  expect(codes(`$A0=x\n${inLine}global_defs {\nrouter_id "\${A40}"\n}\n`)).toEqual([
    "definition-too-deep k.conf:43",
  ]);
  const nothing = Array.from(
    { length: 40 },
    (_, index) => `$E${index + 1}=\${E${index}}\${E${index}}\n`,
  ).join("");
  expect(codes(`$E0=\n${nothing}global_defs {\nrouter_id "\${E40}"\n}\n`)).toContain(
    "definition-too-deep k.conf:43",
  );
  const inLines = Array.from(
    { length: 40 },
    (_, index) => `$M${index + 1}= \\\n$M${index} \\\n$M${index}\n`,
  ).join("");
  expect(codes(`$M0= \\\n# x \\\n# y\n${inLines}$M40\n`)).toEqual(["definition-too-deep k.conf:124"]);
});

test("sequences of sequences", () => {
  expect(codes(`~SEQ(a, 60000) ~SEQ(b, 60000) $X=1\n`)).toEqual(["definition-too-deep k.conf:1"]);
  const long = `$M= \\\n${`$X=${"x".repeat(900)} \\\n`.repeat(5000)}$X=2\n`;
  expect(codes(`${long}~SEQ(a, 60000) $M\n`)).toEqual(["definition-too-deep k.conf:5003"]);
});

test("a block of braces that belong to nothing, and one whose name is missing", () => {
  expect(codes(`vrrp_instance V {\n${"{\n".repeat(1000)}`)).toContain("brace-unexpected k.conf:2");
  expect(codes(`vrrp_instance {${"{".repeat(1000)}\n`)).toContain("brace-missing-close k.conf:1");
});

/** As many of these as make up the bytes. */
function filled(part: string, bytes: number): string {
  return part.repeat(Math.ceil(bytes / part.length));
}

test("200 kB of anything on one line", () => {
  const parts = [
    "x",
    "x ",
    "{",
    "}",
    '"',
    '"" ',
    "$",
    "${X} ",
    "@",
    "~SEQ(",
    "~SEQ(a,9)",
    "\\",
    "\\#",
    "$X=",
    "include ",
  ];
  for (const part of parts) {
    const found = codes(`vrrp_instance {\n${filled(part, 200_000)}\n}\n`);
    expect(found.filter((line) => line === "line-too-long k.conf:2")).toHaveLength(1);
  }
});

test("lines and lines of anything", () => {
  const parts = [
    "\0\n",
    "\\\n",
    "\\#\n",
    "$A=\\\n",
    "$A= x \\ # \\\n",
    "@x $A= \\\n",
    '"\n',
    "}{\n",
    "include x\n",
  ];
  for (const part of parts) codes(filled(part, 30_000));
});
