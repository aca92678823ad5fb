/** Shell syntax in a command that no shell reads. */
import type { FoundScript } from "../../config/found-scripts.ts";
import type { Rule } from "../rule.ts";
import { nameOfScript, spanOfArgument, writtenScripts } from "../scripts.ts";

/** A redirection, an operator, the end of a command, or something to be replaced. */
const syntax = /^(?:\d?[<>]|&>|\|)|^(?:&&|&|;)$|;$|`|^\$[({A-Za-z_]/;

export const scriptShellSyntax: Rule = {
  id: "script/shell-syntax",
  level: "warning",
  summary: "A command has shell syntax, and no shell runs it.",
  explanation:
    "Commands are split into words and run as they are: '>', '|', '&&' and '$NAME' are handed to the program as arguments, so the output goes " +
    "nowhere and the second program never runs. Mostly the program fails over the surplus words, or succeeds whatever the second one " +
    "would have said. Put the commands into a script of their own, or write \"/bin/sh -c 'COMMANDS'\".",
  bad: `global_defs {
    router_id lvs01
    script_user nobody
    enable_script_security
}

vrrp_script web {
    script "/usr/bin/curl http://127.0.0.1/ | grep ok"
    interval 2
    weight -20
}

vrrp_instance A {
    state BACKUP
    interface eth0
    virtual_router_id 87
    priority 100
    advert_int 1
    virtual_ipaddress {
        192.0.2.10/24
    }
    track_script {
        web
    }
}
`,
  good: `global_defs {
    router_id lvs01
    script_user nobody
    enable_script_security
}

vrrp_script web {
    script "/bin/sh -c '/usr/bin/curl http://127.0.0.1/ | grep ok'"
    interval 2
    weight -20
}

vrrp_instance A {
    state BACKUP
    interface eth0
    virtual_router_id 87
    priority 100
    advert_int 1
    virtual_ipaddress {
        192.0.2.10/24
    }
    track_script {
        web
    }
}
`,
  check({ tree }, report) {
    for (const one of writtenScripts(tree).found) {
      const found = one.script.argv.find((word) => syntax.test(word) && !isQuoted(one, word));
      if (found === undefined) continue;
      const message = `${nameOfScript(one)}: no shell runs this command, so '${found}' is handed to the program as it stands`;
      report(spanOfArgument(one, found), message, {
        remedy: "put the commands into a script, or write \"/bin/sh -c 'COMMANDS'\"",
      });
    }
  },
};

/** Then it is meant as it stands, as what a shell gets behind -c. */
function isQuoted({ setting: { source, start, end } }: FoundScript, word: string): boolean {
  const text = source.text.slice(start, end);
  return ["'", '\\"'].some((quote) => text.includes(quote + word));
}
