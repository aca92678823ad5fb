/** script/user-unset */
import { scriptUserUnset } from "../../../src/lint/rules/script-user-unset.ts";
import { globals, instance, script } from "./made-config.ts";
import { ruleCases } from "./rule-cases.ts";

ruleCases(scriptUserUnset, {
  accept: [
    { title: "a user for all", text: globals("script_user nobody") + script("/usr/local/bin/web") },
    { title: "a user of its own", text: script("/usr/local/bin/web", "user nobody") },
    { title: "no script", text: instance() },
    { title: "a user behind the command", text: instance("    notify /usr/local/bin/tell nobody\n") },
  ],
  reject: [
    { title: "no user", text: script("/usr/local/bin/web"), findings: ["?"] },
    {
      title: "security besides",
      text:
        globals("enable_script_security") +
        instance("    notify_master /usr/local/bin/tell\n") +
        script("/usr/local/bin/web"),
      findings: ["?"],
    },
  ],
});
