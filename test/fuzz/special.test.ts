/** Inputs made to exhaust a reader: each ends soon, with its diagnostics at the places that cause them. */
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how keepalived writes the use of a definition
import { describe, expect, test } from "vitest";
import { brief, load, memoryFiles } from "../support/config-context.ts";
import { complaint } from "./check.ts";
import { guarded } from "./guard.ts";
import type { FuzzFiles } from "./mutate.ts";

const MB = 1_000_000;

/** The diagnostics of `k.conf` and the files that it may include. */
function said(main: string, others: FuzzFiles = {}): string[] {
  const loaded = load(main, { files: memoryFiles({ ...others, "k.conf": main }) });
  return brief(loaded).map((line, index) => `${loaded.diagnostics[index]?.place.file} ${line}`);
}

/** The same, once every general rule holds. */
function read(main: string, others: FuzzFiles = {}): string[] {
  expect(guarded(complaint, { ...others, "k.conf": main })).toBeUndefined();
  return said(main, others);
}

/** What follows is read as ever. */
const router = "\nglobal_defs {\n router_id lb\n}\n";

function routerIdBehind(text: string): string | undefined {
  return load(text + router).config?.globals.routerId;
}

describe("bytes", () => {
  test("NUL bytes: their lines are ignored, the others are not", () => {
    expect(read(`\0\nvrrp\0_instance V {\n${router}`)).toEqual([
      "k.conf 1:1-2 error nul-byte",
      "k.conf 2:5-6 error nul-byte",
    ]);
    expect(routerIdBehind("\0".repeat(MB))).toBe("lb");
  });

  test("every byte, alone on a line and within a word", () => {
    const bytes = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code));
    expect(read(bytes.map((byte) => `${byte}\nrouter${byte}id\n`).join("")).length).toBeGreaterThan(200);
  });
});

describe("length", () => {
  /** The line is said to be too long, and what keepalived reads of its end is all else that there is to say. */
  function expectTooLong(found: readonly string[], line: number, endColumn: number): void {
    expect(found[0]).toBe(`k.conf ${line}:1-${endColumn} error line-too-long`);
    expect(found.length).toBeLessThan(1100);
    for (const one of found.slice(0, 50)) expect(one).toMatch(new RegExp(`^k\\.conf ${line}:`));
  }

  test("10 MB on one line", () => {
    expectTooLong(read(`# c\n${"x".repeat(10 * MB)}\n`), 2, 10 * MB + 1);
    expect(routerIdBehind("x".repeat(10 * MB))).toBe("lb");
  });

  test("200,000 braces on one line", () => {
    expectTooLong(read("{}".repeat(MB / 10)), 1, MB / 5 + 1);
  });

  test("10 MB in one quote, one comment, one definition", () => {
    expectTooLong(said(`"${"x".repeat(10 * MB)}`), 1, 10 * MB + 2);
    expectTooLong(said(`#${"x".repeat(10 * MB)}\n${router}`), 1, 10 * MB + 2);
    expect(said(`$A=${"x ".repeat(5 * MB)}${router}`).length).toBeLessThanOrEqual(2);
  });

  test("1,000,000 words on a line", () => {
    expectTooLong(read("state ".repeat(MB)), 1, 6 * MB);
  });

  test("100,000 lines that all are wrong", () => {
    expect(said("x\n".repeat(100_000))).toHaveLength(100_000);
  });
});

describe("depth", () => {
  const depth = 100_000;

  test("100,000 nested braces, closed, open, and closed without having been opened", () => {
    // Each is said where it stands; an open one once more, as there is no end to it.
    expect(said(`${"{\n".repeat(depth)}${"}\n".repeat(depth)}`).length).toBeGreaterThanOrEqual(depth);
    const fewer = depth / 10;
    expect(said("{\n".repeat(fewer))).toHaveLength(fewer + 1);
    expect(said("}\n".repeat(fewer))).toHaveLength(fewer);
  });

  test("100,000 nested blocks that nobody knows", () => {
    expect(said("x {\n".repeat(depth)).length).toBeGreaterThanOrEqual(depth);
  });
});

describe("includes", () => {
  const fails = (found: readonly string[]) =>
    found.filter((line) => /(error|fatal) include-failed$/.test(line));

  test("a file that includes itself, directly and through another", () => {
    expect(fails(read("\ninclude k.conf\n"))).toEqual([expect.stringMatching(/^k\.conf 2:1-15 /)]);
    const through = read("include a.conf\n", { "a.conf": "\n include k.conf" });
    expect(fails(through)).toEqual([expect.stringMatching(/^a\.conf 2:2-16 /)]);
  });

  test("files that include the next one twice: 2 to the 40th readings", () => {
    const files = Object.fromEntries(
      Array.from({ length: 40 }, (_, number) => [`${number}.conf`, `include ${number + 1}.conf\n`.repeat(2)]),
    );
    const found = said("include 0.conf", files);
    expect(found.filter((line) => !line.includes("include-unmatched")).length).toBeGreaterThan(0);
    expect(found.length).toBeLessThan(1_000);
  });

  test("a missing one, a directory, and one that must be there", () => {
    expect(read("include no.conf\ninclude d\nincludem no.conf", { "d/x.conf": "" })).toEqual([
      "k.conf 1:1-16 notice include-unmatched",
      "k.conf 2:1-10 notice include-unmatched",
      "k.conf 3:1-17 fatal include-failed",
    ]);
  });

  test("patterns that match in many ways", () => {
    const files = { [`${"a".repeat(60)}.conf`]: "x\n" };
    expect(read(`include ${"*a".repeat(25)}*b\n`, files)).toHaveLength(1);
    expect(read(`include ${"{a,b}".repeat(20)}\n`, files).length).toBeGreaterThan(0);
  });
});

describe("definitions and sequences", () => {
  /** Something says that there is no end to it, and all that is said is about the line of use. */
  function expectEndless(found: readonly string[], line: number): void {
    expect(found.filter((one) => /error (definition-too-(deep|long)|line-too-long)$/.test(one))).not.toEqual(
      [],
    );
    for (const one of found) expect(one).toMatch(new RegExp(`^k\\.conf ${line}:`));
    expect(found.length).toBeLessThan(1_000);
  }

  test("a definition that holds itself, alone and through another", () => {
    expectEndless(read("$A=${A}\nx ${A}\n"), 2);
    expectEndless(read("$A=x ${B}\n$B=y ${A}\n\n${A}\n"), 4);
    expectEndless(read("$A=\\\nx\\\n${A}\n${A}\n"), 4);
    expect(routerIdBehind("$A=${A}\n${A}\n")).toBe("lb");
  });

  test("definitions that double thirty times", () => {
    const doubling = Array.from({ length: 30 }, (_, n) => `$A${n + 1}=\${A${n}} \${A${n}}\n`).join("");
    expectEndless(read(`$A0=x\n${doubling}\${A30}\n`), 32);
  });

  test("lines that double thirty times", () => {
    const doubling = Array.from({ length: 30 }, (_, n) => `$A${n + 1}=\\\n\${A${n}}\\\n\${A${n}}\n`).join("");
    expectEndless(said(`$A0=x\n${doubling}\${A30}\n`), 92);
  });

  test("a large definition used on every line", () => {
    const uses = "${A}\n".repeat(2_000);
    expect(read(`$A=${"x ".repeat(400)}\n${uses}`)).toHaveLength(2_000);
  });

  test("sequences within sequences", () => {
    expectEndless(said("~SEQ(a, 60000) ~SEQ(b, 60000) ~SEQ(c, 60000) x${a}\n"), 1);
    expect(read("~SEQ(a, 99999999999) x\n")).toEqual(["k.conf 1:1-21 error sequence-invalid"]);
  });
});
