/** What is wrong with a text before any keyword of it is looked at. */
import type { DiagnosticRule } from "./diagnostic-rule.ts";
import { block, instanceWith } from "./example-text.ts";

const LONG = "x".repeat(1100);

export const textRules = {
  "line-too-long": {
    id: "config/line-too-long",
    summary: "A line is longer than the 1022 bytes that are read as one.",
    explanation:
      "keepalived reads a line into a buffer of 1024 bytes. Of a longer line it drops 1023 bytes at a time from the front and reads " +
      "what is left as a line of its own, so a keyword vanishes and the middle of a command is taken for one. Break the line: " +
      "put a long command into a script file, or end a definition's line with a backslash.",
    bad: block("global_defs", `router_id ${LONG}`),
    good: block("global_defs", "router_id lvs01"),
  },
  "nul-byte": {
    id: "config/nul-byte",
    summary: "A line holds a NUL byte.",
    explanation:
      "A configuration is text; a NUL byte ends a line's text for keepalived in the middle, so Vigil ignores the whole line. It comes " +
      "from a damaged disk, a file cut off while it was written, or UTF-16. Save the file as UTF-8, or restore it from a backup.",
    bad: block("global_defs", "router_id lvs01", "vrrp_version \0 2"),
    good: block("global_defs", "router_id lvs01", "vrrp_version 2"),
  },
  "quote-unterminated": {
    id: "config/quote-unterminated",
    summary: "A quote is not closed on its line.",
    explanation:
      "A quoted text ends on its line. Where the second quote is missing, keepalived drops everything from the first one to the line's " +
      "end, so a script has no command or a command loses its last words. Add the quote.",
    bad: `${block("vrrp_script check", 'script "/usr/bin/pgrep nginx', "interval 2", "weight 10")}${instanceWith("track_script {", "    check", "}")}`,
    good: `${block("global_defs", "enable_script_security", "script_user nobody")}${block("vrrp_script check", 'script "/usr/bin/pgrep nginx"', "interval 2", "weight 10")}${instanceWith("track_script {", "    check", "}")}`,
  },
  "sequence-invalid": {
    id: "config/sequence-invalid",
    summary: "A sequence (~SEQ, ~LST) cannot be read.",
    explanation:
      "A sequence writes the rest of its line once for each of its values. When its parentheses do not hold a name and the numbers or " +
      "values that it goes through, keepalived ignores the whole line, and nothing that it should have written is there. Write " +
      "~SEQ(name, first, last) or ~LST(name, value, value).",
    bad: block("global_defs", "router_id lvs01").concat(
      "virtual_server_group WEB {\n    ~SEQ(host, 1, two) 192.0.2.$host 80\n    192.0.2.9 80\n}\n",
    ),
    good: block("global_defs", "router_id lvs01"),
  },
  "include-failed": {
    id: "config/include-failed",
    summary: "An included file cannot be read, where the include demands it.",
    explanation:
      "`includer`, `includem`, `includew`, `includeb` and include_check say what an include must find. When it does not, keepalived " +
      "ends at once, or goes on without the file, as the form says. The blocks of that file are missing then: mend the path, or " +
      "write a plain `include` where the file may be absent.",
    bad: `includem services.conf\n${instanceWith()}`,
    good: instanceWith(),
  },
  "include-unmatched": {
    id: "config/include-unmatched",
    summary: "An include matches no file.",
    explanation:
      "keepalived logs it and goes on, and `-t` ends with status 0: whatever should stand in that file, services or whole instances, " +
      "is silently missing. Mend the path (a relative one starts at the directory of the file with the include), or remove the line.",
    bad: `include services/*.conf\n${instanceWith()}`,
    good: instanceWith(),
  },
} satisfies Record<string, DiagnosticRule>;
