/** The grammar as the bundle has it reads what plain peggy reads from the same grammar file. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import peggy from "peggy";
import { expect, test } from "vitest";
import { readPieces } from "../../src/config/pieces.ts";

const grammar = readFileSync(new URL("../../grammar/keepalived.peggy", import.meta.url), "utf8");
const plain = peggy.generate(grammar, { allowedStartRules: ["File", "Replaced"] });

const alphabet = ' \t\n\r\v\f\0{}"#!$@~\\()=,/ab_19\x80\xff'
  .split("")
  .concat("include ", "${", "$A=", "~SEQ(", "~LST(");

test("on any text, in both forms", () => {
  const text = fc.array(fc.constantFrom(...alphabet), { maxLength: 40 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, fc.constantFrom("file" as const, "replaced" as const), (value, form) => {
      const expected: [string, number, number][] = [];
      const kinds = new Proxy({}, { get: (_, kind) => kind });
      plain.parse(value, {
        startRule: form === "file" ? "File" : "Replaced",
        kinds,
        emit: (kind: string, start: number, end: number) => expected.push([kind, start, end]),
      });
      const pieces = readPieces(value, form);
      const found = Array.from({ length: pieces.count }, (_, index) => {
        return [pieces.kind(index), pieces.start(index), pieces.end(index)];
      });
      expect(found).toEqual(expected);
    }),
    { numRuns: 400 },
  );
});
