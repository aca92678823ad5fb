/** Formatting: what it does, that twice is once, and that keepalived reads the same. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatConfig } from "../../src/config/format-config.ts";
import { loadConfig } from "../../src/config/load.ts";
import { sameModel } from "../../src/config/same-model.ts";
import { languageCases } from "../language/cases/all.ts";
import { memoryFiles, testContext } from "../support/config-context.ts";

function format(text: string, files: Readonly<Record<string, string>> = {}): string | undefined {
  const made = formatConfig("k.conf", text, 4, testContext({ files: memoryFiles(files) }));
  return made.kind === "formatted" ? made.text : undefined;
}

/** Twice is once, and the same is read; undefined where it is left as it is. */
function hold(text: string, files: Readonly<Record<string, string>> = {}): string | undefined {
  const once = format(text, files);
  if (once === undefined) return undefined;
  expect(format(once, files)).toBe(once);
  const context = testContext({ files: memoryFiles(files) });
  const [before, after] = [loadConfig("k.conf", text, context), loadConfig("k.conf", once, context)];
  expect(sameModel(before.config, after.config)).toBe(true);
  expect(after.diagnostics.map(({ code }) => code).sort()).toEqual(
    before.diagnostics.map(({ code }) => code).sort(),
  );
  return once;
}

describe("formatting", () => {
  test.each([
    ["indents by depth", "a {\nb {\nc\n}\n}\n", "a {\n    b {\n        c\n    }\n}\n"],
    ["parts words by one blank and ends with a newline", "vrrp_instance   V\t{\n}", "vrrp_instance V {\n}\n"],
    [
      "puts braces where they belong",
      "vrrp_instance V\n{\npriority 5 }\n",
      "vrrp_instance V {\n    priority 5\n}\n",
    ],
    ["keeps one empty line", "\n\n\na\n\n\n\nb  \n\n\n", "\na\n\nb\n"],
    ["keeps a comment's distance", "a  b   # c  \n#d\n", "a b   # c\n#d\n"],
    ["keeps quoted texts", 'a  "b   c"  d\n', 'a "b   c" d\n'],
    ["keeps CRLF", "a {\r\nb\r\n}\r\n", "a {\r\n    b\r\n}\r\n"],
    ["keeps definitions of several lines", "$A=x  \\\n   y\n  b\n", "$A=x  \\\n   y\nb\n"],
    [
      "keeps blanks in commands",
      "vrrp_script s {\nscript '/bin/a   b'\n}\n",
      "vrrp_script s {\n    script '/bin/a   b'\n}\n",
    ],
    ["keeps a block on one line", "virtual_ipaddress  {  10.0.0.1  }\n", "virtual_ipaddress { 10.0.0.1 }\n"],
  ])("%s", (_name, before, after) => expect(hold(before)).toBe(after));
});

test.each(languageCases.map(({ name, text, files }) => ({ name, text, files })))(
  "reads the same: $name",
  ({ text, files }) => {
    hold(text, files);
  },
);

const root = resolve(import.meta.dirname, "../..");
const examples = confFilesIn(resolve(root, "examples"));

function confFilesIn(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names.filter((name) => name.endsWith(".conf")).map((name) => resolve(folder, name));
}

test("the examples are formatted and read the same", () => {
  expect(examples.length).toBeGreaterThan(3);
  for (const file of examples) expect(hold(readFileSync(file, "latin1")), file).toBeDefined();
});

test("any lines at all", () => {
  const words = [
    "{",
    "}",
    "vrrp_instance",
    "V",
    "priority",
    "5",
    "virtual_ipaddress",
    "10.0.0.1",
    '"a  b"',
    '"',
    "# c",
    "$A=b",
    "$A",
    "@x",
    "\\",
    "'",
    "\t",
    "\r",
    "~SEQ(i, 2)",
    "include x",
  ];
  const text = fc.array(fc.array(fc.constantFrom(...words), { maxLength: 5 }), { maxLength: 12 });
  fc.assert(
    fc.property(text, (lines) => void hold(lines.map((line) => line.join(" ")).join("\n"))),
    { numRuns: 300 },
  );
});

const corpus = "/work/shared/corpus";
const real = existsSync(corpus) ? confFilesIn(corpus) : [];
if (real.length === 0)
  process.stderr.write("test/config/format-config: real files skipped, there are none here\n");

test.skipIf(real.length === 0)("real files are formatted and read the same", () => {
  const left = real.filter((file) => hold(readFileSync(file, "latin1")) === undefined);
  expect(left).toEqual([]);
});
