/** The cases of the rule in vrrp-script-untracked.ts. */
import { vrrpScriptUntracked } from "../../../src/lint/rules/vrrp-script-untracked.ts";
import { block, scriptExample, vrrpExample } from "../../../src/lint/vrrp-example.ts";
import { ruleCases } from "./rule-cases.ts";

ruleCases(vrrpScriptUntracked, {
  accept: [
    {
      title: "defined below its use, which reading reports",
      text: `${vrrpExample({ lines: block("track_script", "check_web") })}${scriptExample("weight -60")}`,
    },
    {
      title: "tracked by an instance",
      text: vrrpExample({ above: scriptExample(), lines: block("track_script", "check_web") }),
    },
    {
      title: "tracked by a group",
      text: vrrpExample({
        above: scriptExample(),
        below: `${block("vrrp_sync_group G", ...block("group", "VI_1"), ...block("track_script", "check_web")).join("\n")}\n`,
      }),
    },
  ],
  reject: [
    {
      title: "a script",
      text: vrrpExample({ above: scriptExample() }),
      findings: ["6:1-22 vrrp_script check_web is tracked by nothing: it has no effect"],
      remedy: "name it in track_script of an instance, or delete it",
    },
    {
      title: "a process",
      text: vrrpExample({ above: "vrrp_track_process nginx {\n    process nginx\n}\n" }),
      findings: ["1:1-25 vrrp_track_process nginx is tracked by nothing: it has no effect"],
      remedy: "name it in track_process of an instance, or delete it",
    },
  ],
});
