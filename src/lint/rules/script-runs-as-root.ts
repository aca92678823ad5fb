/** Scripts that are told to run as root. */
import { spanOf } from "../../config/block-node.ts";
import { scriptKeywords } from "../../config/keywords/global/scripts.ts";
import { globalsOf } from "../global-defs.ts";
import type { Rule } from "../rule.ts";
import { nameOfScript, writtenScripts } from "../scripts.ts";

const remedy = "write a user that may do no more than the script needs";

export const scriptRunsAsRoot: Rule = {
  id: "script/runs-as-root",
  level: "info",
  summary: "A script runs as root.",
  explanation:
    "A check that only asks something needs no rights. Where it runs as root, a mistake in it, or in a program that it starts, has the whole machine. " +
    "Give checks a user of their own, and root only to the scripts that change something.",
  bad: `global_defs {
    router_id lvs01
    script_user root
    enable_script_security
}

vrrp_script web {
    script "/usr/local/bin/check-web"
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
    script "/usr/local/bin/check-web"
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
    const { found, defaultOwner } = writtenScripts(tree);
    const globals = globalsOf(tree);
    const [first, ...others] = found.filter(({ owner }) => owner === undefined);
    if (globals !== undefined && defaultOwner?.user === "root" && first !== undefined) {
      const more = others.length === 0 ? "" : ` (as ${others.length + 1} scripts in all)`;
      const message = `script_user is root: ${nameOfScript(first)} runs as root${more}`;
      report(spanOf(globals, scriptKeywords.scriptUser), message, { remedy });
    }
    for (const one of found) {
      if (one.owner?.user === "root") report(one.setting, `${nameOfScript(one)} runs as root`, { remedy });
    }
  },
};
