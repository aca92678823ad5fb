/** script/timeout-beyond-interval */
import { scriptTimeoutBeyondInterval } from "../../../src/lint/rules/script-timeout-beyond-interval.ts";
import { script } from "./made-config.ts";
import { ruleCases } from "./rule-cases.ts";

ruleCases(scriptTimeoutBeyondInterval, {
  accept: [
    { title: "a shorter one", text: script("/usr/local/bin/web", "interval 5", "timeout 5") },
    { title: "none", text: script("/usr/local/bin/web", "interval 5") },
  ],
  reject: [
    {
      title: "a longer one",
      text: script("/usr/local/bin/web", "interval 2", "timeout 2.5"),
      findings: [
        "1:1-16 vrrp_script web has timeout 2.5 and interval 2: when it hangs that shows after 2.5 s, not 2 s",
      ],
    },
    {
      title: "no interval, which is 1",
      text: script("/usr/local/bin/web", "timeout 2"),
      findings: [
        "1:1-16 vrrp_script web has timeout 2 and interval 1: when it hangs that shows after 2 s, not 1 s",
      ],
    },
  ],
});
