/** The rules about the linter's own comments and its target version. */
import type { RuleFacts } from "../rule.ts";

const instance = (comment: string, above = "") => `${above}vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51${comment}
    priority 100
    advert_int 1
    virtual_ipaddress {
        192.0.2.10/24
    }
}
`;

const reasoned = instance(" # vigil-disable-line vrrp/sample-router-id -- the only cluster on this network");

export const directiveWithoutReason: RuleFacts = {
  id: "lint/directive-without-reason",
  level: "warning",
  summary: "A vigil-disable comment does not say why.",
  explanation:
    "Whoever reads the file later must know why a finding was silenced, or nobody will dare to take the comment away. Without " +
    "' -- ' and a reason behind the rules the comment silences nothing.",
  bad: instance(" # vigil-disable-line vrrp/sample-router-id"),
  good: reasoned,
};

export const unknownRule: RuleFacts = {
  id: "lint/unknown-rule",
  level: "warning",
  summary: "A vigil-disable comment names no rule, or one that does not exist.",
  explanation:
    "The comment silences nothing for this name: the finding that it was written for is shown again, or another one was meant. " +
    "`vigil lint --rules` lists every rule. Several are separated with commas.",
  bad: instance(" # vigil-disable-line vrrp/sample-router-idd -- the only cluster on this network"),
  good: reasoned,
};

export const unknownDirective: RuleFacts = {
  id: "lint/unknown-directive",
  level: "warning",
  summary: "A comment begins like an order to the linter and is none.",
  explanation:
    "A comment that begins with 'vigil-' is meant for the linter: vigil-disable-line, vigil-disable-next-line, vigil-disable, " +
    "vigil-enable and vigil-disable-file are what it knows. Any other one does nothing.",
  bad: instance(" # vigil-disabel-line vrrp/sample-router-id -- the only cluster on this network"),
  good: reasoned,
};

export const unusedDirective: RuleFacts = {
  id: "lint/unused-directive",
  level: "warning",
  summary: "A vigil-disable comment silences nothing.",
  explanation:
    "What it was written for is mended or has moved, and the comment now only waits to hide the next mistake. Take it away. " +
    "It is not judged for rules that did not run: those that are off, of --host and of --pair.",
  bad: instance(
    "",
    "# vigil-disable-file vrrp/sample-router-id -- the only cluster on this network\n",
  ).replace("51", "87"),
  good: reasoned,
};

export const keywordTooNew: RuleFacts = {
  id: "config/keyword-too-new",
  level: "error",
  summary: "The target version of keepalived does not know a keyword.",
  explanation:
    "With --keepalived-version (or keepalivedVersion in .vigilrc.json) the linter compares every keyword with the version that " +
    "brought it. An older keepalived reports an unknown keyword and ignores the line, or with a block all that is in it. Leave " +
    "it out, or raise the version. Without a target version this rule finds nothing; the example is for 2.2.7.",
  bad: `global_defs {
    router_id lvs01
    snmp_vs_stats_update_interval 5
}
`,
  good: `global_defs {
    router_id lvs01
}
`,
};

/** The version that the example of `config/keyword-too-new` is for. */
export const EXAMPLE_VERSION = "2.2.7";

export const controlRules: readonly RuleFacts[] = [
  directiveWithoutReason,
  unknownRule,
  unknownDirective,
  unusedDirective,
  keywordTooNew,
];
