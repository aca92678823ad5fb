/** The cases of the rule in vrrp-sample-router-name.ts. */
import { vrrpSampleRouterName } from "../../../src/lint/rules/vrrp-sample-router-name.ts";
import { vrrpExample } from "../../../src/lint/vrrp-example.ts";
import { ruleCases } from "./rule-cases.ts";

ruleCases(vrrpSampleRouterName, {
  accept: [
    {
      title: "another name",
      text: vrrpExample({ above: "global_defs {\n    router_id lvs01\n}\n" }),
    },
    {
      title: "no globals",
      text: vrrpExample(),
    },
  ],
  reject: [
    {
      title: "the sample's",
      text: vrrpExample({ above: "global_defs {\n    router_id LVS_DEVEL\n}\n" }),
      findings: ["2:5-24 router_id LVS_DEVEL is the sample's: mails do not say which machine they are from"],
      remedy: "write a name of the machine, or delete the line: the host's name is used then",
    },
  ],
});
