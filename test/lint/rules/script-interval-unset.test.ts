/** script/interval-unset */
import { scriptIntervalUnset } from "../../../src/lint/rules/script-interval-unset.ts";
import { script } from "./made-config.ts";
import { ruleCases } from "./rule-cases.ts";

ruleCases(scriptIntervalUnset, {
  accept: [{ title: "an interval", text: script("/usr/local/bin/web", "interval 1") }],
  reject: [
    {
      title: "none",
      text: script("/usr/local/bin/web"),
      findings: ["1:1-16 vrrp_script web has no interval: it runs every second"],
    },
  ],
});
