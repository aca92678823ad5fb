/** Definitions (`$NAME=value`) and their uses. */
import type { DiagnosticRule } from "./diagnostic-rule.ts";
import { block, instanceOf } from "./example-text.ts";

const byInterface = (written: string) =>
  instanceOf("state BACKUP", `interface ${written}`, "virtual_router_id 87", "priority 100", "advert_int 1");

/** As it stands in a file. */
const BRACED = `\${INTERFACE}`;

export const definitionRules = {
  "definition-too-deep": {
    id: "config/definition-too-deep",
    summary: "A definition leads to itself.",
    explanation:
      "A definition's value is looked through for further definitions, again and again. One that comes back to itself never ends: the " +
      "line that uses it is ignored, and with it the keyword that stands there. Break the circle by giving one of the names a value " +
      "of its own.",
    bad: `$NAME=$OTHER\n$OTHER=$NAME\n${block("global_defs", "router_id $NAME")}`,
    good: `$NAME=lvs01\n${block("global_defs", "router_id $NAME")}`,
  },
  "definition-too-long": {
    id: "config/definition-too-long",
    summary: "A definition would make a line longer than what is read as one.",
    explanation:
      "A line has at most 1022 bytes, also when a definition has been put into it. A use that would make it longer is not replaced, so " +
      "the name itself stands in the line and is taken for the value. Split the value over several definitions or lines.",
    bad: `$PART=${"x".repeat(600)}\n${block("global_defs", "router_id $PART $PART")}`,
    good: `$PART=lvs01\n${block("global_defs", "router_id $PART")}`,
  },
  "definition-unused": {
    id: "config/definition-unused",
    level: "info",
    summary: "Nothing uses a definition.",
    explanation:
      "It does no harm. But mostly it was meant for a line that has the value written out or the name misspelt, so a later change of " +
      "the definition does not reach that line. Use it there, or remove it.",
    bad: `$INTERFACE=eth1\n${byInterface("eth0")}`,
    good: `$INTERFACE=eth0\n${byInterface("$INTERFACE")}`,
  },
  "reference-cut": {
    id: "config/reference-cut",
    level: "error",
    summary: "Braces around a name that nothing defines are read as a block's braces.",
    explanation:
      "keepalived leaves the name as it is when no line above defines it, and cuts the line at its braces like any other. The " +
      "'{' is not expected there, the '}' closes the block around it, and every line that follows up to the block's real end is " +
      "unknown. Write `$NAME=value` above the first use, or mend the name.",
    bad: byInterface(BRACED),
    good: `$INTERFACE=eth0\n${byInterface(BRACED)}`,
  },
  "reference-literal": {
    id: "config/reference-literal",
    level: "warning",
    summary: "A name that nothing defines stays as it is written.",
    explanation:
      "Without a definition above it `$NAME` is ordinary text: the interface is called `$INTERFACE`, and no such thing exists. " +
      "keepalived says nothing about it. Definitions count from their line on, so they have to stand above their use. A value that " +
      "really begins with a dollar sign is written in quotes.",
    bad: byInterface("$INTERFACE"),
    good: `$INTERFACE=eth0\n${byInterface("$INTERFACE")}`,
  },
} satisfies Record<string, DiagnosticRule>;
