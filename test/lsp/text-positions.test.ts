/** Bytes and UTF-16 units of the same text: each place leads to itself and back. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readable } from "../../src/config/source.ts";
import { normalPath, pathOfUri, uriOfPath } from "../../src/lsp/document-uri.ts";
import { editBetween } from "../../src/lsp/text-difference.ts";
import { bytesOf, TextPositions } from "../../src/lsp/text-positions.ts";

const text = fc.array(fc.constantFrom("a", "é", "𝄞", "\n", "\r\n", "\r", " ")).map((parts) => parts.join(""));

describe("positions", () => {
  test("count as editors do", () => {
    const positions = new TextPositions(bytesOf("é𝄞x\r\ny\rz"));
    expect([0, 2, 6, 7, 9, 10, 11].map((offset) => positions.position(offset))).toEqual([
      { line: 0, character: 0 },
      { line: 0, character: 1 },
      { line: 0, character: 3 },
      { line: 0, character: 4 },
      { line: 1, character: 0 },
      { line: 1, character: 1 },
      { line: 2, character: 0 },
    ]);
    expect(positions.offset({ line: 0, character: 3 })).toBe(6);
    expect(positions.offset({ line: 9, character: 0 })).toBe(12);
    expect(positions.offsetOfPlace({ line: 2, column: 3 })).toBe(11);
  });
  test("lead there and back at every character", () => {
    fc.assert(
      fc.property(text, (written) => {
        const positions = new TextPositions(bytesOf(written));
        let offset = 0;
        for (const character of written) {
          expect(positions.offset(positions.position(offset))).toBe(offset);
          offset += bytesOf(character).length;
        }
      }),
    );
  });
});

test("one edit makes one text of the other, and cuts no character", () => {
  fc.assert(
    fc.property(text, text, (one, other) => {
      const [before, after] = [bytesOf(one), bytesOf(other)];
      const edit = editBetween(before, after);
      expect(before.slice(0, edit.start) + edit.text + before.slice(edit.end)).toBe(after);
      expect(readable(edit.text)).toBe(readable(edit.text).replaceAll("\ufffd", ""));
    }),
  );
});

test("paths lead to URIs and back", () => {
  for (const path of ["/etc/keepalived/keepalived.conf", "/tmp/a b/é#?%.conf", "/"])
    expect(pathOfUri(uriOfPath(path))).toBe(path);
  expect(pathOfUri("untitled:Untitled-1")).toBeUndefined();
  expect(pathOfUri("file:///a/%")).toBe("/a/%");
  expect(["/a/../b//c/./d", "/..", "x/../y"].map(normalPath)).toEqual(["/b/c/d", "/", "y"]);
});
