/** Scripts that nobody said whom to run as. */
import { scriptKeywords } from "../../config/keywords/global/scripts.ts";
import type { Rule } from "../rule.ts";
import { nameOfScript, writtenScripts } from "../scripts.ts";

export const scriptUserUnset: Rule = {
  id: "script/user-unset",
  level: "warning",
  summary: "Scripts run and no script_user says as whom.",
  explanation:
    "A script without a user of its own runs as script_user of global_defs, else as the user keepalived_script if the host has one. " +
    "If it has none the script runs as root, or, with enable_script_security, not at all. So the same file means something else on " +
    "another host. Write script_user with a user that both nodes have.",
  bad: `global_defs {
    router_id lvs01
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
    const { found, defaultOwner, isProtected } = writtenScripts(tree);
    const [first, ...others] =
      defaultOwner === undefined ? found.filter(({ owner }) => owner === undefined) : [];
    if (first === undefined) return;
    const more = others.length === 0 ? "" : ` (as ${others.length + 1} scripts in all)`;
    const otherwise = isProtected ? "never" : "as root";
    const message = `${nameOfScript(first)} has no user to run as${more}: it runs as keepalived_script if the host has such a user, else ${otherwise}`;
    report(first.setting, message, {
      remedy: `write ${scriptKeywords.scriptUser.name} with a user into global_defs`,
    });
  },
};
