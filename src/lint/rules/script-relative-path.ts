/** A program that is looked for. */
import type { Rule } from "../rule.ts";
import { nameOfScript, spanOfArgument, writtenScripts } from "../scripts.ts";

/** What only a shell could make something of. */
const notAName = /^[<>|&;$`(]/;

export const scriptRelativePath: Rule = {
  id: "script/relative-path",
  level: "info",
  summary: "A script's program is not an absolute path.",
  explanation:
    "A name without a slash is looked for in the PATH that the daemon was started with, which is another one at boot than in a shell; a " +
    "relative path starts at the daemon's working directory. Where the program is not found, the check fails, or the notification " +
    "never runs. Write the whole path, as 'command -v' prints it.",
  bad: `global_defs {
    router_id lvs01
    script_user nobody
    enable_script_security
}

vrrp_script web {
    script "killall -0 nginx"
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
    script "/usr/bin/killall -0 nginx"
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
      const [program] = one.script.argv;
      if (program.startsWith("/") || notAName.test(program)) continue;
      const where = program.includes("/") ? "from the daemon's working directory" : "in the daemon's PATH";
      report(spanOfArgument(one, program), `${nameOfScript(one)}: ${program} is looked for ${where}`, {
        remedy: "write the whole path of the program",
      });
    }
  },
};
