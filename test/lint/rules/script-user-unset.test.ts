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
    {
      title: "no user",
      text: script("/usr/local/bin/web"),
      findings: [
        "2:5-30 vrrp_script web has no user to run as: it runs as keepalived_script if the host has such a user, else as root",
      ],
    },
    {
      title: "security besides",
      text:
        globals("enable_script_security") +
        instance("    notify_master /usr/local/bin/tell\n") +
        script("/usr/local/bin/web"),
      findings: [
        "7:5-38 notify_master of vrrp_instance A has no user to run as (as 2 scripts in all): it runs as keepalived_script if the host has such a user, else never",
      ],
    },
  ],
});
