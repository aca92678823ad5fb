/** What `explain` says comes from the table: every entry is explained in full, and its example is one that can be read. */
import { describe, expect, test } from "vitest";
import { type Explanation, explain, mayBeEmpty } from "../../src/config/explain.ts";
import { referencePage } from "../../src/config/explain-markdown.ts";
import { rangeText, requiresText } from "../../src/config/explain-phrases.ts";
import { explanationText } from "../../src/config/explain-text.ts";
import { findExplanations } from "../../src/config/find-keyword.ts";
import { integer, seconds } from "../../src/config/forms/number.ts";
import {
  aliasKeyword,
  blockKeyword,
  defaultedKeyword,
  flagKeyword,
  listKeyword,
  valueKeyword,
} from "../../src/config/keyword.ts";
import { rootKeywords } from "../../src/config/keywords/root.ts";
import { tableEntries } from "../../src/config/table-entries.ts";
import { load, testContext } from "../support/config-context.ts";

const common = {
  doc: "Says something that is long enough to be a doc line.",
  support: "accepted",
  whenInvalid: { keep: "previous" },
  whenMissing: "fatal",
  whenRepeated: "last-wins",
} as const;

/** A table of its own, so that what is expected does not change with the real one. */
const sample = {
  outer: blockKeyword({
    name: "outer",
    doc: "A block that holds one of each kind.",
    example: "outer {",
    support: "full",
    whenMissing: "allowed",
    whenRepeated: "collected",
    keywords: {
      number: valueKeyword({
        ...common,
        name: "number",
        example: "number 5",
        form: integer({ min: 1, max: 9 }),
        default: { kind: "mandatory" },
        whenInvalid: { use: 3 },
        whenRepeated: "first-wins-reported",
        since: "2.1.0",
        requires: [["VRRP", "VMAC"], ["LVS"]],
      }),
      pause: defaultedKeyword<number>({
        ...common,
        name: "pause",
        example: "pause 1.5",
        form: seconds({ minUs: 500_000, maxUs: 9_000_000 }),
        default: 2_000_000,
      }),
      flag: flagKeyword({
        name: "flag",
        doc: "On when it is written.",
        example: "flag",
        support: "refused",
        default: { kind: "value", value: false },
        deprecated: { by: "number", reason: "It never did anything." },
      }),
      list: listKeyword({
        name: "list",
        doc: "Numbers, one a line.",
        example: "list {",
        exampleEntry: "4",
        support: "full",
        entry: integer({ min: 1, max: 9 }),
        entries: "line",
        braces: true,
        default: { kind: "value", value: [] },
      }),
      nomber: aliasKeyword({ name: "nomber", of: "number", doc: "Another name of number." }),
    },
  }),
};

const all = tableEntries(sample).map((entry) => explain(entry));

function of(name: string): Explanation {
  const found = all.find(({ keyword }) => keyword === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
}

describe("an explanation", () => {
  test("of a value", () => {
    expect(of("number")).toEqual({
      keyword: "number",
      path: ["outer"],
      kind: "value",
      doc: common.doc,
      form: "number <1..9>",
      range: { min: 1, max: 9 },
      default: "none, it must be written",
      aliases: ["nomber"],
      since: "2.1.0",
      whenInvalid: "reported, and 3 runs",
      whenMissing: "reading stops there, with exit status 2",
      whenRepeated: "reported, and the first line counts",
      requires: [["VRRP", "VMAC"], ["LVS"]],
      support: "accepted",
      example: ["outer {", "    number 5", "}"],
    });
  });

  test("of another spelling: the facts of what it stands for, under its own name", () => {
    const { doc, aliasOf, form, example, since } = of("nomber");
    expect([doc, aliasOf, form, since]).toEqual([
      "Another name of number.",
      "number",
      "nomber <1..9>",
      "2.1.0",
    ]);
    expect(example).toEqual(["outer {", "    nomber 5", "}"]);
  });

  test("of a flag, a list, a block", () => {
    expect(of("flag")).toMatchObject({
      form: "flag",
      default: "off",
      deprecated: { by: "number", reason: "It never did anything.", reported: true },
      support: "refused",
    });
    expect(of("list")).toMatchObject({ form: "list { <1..9> ... }, one a line", default: "none" });
    // Its block is shown with what it must have.
    expect(of("list").example).toEqual(["outer {", "    number 5", "    list {", "        4", "    }", "}"]);
    expect(of("outer")).toMatchObject({
      form: "outer { ... }",
      keywords: ["number", "pause", "flag", "list", "nomber"],
      // A block is shown with what it must have.
      example: ["outer {", "    number 5", "}"],
    });
  });

  test("a default that is a number has its unit", () => {
    expect(of("pause").default).toBe("2 seconds");
    expect(rangeText(of("pause").range)).toBe("0.5 to 9 seconds");
  });

  test("bounds, conditions and optional words in words", () => {
    expect([rangeText({ min: 1 }), rangeText({ max: 15, unit: "chars" }), rangeText({})]).toEqual([
      "at least 1",
      "at most 15 chars",
      undefined,
    ]);
    expect(requiresText(of("number").requires)).toBe("VRRP and VMAC, or LVS");
    expect(["", "[<1..9>]", "[a [b]] [c]", "[all] <n>", "<n>"].map(mayBeEmpty)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});

describe("as text", () => {
  test("of one place", () => {
    expect(explanationText([of("number")])).toEqual([
      "number, in outer",
      "",
      `  ${common.doc}`,
      "",
      "  Form       number <1..9>",
      "  Aliases    nomber",
      "  Range      1 to 9",
      "  Default    none, it must be written",
      "  Invalid    reported, and 3 runs",
      "  Missing    reading stops there, with exit status 2",
      "  Repeated   reported, and the first line counts",
      "  Since      keepalived 2.1.0",
      "  Build      keepalived built with VRRP and VMAC, or LVS",
      "  Support    accepted: it is read, and has no effect yet",
      "",
      "    outer {",
      "        number 5",
      "    }",
    ]);
  });

  test("places that differ in nothing are said once", () => {
    const elsewhere = { ...of("flag"), path: [] };
    const other = { ...of("flag"), path: ["b"], default: "on" };
    const lines = explanationText([of("flag"), other, elsewhere]);
    expect(lines.slice(0, 2)).toEqual(["flag, in outer", "      at the top level"]);
    expect(lines.filter((line) => line.startsWith("flag, "))).toEqual(["flag, in outer", "flag, in b"]);
    expect(lines.filter((line) => line.includes("Deprecated"))).toEqual([
      "  Deprecated Write number instead. It never did anything. Its use is reported.",
      "  Deprecated Write number instead. It never did anything. Its use is reported.",
    ]);
  });
});

describe("what is asked for", () => {
  const ask = (keyword: string, ...block: string[]) => findExplanations({ keyword, block }, all, sample);
  const message = (keyword: string, ...block: string[]) => {
    const search = ask(keyword, ...block);
    return search.kind === "none" ? search.message : `found ${search.explanations.length}`;
  };

  test("a block is named by words, with slashes, or by the keyword's own path", () => {
    for (const question of [
      ["number"],
      ["number", "outer"],
      ["outer/number"],
      ["outer", "/"],
      ["/outer"],
    ] as const) {
      const [keyword, ...block] = question;
      expect(message(keyword, ...block), question.join(" ")).toBe("found 1");
    }
    expect(message("number", "/")).toBe("there is no 'number' at the top level; it stands in outer");
    expect(message("number", "inner")).toBe("there is no 'number' in inner; it stands in outer");
  });

  test("a name that is none: what comes near", () => {
    expect(message("numbr")).toBe("keepalived knows no keyword 'numbr'; near it are number, nomber");
    expect(message("pau")).toBe("keepalived knows no keyword 'pau'; near it are pause");
    expect(message("zzzzzz")).toBe("keepalived knows no keyword 'zzzzzz'; vigil explain --json lists all");
  });
});

test("the reference has a section for each block and a row for each keyword, and no cell is broken by a pipe", () => {
  const page = referencePage(all);
  expect(page.filter((line) => line.startsWith("#"))).toEqual([
    "# Keywords of keepalived.conf",
    "## Top level",
    "## outer",
  ]);
  const rows = page.filter((line) => line.startsWith("| "));
  expect(rows).toHaveLength(2 + 1 + 5);
  for (const row of rows) expect(row.replaceAll("\\|", "").split("|")).toHaveLength(8);
  expect(page).toContain(
    "| `number <1..9>`<br>`nomber` | Says something that is long enough to be a doc line. Since 2.1.0. " +
      "Needs a build with VRRP and VMAC, or LVS. | none, it must be written | 1 to 9 | invalid: reported, and 3 runs; " +
      "missing: reading stops there, with exit status 2; repeated: reported, and the first line counts | accepted |",
  );
});

describe("the real table", () => {
  const entries = tableEntries(rootKeywords);

  test("every explanation survives JSON and is complete", () => {
    const explanations = entries.map(explain);
    expect(JSON.parse(JSON.stringify(explanations))).toEqual(explanations);
    const lines = [...explanationText(explanations), ...referencePage(explanations)];
    expect(lines.length).toBeGreaterThan(1_000);
    expect(lines.filter((line) => /undefined|\[object|NaN|Infinity/.test(line))).toEqual([]);
  });

  test("every list in braces shows an entry", () => {
    const without = entries.flatMap(({ path, keyword }) => {
      const list = keyword.kind === "block" ? keyword.lines : keyword;
      const silent = list?.kind === "list" && list.braces && list.exampleEntry === undefined;
      return silent ? [[...path, keyword.name].join("/")] : [];
    });
    expect(without).toEqual([]);
  });

  test("what the syntax shows as optional is optional", () => {
    const wrong = entries.flatMap(({ keyword, path }) => {
      if (keyword.kind !== "value") return [];
      // Where the form leaves it to the keyword's own judgement, it has no say.
      if (keyword.settle !== undefined) return [];
      const reading = keyword.form.read([], testContext());
      return mayBeEmpty(keyword.form.syntax) !== (reading.ok === true)
        ? [[...path, keyword.name].join("/")]
        : [];
    });
    expect(wrong).toEqual([]);
  });

  test("every example is read without a word about its keywords and braces", () => {
    const about = /^(brace|keyword-(unknown|misplaced)|argument|value|name-invalid|option)/;
    const wrong = entries.flatMap((entry) => {
      const { example } = explain(entry);
      const codes = load(example.join("\n"))
        .diagnostics.filter(({ code, severity }) => about.test(code) && severity !== "hint")
        .map(({ message }) => message);
      return codes.length === 0 ? [] : [`${example.join(" / ")}: ${codes.join("; ")}`];
    });
    expect(wrong).toEqual([]);
  });
});
