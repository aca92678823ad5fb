/** Rules that look at the host, under `--host` only. */
import type { Rule } from "./rule.ts";
import { hostArpIgnore } from "./rules/host-arp-ignore.ts";
import { hostConnReuseMode } from "./rules/host-conn-reuse-mode.ts";
import { hostExpireNodestConn } from "./rules/host-expire-nodest-conn.ts";
import { hostExpireQuiescentTemplate } from "./rules/host-expire-quiescent-template.ts";
import { hostIpForward } from "./rules/host-ip-forward.ts";
import { hostNonlocalBind } from "./rules/host-nonlocal-bind.ts";
import { hostSchedulerModule } from "./rules/host-scheduler-module.ts";
import { hostSecretsReadable } from "./rules/host-secrets-readable.ts";

export const hostRules: readonly Rule[] = [
  hostArpIgnore,
  hostConnReuseMode,
  hostExpireNodestConn,
  hostExpireQuiescentTemplate,
  hostIpForward,
  hostNonlocalBind,
  hostSchedulerModule,
  hostSecretsReadable,
];
