/** A script in a place where others than root may write. */
import type { FoundScript } from "../../config/found-scripts.ts";
import type { Rule } from "../rule.ts";
import {
  decidingFile,
  nameOfScript,
  spanOfArgument,
  type WrittenScripts,
  writtenScripts,
} from "../scripts.ts";

const forEverybody = /^\/(?:tmp|var\/tmp|dev\/shm)\//;
const ofOneUser = /^\/(?:home|run\/user)\/[^/]+\//;

export const scriptUnsafePlace: Rule = {
  id: "script/unsafe-place",
  level: "warning",
  summary: "A script is in a directory for temporary files or in a user's home.",
  explanation:
    "Everybody may write to /tmp, /var/tmp and /dev/shm, and what is there is gone after a restart: whoever puts a file of the name there first " +
    "has it run. A home belongs to its user, who can change the script and so becomes whoever it runs as, root in most cases; with " +
    "enable_script_security it is not run at all. Put scripts where only root writes, such as /usr/local/bin or /etc/keepalived. A " +
    "home is right for a script that runs as another user than root.",
  bad: `global_defs {
    router_id lvs01
    script_user root
    enable_script_security
}

vrrp_script web {
    script "/tmp/check-web"
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
    const scripts = writtenScripts(tree);
    for (const one of scripts.found) {
      const file = decidingFile(one);
      const why = forEverybody.test(file)
        ? "everybody may write there"
        : ofOneUser.test(file) && mayBeRoot(one, scripts)
          ? "a user's home is not root's, so the user decides what root runs"
          : undefined;
      if (why === undefined) continue;
      report(
        spanOfArgument(one, file),
        `${nameOfScript(one)}: ${file} is no safe place for a script: ${why}`,
        {
          remedy: "put it where only root writes, such as /usr/local/bin",
        },
      );
    }
  },
};

function mayBeRoot({ owner }: FoundScript, { defaultOwner }: WrittenScripts): boolean {
  const { user } = owner ?? defaultOwner ?? { user: "root" };
  return user === "root";
}
