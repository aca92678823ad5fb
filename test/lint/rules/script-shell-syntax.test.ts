/** script/shell-syntax */
import { scriptShellSyntax } from "../../../src/lint/rules/script-shell-syntax.ts";
import { instance, script } from "./made-config.ts";
import { ruleCases } from "./rule-cases.ts";

ruleCases(scriptShellSyntax, {
  accept: [
    { title: "a command alone", text: script('"/usr/bin/curl http://127.0.0.1/?a=1&b=2"') },
    { title: "a shell", text: script(`"/bin/sh -c 'pgrep nginx > /dev/null'"`) },
    { title: "a quoted sign", text: script(`"/usr/bin/grep -q '<html>' /tmp/page"`) },
  ],
  reject: [
    {
      title: "a redirection",
      text: script('"/usr/bin/pgrep nginx > /dev/null"'),
      findings: [
        "2:34-35 vrrp_script web: no shell runs this command, so '>' is handed to the program as it stands",
      ],
    },
    {
      title: "a pipe",
      text: instance('    notify "/bin/echo x | /usr/bin/logger"\n'),
      findings: [
        "4:25-26 notify of vrrp_instance A: no shell runs this command, so '|' is handed to the program as it stands",
      ],
    },
    {
      title: "a placeholder",
      text: script('"/usr/local/bin/web <address>"'),
      findings: [
        "2:32-41 vrrp_script web: no shell runs this command, so '<address>' is handed to the program as it stands",
      ],
    },
    {
      title: "a variable",
      text: script('"/usr/local/bin/web $HOME"'),
      findings: [
        "2:32-37 vrrp_script web: no shell runs this command, so '$HOME' is handed to the program as it stands",
      ],
    },
    {
      title: "a second command",
      text: script('"/usr/local/bin/web; /bin/true"'),
      findings: [
        "2:13-32 vrrp_script web: no shell runs this command, so '/usr/local/bin/web;' is handed to the program as it stands",
      ],
    },
  ],
});
