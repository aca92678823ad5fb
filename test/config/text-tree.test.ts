/** The tree of a text: what it looks like, that it prints back to the identical bytes, and that an edit touches nothing else. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyEdits } from "../../src/config/text-edit.ts";
import { printTextTree, readTextTree, type TextNode } from "../../src/config/text-tree.ts";

/** Each node with its text, blocks with their content indented. */
function shown(text: string): string[] {
  const show = (nodes: readonly TextNode[]): string[] =>
    nodes.flatMap((node) => {
      const own = (part: TextNode) => `${part.kind} ${JSON.stringify(text.slice(part.start, part.end))}`;
      if (node.kind !== "block") return [own(node)];
      const { head, open, content, close } = node;
      const around = [
        ...head.map((line) => `head ${own(line)}`),
        own(open),
        ...show(content).map((line) => `  ${line}`),
      ];
      return close === undefined ? [...around, "unclosed"] : [...around, own(close)];
    });
  return show(readTextTree(text).nodes);
}

/** Every leaf in order, to see that they cover the text without a gap. */
function leaves(nodes: readonly TextNode[]): TextNode[] {
  return nodes.flatMap((node) => {
    if (node.kind !== "block") return [node];
    const { head, open, content, close } = node;
    const inside = [...head, open, ...leaves(content), ...(close === undefined ? [] : [close])];
    expect([inside[0]?.start, inside[inside.length - 1]?.end]).toEqual([node.start, node.end]);
    return inside;
  });
}

function expectLossless(text: string): void {
  const tree = readTextTree(text);
  expect(printTextTree(tree) === text).toBe(true);
  let [at, piece] = [0, 0];
  for (const leaf of leaves(tree.nodes)) {
    if (leaf.kind === "block") throw new Error("a block is no leaf");
    expect([leaf.start, leaf.firstPiece]).toEqual([at, piece]);
    expect(leaf.end).toBeGreaterThan(leaf.start);
    [at, piece] = [leaf.end, leaf.endPiece];
  }
  expect([at, piece]).toEqual([text.length, tree.pieces.count]);
}

describe("the tree", () => {
  test("lines, comments and blanks stand in the blocks that hold them", () => {
    expect(
      shown("# top\n\nvrrp_instance V { # one\r\n  state MASTER\n\tvip {\n 10.0.0.1\n }\n}  \nlast"),
    ).toEqual([
      'comment "# top\\n"',
      'blank "\\n"',
      'head statement "vrrp_instance V"',
      'brace " { # one\\r\\n"',
      '  statement "  state MASTER\\n"',
      '  head statement "\\tvip"',
      '  brace " {\\n"',
      '    statement " 10.0.0.1\\n"',
      '  brace " }\\n"',
      'brace "}  \\n"',
      'statement "last"',
    ]);
  });

  test("a brace belongs to the statement above it, past comments and blank lines", () => {
    expect(shown("a\n# c\n\n{\n}")).toEqual([
      'head statement "a\\n"',
      'head comment "# c\\n"',
      'head blank "\\n"',
      'brace "{\\n"',
      'brace "}"',
    ]);
    expect(shown("a\ninclude b\n{ x }")).toEqual([
      'statement "a\\n"',
      'directive "include b\\n"',
      'brace "{"',
      '  statement " x"',
      'brace " }"',
    ]);
  });

  test("half blocks: a brace too many closes nothing, a missing one leaves its block open", () => {
    expect(shown("} a\nb { c")).toEqual([
      'brace "}"',
      'statement " a\\n"',
      'head statement "b"',
      'brace " {"',
      '  statement " c"',
      "unclosed",
    ]);
  });

  test("what is no statement", () => {
    expect(shown('$A=\\\n {\\\n }\n@x state MASTER\n@x }\n~SEQ(i, 2) a$i {\n"open\n\0\n')).toEqual([
      'directive "$A=\\\\\\n {\\\\\\n }\\n"',
      'statement "@x state MASTER\\n"',
      'directive "@x"',
      'brace " }\\n"',
      'head statement "~SEQ(i, 2) a$i"',
      'brace " {\\n"',
      '  unreadable "\\"open\\n"',
      '  unreadable "\\u0000\\n"',
      "unclosed",
    ]);
  });
});

const examples = new URL("../../examples/", import.meta.url);
const corpus = new URL("../../../shared/corpus/", import.meta.url);

function configsIn(folder: URL): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names
    .filter((name) => name.endsWith(".conf"))
    .map((name) => readFileSync(new URL(name, folder), "latin1"));
}

const texts = [...configsIn(examples), ...configsIn(corpus)];

/** Any bytes, weighted towards those that mean something. */
const anyBytes = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...'{}\n\r\t "#!$@~\\()=,.ab\0\xff',
        "include x\n",
        "$A=b\n",
        "@id ",
        "~SEQ(i, 3) ",
        "\xef\xbb\xbf",
      ),
      fc.nat(255).map((code) => String.fromCharCode(code)),
    ),
    { maxLength: 80 },
  )
  .map((parts) => parts.join(""));

const mutated = fc
  .tuple(fc.constantFrom(...texts), fc.nat(), fc.nat(60), anyBytes)
  .map(([text, at, length, insert]) => {
    const start = at % text.length;
    return text.slice(0, start) + insert + text.slice(start + length);
  });

describe("lossless", () => {
  test("real files, also with CRLF, a byte order mark, tabs and no last newline", () => {
    expect(texts.length).toBeGreaterThan(3);
    for (const text of texts) {
      for (const variant of [
        text,
        text.replaceAll("\n", "\r\n"),
        `\xef\xbb\xbf${text}`,
        text.replace(/^ +/gm, "\t"),
        text.trimEnd(),
      ])
        expectLossless(variant);
    }
  });

  test("any bytes", () => {
    fc.assert(fc.property(fc.oneof(anyBytes, mutated), expectLossless), { numRuns: 1000 });
  });

  test("100,000 nested braces", () => {
    const text = `${"a {\n".repeat(100_000)}${"}\n".repeat(99_999)}`;
    const tree = readTextTree(text);
    expect(tree.nodes).toHaveLength(1);
    expect(printTextTree(tree) === text).toBe(true);
  });
});

describe("edits", () => {
  test("replace spans and leave every other byte alone", () => {
    const text = "a b\r\nc\0\xff";
    const edits = [
      { start: 5, end: 6, text: "longer" },
      { start: 0, end: 0, text: "# " },
      { start: 2, end: 3, text: "" },
      { start: 0, end: 0, text: "! " },
    ];
    expect(applyEdits(text, edits)).toEqual({ text: "# ! a \r\nlonger\0\xff", refused: [] });
  });

  test("the first of two that overlap is made, the other is given back", () => {
    const [outer, inner] = [
      { start: 1, end: 3, text: "-" },
      { start: 2, end: 4, text: "+" },
    ];
    expect(applyEdits("abcdef", [inner, outer])).toEqual({ text: "a-def", refused: [inner] });
    const behind = { start: 3, end: 3, text: "+" };
    expect(applyEdits("abcdef", [outer, behind])).toEqual({ text: "a-+def", refused: [] });
  });

  test("a span outside the text is a mistake of the caller", () => {
    for (const [start, end] of [
      [-1, 0],
      [2, 1],
      [0, 4],
    ] as const)
      expect(() => applyEdits("abc", [{ start, end, text: "" }])).toThrow(RangeError);
  });

  test("any word of any file: what is around it stays", () => {
    fc.assert(
      fc.property(fc.oneof(anyBytes, mutated), fc.nat(), anyBytes, (text, pick, replacement) => {
        const { pieces } = readTextTree(text);
        if (pieces.count === 0) return;
        const [start, end] = [pieces.start(pick % pieces.count), pieces.end(pick % pieces.count)];
        const result = applyEdits(text, [{ start, end, text: replacement }]).text;
        expect(result.startsWith(text.slice(0, start)) && result.endsWith(text.slice(end))).toBe(true);
        expect(result).toHaveLength(text.length - (end - start) + replacement.length);
      }),
      { numRuns: 300 },
    );
  });
});
