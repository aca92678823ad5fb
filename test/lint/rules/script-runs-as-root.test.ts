/** script/runs-as-root */
import { scriptRunsAsRoot } from "../../../src/lint/rules/script-runs-as-root.ts";
import { globals, instance, script } from "./made-config.ts";
import { ruleCases } from "./rule-cases.ts";

ruleCases(scriptRunsAsRoot, {
  accept: [
    { title: "another user", text: globals("script_user nobody") + script("/usr/local/bin/web") },
    {
      title: "nothing that asks for it",
      text: globals("script_user root") + script("/usr/local/bin/web", "user web"),
    },
  ],
  reject: [
    {
      title: "all of them",
      text:
        globals("script_user root") +
        script("/usr/local/bin/web") +
        instance("    notify /usr/local/bin/tell\n"),
      findings: ["2:5-21 script_user is root: vrrp_script web runs as root (as 2 scripts in all)"],
    },
    {
      title: "one of them",
      text: script("/usr/local/bin/web", "user root"),
      findings: ["2:5-30 vrrp_script web runs as root"],
    },
  ],
});
