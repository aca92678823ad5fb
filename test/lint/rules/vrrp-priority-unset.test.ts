/** The cases of the rule in vrrp-priority-unset.ts. */
import { vrrpPriorityUnset } from "../../../src/lint/rules/vrrp-priority-unset.ts";
import { vrrpExample } from "../../../src/lint/vrrp-example.ts";
import { ruleCases } from "./rule-cases.ts";

ruleCases(vrrpPriorityUnset, {
  accept: [
    {
      title: "written",
      text: vrrpExample({ priority: "7" }),
    },
  ],
  reject: [
    {
      title: "a BACKUP",
      text: vrrpExample({ priority: undefined }),
      findings: ["1:1-19 VI_1 has no priority: it runs as 100"],
      remedy: "write a priority from 1 to 254, another one on each node",
    },
    {
      title: "a MASTER",
      text: vrrpExample({ state: "MASTER", priority: undefined }),
      findings: ["1:1-19 VI_1 has no priority: it runs as 255"],
    },
  ],
});
