/** Braces that do not fit together: each says what becomes of the lines around it. */
import type { DiagnosticRule } from "./diagnostic-rule.ts";
import { block, instanceWith } from "./example-text.ts";

export const braceRules = {
  "brace-extra": {
    id: "config/brace-extra",
    summary: "A closing brace closes nothing.",
    explanation:
      "Mostly a '}' too many further up has closed a block early, and the lines between it and this one were read at the top level, " +
      "where they mean nothing. keepalived starts all the same. Indent the file anew: the first line that stands deeper than its " +
      "neighbours shows where the brace is too many.",
    bad: `${instanceWith()}}\n`,
    good: instanceWith(),
  },
  "brace-missing-close": {
    id: "config/brace-missing-close",
    summary: "A block is open at the end of the file.",
    explanation:
      "The block that lacks its '}' takes in all that follows: further instances and services are read as its keywords and mostly " +
      "refused. keepalived starts all the same, with what it has. Add '}' where the block should end, which is not always at the " +
      "end of the file.",
    bad: block("global_defs", "router_id lvs01").replace("}\n", ""),
    good: block("global_defs", "router_id lvs01"),
  },
  "brace-missing-open": {
    id: "config/brace-missing-open",
    summary: "A block's opening brace is missing.",
    explanation:
      "keepalived reads the next line as the block's first one. But each of its processes counts braces to pass over the blocks of " +
      "the others, and those that have nothing to count read this block's lines as if they stood at the top level. Write '{' behind " +
      "the block's keyword or on a line of its own.",
    bad: instanceWith().replace(" {", ""),
    good: instanceWith(),
  },
  "brace-unexpected": {
    id: "config/brace-unexpected",
    summary: "An opening brace stands where none belongs.",
    explanation:
      "The keyword before it has no block, or is unknown. keepalived ignores the brace and reads the lines behind it as lines of the " +
      "block around it: a `priority 50` in there becomes the instance's. Its '}' then closes that outer block too early, and all that " +
      "follows is unknown. Remove the braces, or mend the keyword before them.",
    bad: instanceWith("nopreempt {", "}"),
    good: instanceWith("nopreempt"),
  },
} satisfies Record<string, DiagnosticRule>;
