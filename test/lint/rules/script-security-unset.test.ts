/** script/security-unset */
import { scriptSecurityUnset } from "../../../src/lint/rules/script-security-unset.ts";
import { globals, instance, script } from "./made-config.ts";
import { ruleCases } from "./rule-cases.ts";

ruleCases(scriptSecurityUnset, {
  accept: [
    { title: "security", text: globals("enable_script_security") + script("/usr/local/bin/web") },
    { title: "no script", text: instance() },
  ],
  reject: [
    {
      title: "no security",
      text: globals("script_user nobody") + script("/usr/local/bin/web"),
      findings: ["?"],
    },
    {
      title: "a notification and a check",
      text: instance("    notify_master /usr/local/bin/tell\n") + script("/usr/local/bin/web"),
      findings: ["?"],
    },
  ],
});
