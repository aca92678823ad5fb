/** The cases of the rule in vrrp-weight-beyond.ts. */
import { vrrpWeightBeyond } from "../../../src/lint/rules/vrrp-weight-beyond.ts";
import { block, scriptExample, vrrpExample } from "../../../src/lint/vrrp-example.ts";
import { ruleCases } from "./rule-cases.ts";

ruleCases(vrrpWeightBeyond, {
  accept: [
    {
      title: "within the limits",
      text: vrrpExample({
        above: scriptExample("weight 54"),
        priority: "200",
        lines: block("track_script", "check_web"),
      }),
    },
    {
      title: "the address owner",
      text: vrrpExample({
        above: scriptExample("weight 54"),
        state: "MASTER",
        priority: "255",
        lines: block("track_script", "check_web"),
      }),
    },
  ],
  reject: [
    {
      title: "an interface's weight",
      text: vrrpExample({ lines: block("track_interface", "eth5 weight -100") }),
      findings: ["8:9-25 weight -100 takes priority 100 of VI_1 to 0: it runs as 1"],
    },
    {
      title: "past 254",
      text: vrrpExample({
        above: scriptExample("weight 55"),
        priority: "200",
        lines: block("track_script", "check_web"),
      }),
      findings: ["6:1-22 weight 55 takes priority 200 of VI_1 to 255: it runs as 254"],
      remedy: "write a weight of at most 54",
    },
    {
      title: "below 1, by a weight of the line",
      text: vrrpExample({
        above: scriptExample(),
        priority: "20",
        lines: block("track_script", "check_web weight -20"),
      }),
      findings: ["17:9-29 weight -20 takes priority 20 of VI_1 to 0: it runs as 1"],
      remedy: "write a weight of at most 19",
    },
  ],
});
