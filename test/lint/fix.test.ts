/** What is fixed, what is left alone, and that nothing else moves. */
import { describe, expect, test } from "vitest";
import { sameModel } from "../../src/config/same-model.ts";
import { instance, service } from "../support/config-context.ts";
import { fixCases } from "./fix-cases.ts";
import { fixedText, fixText } from "./fix-text.ts";
import { MAIN, subjectOf } from "./lint-text.ts";

describe.each(fixCases)("$name", ({ name, before, after, changes }) => {
  test("becomes what was meant, and twice is once", () => {
    expect(fixedText(before)).toBe(after);
    expect(fixedText(after)).toBe(after);
  });
  test("runs as before, or as was meant", () => {
    expect(before).not.toBe(after);
    const cleared = new Set(name.endsWith("of a MASTER") ? ["nopreempt", "preemptDelayUs"] : []);
    expect(sameModel(subjectOf(before).config, subjectOf(after).config, cleared)).toBe(changes === undefined);
  });
});

test("an address that stands twice is there once", () => {
  const twice = instance("  virtual_ipaddress {", "    10.0.0.9", "  }");
  expect(fixedText(twice)).toBe(instance("  virtual_ipaddress {", "  }"));
});

test("all of a file at once, every other byte as it was", () => {
  const text = service({
    service: ["\tnat_mask 255.255.255.0\r", "  persistence_timeout   0", "# caf\u00e9  "],
  });
  expect(fixedText(text)).toBe(service({ service: ["# caf\u00e9  "] }));
});

test.each([
  ["two keywords as near as each other", instance("  prioritye 90", "  garp_master_dela 3 4")],
  ["a definition's text", `$K=nat_mask\n${service({ service: ["  $K 255.255.255.0"] })}`],
  ["a block's name", instance("  virtual_ipadress {", "    10.0.0.8", "  }")],
  ["words that the right keyword refuses", instance("  prioriti 300")],
  ["a statement that is not alone on its line", service().replace("lb_algo rr", "lb_algo rr }")],
])("nothing is touched where more than one rewrite could be right: %s", (name, text) => {
  const { made } = fixText(text);
  expect(made.map(({ fix }) => fix?.title)).toEqual(
    name.startsWith("two") ? ["replace 'prioritye' with 'priority'"] : [],
  );
});

test("an included file is fixed where it is", () => {
  const outcome = fixText("include more.conf\n", {
    "more.conf": `${service({ service: ["nat_mask 1"] })}\n`,
  });
  expect([...outcome.texts]).toEqual([["more.conf", `${service()}\n`]]);
});

test("a fix that brings up another finding is taken back, and the others are made", () => {
  const text = `${instance("  state BACKUP", "  nopremept", "  preempt_dela 5")}\n${service({ service: ["nat_mask 1"] })}`;
  const { made, withdrawn, texts } = fixText(text);
  expect(withdrawn.map(({ finding }) => finding.fix?.title)).toEqual([
    "replace 'preempt_dela' with 'preempt_delay'",
  ]);
  expect(made.length).toBe(2);
  expect(texts.get(MAIN)).toContain("nopreempt");
});
