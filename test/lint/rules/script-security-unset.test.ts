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
      findings: [
        "5:5-30 /usr/local/bin/web runs although enable_script_security is not set: whoever can change it may become nobody",
      ],
    },
    {
      title: "a notification and a check",
      text: instance("    notify_master /usr/local/bin/tell\n") + script("/usr/local/bin/web"),
      findings: [
        "4:5-38 /usr/local/bin/tell runs (as 2 scripts in all) although enable_script_security is not set: whoever can change it may become root",
      ],
    },
  ],
});
