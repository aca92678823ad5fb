/** script/unsafe-place */
import { scriptUnsafePlace } from "../../../src/lint/rules/script-unsafe-place.ts";
import { globals, script } from "./made-config.ts";
import { ruleCases } from "./rule-cases.ts";

ruleCases(scriptUnsafePlace, {
  accept: [
    { title: "a place of root's", text: script("/usr/local/bin/web") },
    { title: "a home, for another user", text: script("/home/web/check", "user web") },
    { title: "a temporary file as an argument", text: script('"/usr/bin/test -e /tmp/down"') },
  ],
  reject: [
    {
      title: "a temporary file",
      text: script("/tmp/check"),
      findings: [
        "2:12-22 vrrp_script web: /tmp/check is no safe place for a script: everybody may write there",
      ],
    },
    {
      title: "a home",
      text: globals("script_user root") + script("/home/web/check"),
      findings: [
        "5:12-27 vrrp_script web: /home/web/check is no safe place for a script: a user's home is not root's, so the user decides what root runs",
      ],
    },
    {
      title: "what a shell reads",
      text: script('"/bin/bash /var/tmp/check -v"'),
      findings: [
        "2:23-37 vrrp_script web: /var/tmp/check is no safe place for a script: everybody may write there",
      ],
    },
  ],
});
