/** The rules about VRRP instances and what they track. */
import type { Rule } from "./rule.ts";
import { virtualRouterIdSample } from "./rules/virtual-router-id-sample.ts";
import { vrrpAddressElsewhere } from "./rules/vrrp-address-elsewhere.ts";
import { vrrpAddressShared } from "./rules/vrrp-address-shared.ts";
import { vrrpAddressWithoutPrefix } from "./rules/vrrp-address-without-prefix.ts";
import { vrrpAdvertIntUnset } from "./rules/vrrp-advert-int-unset.ts";
import { vrrpAuthentication } from "./rules/vrrp-authentication.ts";
import { vrrpKnownPassword } from "./rules/vrrp-known-password.ts";
import { vrrpLowMasterPriority } from "./rules/vrrp-low-master-priority.ts";
import { vrrpManyAddresses } from "./rules/vrrp-many-addresses.ts";
import { vrrpOwnPeer } from "./rules/vrrp-own-peer.ts";
import { vrrpOwnerAsBackup } from "./rules/vrrp-owner-as-backup.ts";
import { vrrpPriorityUnset } from "./rules/vrrp-priority-unset.ts";
import { vrrpSampleRouterName } from "./rules/vrrp-sample-router-name.ts";
import { vrrpScriptUntracked } from "./rules/vrrp-script-untracked.ts";
import { vrrpScriptWithoutWeight } from "./rules/vrrp-script-without-weight.ts";
import { vrrpSlowTakeover } from "./rules/vrrp-slow-takeover.ts";
import { vrrpStateUnset } from "./rules/vrrp-state-unset.ts";
import { vrrpStrictService } from "./rules/vrrp-strict-service.ts";
import { vrrpSyncDaemonInstance } from "./rules/vrrp-sync-daemon-instance.ts";
import { vrrpWeightBeyond } from "./rules/vrrp-weight-beyond.ts";

export const vrrpRules: readonly Rule[] = [
  virtualRouterIdSample,
  vrrpAddressElsewhere,
  vrrpAddressShared,
  vrrpAddressWithoutPrefix,
  vrrpAdvertIntUnset,
  vrrpAuthentication,
  vrrpKnownPassword,
  vrrpLowMasterPriority,
  vrrpManyAddresses,
  vrrpOwnPeer,
  vrrpOwnerAsBackup,
  vrrpPriorityUnset,
  vrrpSampleRouterName,
  vrrpScriptUntracked,
  vrrpScriptWithoutWeight,
  vrrpSlowTakeover,
  vrrpStateUnset,
  vrrpStrictService,
  vrrpSyncDaemonInstance,
  vrrpWeightBeyond,
];
