/** Keywords that are not known where they stand, that are old, or that are written where they do nothing. */
import type { DiagnosticRule } from "./diagnostic-rule.ts";
import { block, checkWith, instanceOf, instanceWith, serviceWith } from "./example-text.ts";

const url = ["url {", "    path /", "    status_code 200", "}", "connect_timeout 3"];

export const keywordRules = {
  "keyword-deprecated": {
    id: "config/keyword-deprecated",
    level: { error: "warning" },
    summary: "A keyword has a newer spelling or place.",
    explanation:
      "It still works and keepalived logs it at each start. A later version drops it, and then the line is an unknown keyword and " +
      "without effect. Write what the message names; it does the same.",
    bad: checkWith("HTTP_GET", ...url, "nb_get_retry 3"),
    good: checkWith("HTTP_GET", ...url, "retry 3"),
  },
  "keyword-removed": {
    id: "config/keyword-removed",
    level: "warning",
    summary: "A keyword is one that keepalived no longer has.",
    explanation:
      "It stands in many old samples. keepalived reports it as unknown and ignores the line, and `-t` fails for it. A removed keyword " +
      "had no effect for years before it went, so nothing is lost with the line; a renamed one takes its value along to the new name.",
    bad: serviceWith("nat_mask 255.255.255.0"),
    good: serviceWith(),
  },
  "keyword-misplaced": {
    id: "config/keyword-misplaced",
    summary: "A keyword stands in a block that does not know it.",
    explanation:
      "keepalived knows the word, but in another block; here it is unknown and the line has no effect, so the default runs instead. " +
      "TCP_CHECK, for example, has `retry` where HTTP_GET also takes `nb_get_retry`. Move the line to the block that the message " +
      "names, or write this block's own word for it.",
    bad: checkWith("TCP_CHECK", "connect_timeout 3", "nb_get_retry 3"),
    good: checkWith("TCP_CHECK", "connect_timeout 3", "retry 3"),
  },
  "keyword-unknown": {
    id: "config/keyword-unknown",
    summary: "A keyword is not known at all.",
    explanation:
      "The line has no effect and what it should have set runs with its default; keepalived starts all the same. When the word opens " +
      "a block, the braces are ignored: its lines are read as lines of the block around it, and its '}' closes that block. Such " +
      "messages are told once, here. Correct the spelling, which is exact in case, or remove the line.",
    bad: instanceOf(
      "state BACKUP",
      "interface eth0",
      "virtual_router_id 87",
      "prioritty 150",
      "advert_int 1",
    ),
    good: instanceWith(),
  },
  "keyword-unsupported": {
    id: "config/keyword-unsupported",
    level: "off",
    summary: "A keyword asks for what Vigil's own daemon cannot do, and running without it would do harm.",
    explanation:
      "It concerns only who runs the file with Vigil's daemon, which refuses to start with it; keepalived runs it as it is written. " +
      "The rule is off because most files are for keepalived: switch it on where Vigil is to take over. There is no other way to " +
      "write it; leave the keyword out, or stay with keepalived until Vigil has it.",
    bad: instanceWith("unicast_src_ip 192.0.2.1", "unicast_peer {", "    192.0.2.2", "}"),
    good: instanceWith(),
  },
  "keyword-without-effect": {
    id: "config/keyword-without-effect",
    level: "off",
    summary: "Vigil's own daemon reads a keyword and does nothing about it yet.",
    explanation:
      "It concerns only who runs the file with Vigil's daemon, which says so at its start and runs without it; keepalived does what " +
      "the keyword says. The rule is off because most files are for keepalived: switch it on where Vigil is to take over, and see " +
      "whether the setup can do without.",
    bad: block("global_defs", "router_id lvs01", "notification_email_from lvs01@example.com"),
    good: block("global_defs", "router_id lvs01"),
  },
  "argument-missing": {
    id: "config/argument-missing",
    summary: "Something that a keyword or block needs is missing.",
    explanation:
      "Behind most keywords a word must stand. Some end keepalived at once when it is missing: it reads no further, `-t` and the " +
      "daemon stop with status 2. Others are ignored, alone or with their block, and the default runs. Write what the message asks for.",
    bad: instanceOf("state BACKUP", "interface eth0", "virtual_router_id 87", "priority", "advert_int 1"),
    good: instanceWith(),
  },
  "argument-surplus": {
    id: "config/argument-surplus",
    level: { hint: "warning" },
    summary: "More words stand on a line than its keyword takes.",
    explanation:
      "keepalived passes over the further words, mostly without saying so: `priority 100 200` runs as 100. Either the first word is " +
      "not the one that was meant, or the rest is a comment without its '#'. Remove them, or put '#' before them.",
    bad: instanceOf(
      "state BACKUP",
      "interface eth0",
      "virtual_router_id 87",
      "priority 100 200",
      "advert_int 1",
    ),
    good: instanceWith(),
  },
  "statement-swallowed": {
    id: "config/statement-swallowed",
    level: "warning",
    summary: "A second keyword stands on a line and is passed over.",
    explanation:
      "A line holds one keyword with its words. In `authentication { auth_type PASS auth_pass secret }` the second keyword is a " +
      "surplus word of the first, so there is no password, and keepalived says nothing about it. Give each keyword a line of its own.",
    bad: instanceWith("authentication {", "    auth_type PASS auth_pass s3cret-7", "}"),
    good: instanceWith("authentication {", "    auth_type PASS", "    auth_pass s3cret-7", "}"),
  },
  "block-duplicate": {
    id: "config/block-duplicate",
    summary: "A block or line stands twice where only one counts.",
    explanation:
      "Of two vrrp_instance blocks with one name the second is ignored, with its addresses; of other blocks and lines the last one " +
      "replaces the first. The message says which of them runs. Give the second block a name of its own, or put both into one.",
    bad: `${instanceWith()}${instanceWith()}`,
    good: instanceWith(),
  },
  "value-replaced": {
    id: "config/value-replaced",
    level: "warning",
    summary: "A keyword stands twice in a block with different values.",
    explanation:
      "keepalived says nothing: mostly the last line counts, for some keywords the first. Who changes the other line at the next " +
      "maintenance changes nothing. The message says what runs; remove the line that is not meant.",
    bad: instanceWith("priority 150"),
    good: instanceWith(),
  },
} satisfies Record<string, DiagnosticRule>;
