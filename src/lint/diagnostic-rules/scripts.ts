/** Scripts that never run, or that run as a user who should not run them. */
import type { ProgramState } from "../../config/host-facts.ts";
import type { DiagnosticRule } from "./diagnostic-rule.ts";
import { block, instanceWith } from "./example-text.ts";

const tracked = instanceWith("track_script {", "    check", "}");
const script = block("vrrp_script check", 'script "/usr/local/bin/check-web"', "interval 2", "weight 10");
const safe = `${block("global_defs", "enable_script_security", "script_user nobody")}${script}${tracked}`;
const hasAccount = (name: string) => name === "root" || name === "nobody";
const accounts = { hasUser: hasAccount, hasGroup: hasAccount };
const hostWith = (state: ProgramState) => ({ accounts, programState: () => state });

export const scriptRules = {
  "script-user-missing": {
    id: "config/script-user-missing",
    summary: "A script has no user to run it.",
    explanation:
      "A script runs as its own user, else as script_user, else as keepalived_script where the host has such a user. With " +
      "enable_script_security it does not fall back to root: the script is dropped and no longer tracked. Write script_user in " +
      "global_defs, above all scripts there, or a user behind the script.",
    bad: `${block("global_defs", "enable_script_security")}${script}${tracked}`,
    good: safe,
    facts: hostWith("secure"),
  },
  "scripts-unprotected": {
    id: "config/scripts-unprotected",
    summary: "Scripts run without enable_script_security.",
    explanation:
      "Without it keepalived runs a script as root also when others than root can change the file or a directory on its path: whoever " +
      "can write there becomes root on the director. `-t` ends with status 6. Write enable_script_security and a script_user in " +
      "global_defs, and let scripts belong to root, writable by nobody else.",
    bad: `${block("global_defs", "script_user nobody")}${script}${tracked}`,
    good: safe,
    facts: hostWith("secure"),
  },
  "script-unusable": {
    id: "config/script-unusable",
    summary: "The host cannot run a script as it is.",
    explanation:
      "It is missing, a directory, not executable by its user, behind a symbolic link where keepalived takes none, or others than root " +
      "can change it. keepalived drops a vrrp_script then and tracks it no longer, so the failure that it should notice moves " +
      "nothing. Install it, or mend its path, owner and mode.",
    bad: safe,
    good: instanceWith(),
    facts: hostWith("missing"),
  },
} satisfies Record<string, DiagnosticRule>;
