/** The grammar reads every text, loses no byte, and knows only what the text looks like. */
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how keepalived writes the use of a definition
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readPieces } from "../../src/config/pieces.ts";

function listed(text: string, form: "file" | "replaced" = "file"): string[] {
  const pieces = readPieces(text, form);
  return Array.from({ length: pieces.count }, (_, index) => {
    return `${pieces.kind(index)} ${text.slice(pieces.start(index), pieces.end(index))}`;
  });
}

/** What is left when the pieces are cut out. */
function between(text: string, form: "file" | "replaced" = "file"): string {
  const pieces = readPieces(text, form);
  let at = 0;
  let rest = "";
  for (let index = 0; index < pieces.count; index++) {
    if (pieces.start(index) < at || pieces.end(index) <= pieces.start(index))
      throw new Error(`piece ${index} overlaps`);
    rest += text.slice(at, pieces.start(index));
    at = pieces.end(index);
  }
  return rest + text.slice(at);
}

const examples = new URL("../../examples/", import.meta.url);
const exampleTexts = readdirSync(examples, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".conf"))
  .map((name) => readFileSync(new URL(name, examples), "latin1"));

/** Text made of what a configuration is made of, in any order. */
const configLike = fc
  .array(
    fc.constantFrom(
      ...'vrrp_instance|{|}|"|#|!|\n|\r\n| |\t|$|${|}|$A=|@id |@^id|~SEQ(|~LST(a, b)|)|\\|\\\n|\0|\xff|include |a,b|10.0.0.1/24'.split(
        "|",
      ),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(""));

/** An example with a stretch of it replaced by something else. */
const mutated = fc
  .tuple(fc.constantFrom(...exampleTexts), fc.nat(), fc.nat(40), configLike)
  .map(([text, at, length, insert]) => {
    const start = at % text.length;
    return text.slice(0, start) + insert + text.slice(start + length);
  });

describe("pieces", () => {
  test("a line of everything", () => {
    expect(listed('a b{c "d e" ${X Y}f$z # hi\n')).toEqual([
      "word a",
      "word b",
      "open {",
      "word c",
      'quoted "d e"',
      "word ${X Y}f$z",
      "comment # hi",
      "lineEnd \n",
    ]);
  });

  test("what stands at a line's beginning only", () => {
    expect(listed("@^id ~SEQ(i, 3) $A=1 # c")).toEqual([
      "condition @^id",
      "sequence ~SEQ(i, 3)",
      "definition $A=1 ",
      "comment # c",
    ]);
    expect(listed(" include /etc/*.conf ! c")).toEqual(["include include /etc/*.conf ", "comment ! c"]);
    expect(listed("x @id include y $A=1")).toEqual([
      "word x",
      "word @id",
      "word include",
      "word y",
      "word $A=1",
    ]);
    expect(listed("x { include y")).toEqual(["word x", "open {", "include include y"]);
  });

  test("a definition goes on while its lines end with a backslash", () => {
    expect(listed("$A= \\\n b \\ # c\n d\ne")).toEqual([
      "definition $A= \\\n b \\ # c\n d",
      "lineEnd \n",
      "word e",
    ]);
  });

  test("quotes end words and hide everything but the line's end", () => {
    expect(listed('a"b {#"c "d\ne"')).toEqual([
      "word a",
      'quoted "b {#"',
      "word c",
      'bad "d',
      "lineEnd \n",
      "word e",
      'bad "',
    ]);
  });

  test("a NUL byte is a piece of its own", () => {
    expect(listed("a\0\0b")).toEqual(["word a", "bad \0\0", "word b"]);
  });

  test("after replacement a condition is a word, and a name stays cut at its braces", () => {
    expect(listed("@a ${X} @a", "replaced")).toEqual([
      "word @a",
      "word $",
      "open {",
      "word X",
      "close }",
      "condition @a",
    ]);
    expect(listed("include a", "replaced")).toEqual(["include include a"]);
    expect(listed("~SEQ(i, 2) $i", "replaced")).toEqual(["sequence ~SEQ(i, 2)", "word $i"]);
  });

  test("what follows a brace is a line's beginning", () => {
    expect(listed("a { @b $X=1 }")).toEqual(["word a", "open {", "condition @b", "definition $X=1 }"]);
    expect(listed("} ~SEQ(i, 2) x } include y")).toEqual([
      "close }",
      "sequence ~SEQ(i, 2)",
      "word x",
      "close }",
      "include include y",
    ]);
  });

  test("a definition goes on where a backslash ends its line, before the comment or in it", () => {
    expect(listed("$A=x \\ # c\ny # d \\ \nz # e\nq")).toEqual([
      "definition $A=x \\ # c\ny # d \\ \nz ",
      "comment # e",
      "lineEnd \n",
      "word q",
    ]);
  });

  test.each(exampleTexts)("an example loses nothing", (text) => {
    expect(between(text)).toMatch(/^\s*$/);
  });

  test("no text is refused and no byte lost", () => {
    const texts = fc.oneof(configLike, mutated, fc.string({ unit: "binary", maxLength: 80 }));
    fc.assert(
      fc.property(texts, fc.constantFrom("file" as const, "replaced" as const), (text, form) => {
        expect(between(text, form)).toMatch(/^[ \t\v\f\r]*$/);
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ["nested braces", "{".repeat(100_000), 100_000],
    ["one long line", "word ".repeat(100_000), 100_000],
    ["one long word", "w".repeat(1_000_000), 1],
    ["an endless quote", `"${"x".repeat(1_000_000)}`, 1],
    ["backslashes in a definition", `$A=${"\\ ".repeat(200_000)}`, 1],
  ])("%s are read in one go", (_, text, count) => {
    expect(readPieces(text).count).toBe(count);
  });
});
