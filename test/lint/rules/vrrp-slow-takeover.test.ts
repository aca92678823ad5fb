/** The cases of the rule in vrrp-slow-takeover.ts. */
import { vrrpSlowTakeover } from "../../../src/lint/rules/vrrp-slow-takeover.ts";
import { vrrpExample } from "../../../src/lint/vrrp-example.ts";
import { ruleCases } from "./rule-cases.ts";

ruleCases(vrrpSlowTakeover, {
  accept: [
    {
      title: "three seconds",
      text: vrrpExample({ advertInt: "3" }),
    },
    {
      title: "not written",
      text: vrrpExample({ advertInt: undefined }),
    },
  ],
  reject: [
    {
      title: "version 2",
      text: vrrpExample({ advertInt: "4" }),
      findings: ["6:5-17 a dead MASTER of VI_1 is noticed after 12.6 s"],
      remedy: "write a shorter advert_int, the same on every node",
    },
    {
      title: "version 3, whose skew is part of the interval",
      text: vrrpExample({ advertInt: "4", lines: ["version 3"] }),
      findings: ["6:5-17 a dead MASTER of VI_1 is noticed after 14.4 s"],
    },
    {
      title: "more intervals",
      text: vrrpExample({ advertInt: "2", lines: ["down_timer_adverts 6"] }),
      findings: ["6:5-17 a dead MASTER of VI_1 is noticed after 12.6 s"],
    },
  ],
});
