/** The cases of the rule in vrrp-preempt-both.ts. */
import { vrrpPreemptBoth } from "../../../src/lint/rules/vrrp-preempt-both.ts";
import { vrrpExample } from "../../../src/lint/vrrp-example.ts";
import { ruleCases } from "./rule-cases.ts";

ruleCases(vrrpPreemptBoth, {
  accept: [
    {
      title: "one of them",
      text: vrrpExample({ lines: ["nopreempt"] }),
    },
    {
      title: "the other",
      text: vrrpExample({ lines: ["preempt_delay 30"] }),
    },
  ],
  reject: [
    {
      title: "both",
      text: vrrpExample({ lines: ["preempt_delay 30", "nopreempt"] }),
      findings: ["7:5-21 preempt_delay has no effect beside nopreempt: the instance never preempts"],
      remedy: "delete one of the two lines",
    },
  ],
});
