/** The cases of the rule in vrrp-group-weights.ts. */
import { vrrpGroupWeights } from "../../../src/lint/rules/vrrp-group-weights.ts";
import { block, scriptExample, vrrpExample } from "../../../src/lint/vrrp-example.ts";
import { ruleCases } from "./rule-cases.ts";

const group = (...lines: string[]) =>
  `${block("vrrp_instance VI_2", "interface eth1", "virtual_router_id 88", ...block("virtual_ipaddress", "198.51.100.1/24")).join("\n")}
${block("vrrp_sync_group G", ...block("group", "VI_1", "VI_2"), ...lines).join("\n")}
`;
const above = scriptExample("weight -60");

ruleCases(vrrpGroupWeights, {
  accept: [
    {
      title: "a group that takes weights",
      text: vrrpExample({
        above,
        lines: block("track_script", "check_web"),
        below: group("sync_group_tracking_weight"),
      }),
    },
    {
      title: "no group",
      text: vrrpExample({ above, lines: block("track_script", "check_web") }),
    },
    {
      title: "a script without weight",
      text: vrrpExample({
        above: scriptExample(),
        lines: block("track_script", "check_web"),
        below: group(),
      }),
    },
  ],
  reject: [
    {
      title: "a weight of the script",
      text: vrrpExample({ above, lines: block("track_script", "check_web"), below: group() }),
      findings: [
        "18:9-18 track_script check_web has a weight, which members of sync group G are not given: its failure moves nothing",
      ],
      remedy: "track it without a weight, or write sync_group_tracking_weight in G",
    },
    {
      title: "a weight of the line",
      text: vrrpExample({ lines: block("track_interface", "eth5 weight 10"), below: group() }),
      findings: [
        "8:9-23 track_interface eth5 has a weight, which members of sync group G are not given: its failure moves nothing",
      ],
    },
  ],
});
