/**
 * All rules that look at several nodes together. What may differ is looked at by none of them: state, router_id, source addresses, names
 * of interfaces, scripts and their users, notifications, mail, logging, and everything of the processes themselves.
 */
import type { PairRule } from "./pair-rule.ts";
import { instanceAddresses } from "./pair-rules/instance-addresses.ts";
import { instanceAdvertInterval } from "./pair-rules/instance-advert-interval.ts";
import { instanceAuthentication } from "./pair-rules/instance-authentication.ts";
import { instanceChecksum } from "./pair-rules/instance-checksum.ts";
import { instanceMissing } from "./pair-rules/instance-missing.ts";
import { instanceNopreempt } from "./pair-rules/instance-nopreempt.ts";
import { instancePriority } from "./pair-rules/instance-priority.ts";
import { instanceRouterId } from "./pair-rules/instance-router-id.ts";
import { instanceUnicast } from "./pair-rules/instance-unicast.ts";
import { instanceVersion } from "./pair-rules/instance-version.ts";
import { scriptWeight } from "./pair-rules/script-weight.ts";
import { serverChecks } from "./pair-rules/server-checks.ts";
import { serverWeight } from "./pair-rules/server-weight.ts";
import { serviceForwarding } from "./pair-rules/service-forwarding.ts";
import { serviceMissing } from "./pair-rules/service-missing.ts";
import { servicePersistence } from "./pair-rules/service-persistence.ts";
import { serviceScheduler } from "./pair-rules/service-scheduler.ts";
import { serviceServers } from "./pair-rules/service-servers.ts";
import { syncDaemonDiffers } from "./pair-rules/sync-daemon-differs.ts";
import { syncGroupsDiffer } from "./pair-rules/sync-groups-differ.ts";

export const pairRules: readonly PairRule[] = [
  instanceAddresses,
  instanceAdvertInterval,
  instanceAuthentication,
  instanceChecksum,
  instanceMissing,
  instanceNopreempt,
  instancePriority,
  instanceRouterId,
  instanceUnicast,
  instanceVersion,
  scriptWeight,
  serverChecks,
  serverWeight,
  serviceForwarding,
  serviceMissing,
  servicePersistence,
  serviceScheduler,
  serviceServers,
  syncDaemonDiffers,
  syncGroupsDiffer,
];
