/** The form for people: the mark stands under the very words, whatever the line holds. */
import { describe, expect, test } from "vitest";
import { excerptOf } from "../../../src/lint/reporters/excerpt.ts";
import { textReporter } from "../../../src/lint/reporters/text.ts";
import { options, reportOf } from "./sample-report.ts";

const bytes = (text: string) => Buffer.from(text, "utf8").toString("latin1");

/** The excerpt of a line in which the words stand. */
function excerpt(line: string, words: string) {
  const start = Buffer.byteLength(line.slice(0, line.indexOf(words)));
  return excerptOf(bytes(line), start + 1, start + Buffer.byteLength(words) + 1);
}

describe("the mark", () => {
  test("stands under the words", () => {
    expect(excerpt("  priority 300", "300")).toEqual({
      text: "  priority 300",
      indent: " ".repeat(11),
      mark: "^^^",
    });
  });

  test("keeps tabs, before and within", () => {
    expect(excerpt("\tpriority\t300", "300").indent).toBe("\t        \t");
    expect(excerpt("a b\tc", "b\tc").mark).toBe("^\t^");
  });

  test("counts what the terminal shows of characters of several bytes", () => {
    expect(excerpt("ä 漢字 e\u0301 x", "x").indent).toBe(" ".repeat(1 + 1 + 4 + 1 + 1 + 1));
    expect(excerpt("n 漢字", "漢字").mark).toBe("^^^^");
    expect(excerpt("\u{1f600}x", "x").indent).toBe("  ");
  });

  test("has at least one place, also behind the line's end", () => {
    expect(excerptOf("abc", 4, 4)).toEqual({ text: "abc", indent: "   ", mark: "^" });
    expect(excerptOf("abc", 9, 12)).toEqual({ text: "abc", indent: "   ", mark: "^" });
  });

  test("a long line is shown around the words, cut between characters", () => {
    const line = `${"ä".repeat(300)}word${"ö".repeat(300)}`;
    const { text, indent, mark } = excerpt(line, "word");
    expect(mark).toBe("^^^^");
    expect(text.slice(indent.length, indent.length + 4)).toBe("word");
    expect(text).not.toContain("\u{fffd}");
    expect([text[0], text.at(-1)]).toEqual(["…", "…"]);
  });

  test("control characters never reach the terminal", () => {
    expect(excerpt("a\u001b[31m b", "b")).toEqual({ text: "a\u{fffd}[31m b", indent: "       ", mark: "^" });
  });
});

describe("the whole", () => {
  test("place, words, related places, remedy and counts", () => {
    const output = textReporter(reportOf(), options).split("\n");
    expect(output).toEqual([
      './conf/a,b:100%.conf:2:18: warning: a <message> & "quotes", 100%: \u{fffd}\u{fffd}]]>\u{fffd}second line\u{fffd} [vrrp/sample-router-id]',
      '  2 | \tname\t"漢字é" 51',
      "    | \t    \t        ^^",
      "  /elsewhere/c.conf:1:1: the first one",
      "    1 | x\u{fffd}y",
      "  remedy: write\tsomething else, as 'this'",
      "",
      "./conf/a,b:100%.conf:2:7: error: the quoted word [config/keyword-unknown]",
      '  2 | \tname\t"漢字é" 51',
      "    | \t    \t^^^^^^^",
      "",
      "/elsewhere/c.conf:1:1: info: only advice [lint/unknown-rule] (on this host)",
      "  1 | x\u{fffd}y",
      "    | ^^^",
      "",
      "1 error, 1 warning, 1 info in 3 files",
      "",
    ]);
  });

  test("says what is silenced, known and gone", () => {
    const [finding] = reportOf().findings;
    const one = finding === undefined ? [] : [finding];
    const gone = [{ fingerprint: "f", rule: "a/b", file: "c.conf", message: "it was so" }];
    expect(textReporter({ ...reportOf([]), known: one, silenced: one, gone }, options)).toBe(
      "1 finding of the baseline gone; --write-baseline takes it out:\n  c.conf: it was so [a/b]\n\n" +
        "nothing found in 3 files (1 known from the baseline, 1 silenced by comments)\n",
    );
  });

  test("colours only where they are wanted", () => {
    expect(textReporter(reportOf(), options)).not.toContain("\x1b");
    expect(textReporter(reportOf(), { ...options, colours: true })).toContain("\x1b[31merror\x1b[0m");
  });
});
