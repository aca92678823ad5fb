/** Lines that end with CR LF. */
import type { Rule } from "../rule.ts";

export const crlf: Rule = {
  id: "text/crlf",
  level: "off",
  summary: "A file has the line endings of another system.",
  explanation:
    "keepalived takes the carriage return for a blank, so the file means the same; the rule is off for that reason. Scripts that are " +
    "cut out of such a file do not run, and a diff against the other node shows every line. Convert it with dos2unix.",
  bad: "global_defs {\r\n    router_id lvs01\r\n}\r\n",
  good: "global_defs {\n    router_id lvs01\n}\n",
  check({ files }, report) {
    for (const { name, text } of files) {
      const start = text.indexOf("\r\n");
      if (start === -1) continue;
      const at = { source: { name, text }, start, end: start + 1 };
      report(at, "the file's lines end with CR LF; keepalived takes CR for a blank", {
        remedy: "convert it, as with dos2unix",
      });
    }
  },
};
