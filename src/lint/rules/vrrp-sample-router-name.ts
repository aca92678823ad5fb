/** `router_id LVS_DEVEL`, which the sample has. */
import { findNamed } from "../../config/block-node.ts";
import { globalsOf } from "../global-defs.ts";
import type { Rule } from "../rule.ts";
import { vrrpExample } from "../vrrp-example.ts";

export const vrrpSampleRouterName: Rule = {
  id: "vrrp/sample-router-name",
  level: "info",
  summary: "The router's name is the sample's, LVS_DEVEL.",
  explanation:
    "router_id stands in the mails and in what SNMP tells. While every machine is called LVS_DEVEL, a mail about a failover does not say of " +
    "which one. Without the line the host's name is used, which is mostly what is wanted.",
  bad: vrrpExample({ above: "global_defs {\n    router_id LVS_DEVEL\n}\n" }),
  good: vrrpExample({ above: "global_defs {\n    router_id lvs01\n}\n" }),
  check({ tree }, report) {
    const globals = globalsOf(tree);
    const setting = globals === undefined ? undefined : findNamed(globals, "router_id");
    if (setting?.value !== "LVS_DEVEL") return;
    report(setting, "router_id LVS_DEVEL is the sample's: mails do not say which machine they are from", {
      remedy: "write a name of the machine, or delete the line: the host's name is used then",
    });
  },
};
