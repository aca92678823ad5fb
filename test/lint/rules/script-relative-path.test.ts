/** script/relative-path */
import { scriptRelativePath } from "../../../src/lint/rules/script-relative-path.ts";
import { instance, script } from "./made-config.ts";
import { ruleCases } from "./rule-cases.ts";

ruleCases(scriptRelativePath, {
  accept: [
    { title: "a whole path", text: script('"/usr/bin/killall -0 nginx"') },
    { title: "a redirection, which is another mistake", text: script('"</dev/tcp/127.0.0.1/80"') },
  ],
  reject: [
    {
      title: "a name",
      text: script('"killall -0 nginx"'),
      findings: ["2:13-20 vrrp_script web: killall is looked for in the daemon's PATH"],
    },
    {
      title: "a path from somewhere",
      text: instance("    notify scripts/tell.sh\n"),
      findings: [
        "4:12-27 notify of vrrp_instance A: scripts/tell.sh is looked for from the daemon's working directory",
      ],
    },
  ],
});
