/** Scripts without `enable_script_security`. */
import type { Rule } from "../rule.ts";
import { writtenScripts } from "../scripts.ts";

export const scriptSecurityUnset: Rule = {
  id: "script/security-unset",
  level: "warning",
  summary: "Scripts run and enable_script_security is not set.",
  explanation:
    "With enable_script_security a script that runs as root is refused if anyone else could change it or a directory above it. Without it " +
    "such a script runs, and whoever can write to it is root: keepalived warns of it at every start. Write enable_script_security into " +
    "global_defs, and script_user with a user that is not root. With --host the scripts themselves are looked at, too.",
  bad: `global_defs {
    router_id lvs01
    script_user nobody
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
  check({ tree, hostDiagnostics }, report) {
    // Under --host reading says it of the scripts that are there.
    if (hostDiagnostics.some(({ code }) => code === "scripts-unprotected")) return;
    const { found, defaultOwner, isProtected } = writtenScripts(tree);
    const [first, ...others] = found;
    if (first === undefined || isProtected) return;
    const user = (first.owner ?? defaultOwner)?.user ?? "root";
    const more = others.length === 0 ? "" : ` (as ${others.length + 1} scripts in all)`;
    report(
      first.setting,
      `${first.script.argv[0]} runs${more} although enable_script_security is not set: whoever can change it may become ${user}`,
      { remedy: "write enable_script_security into global_defs" },
    );
  },
};
