/** A `virtual_server` block as the service that runs, with its servers. */
import type { IpFamily } from "../values/address.ts";
import { assertNever } from "../values/assert-never.ts";
import { settingsOf } from "./block-config.ts";
import { findSetting, flagOf, settingOf, spanOf, valueOrDefault } from "./block-node.ts";
import type { Diagnostics } from "./diagnostic.ts";
import { persistenceGranularity, serviceFamily } from "./keywords/service/family.ts";
import { lbKind } from "./keywords/service/forwarding.ts";
import { DEFAULT_PERSISTENCE_S, persistenceTimeout } from "./keywords/service/persistence.ts";
import { lbAlgo, onePacket } from "./keywords/service/scheduling.ts";
import type { SorryServer } from "./keywords/service/sorry-server.ts";
import { haSuspend, protocol, serviceKeywords } from "./keywords/virtual-server.ts";
import type {
  GroupServiceConfig,
  Protocol,
  ServiceSettings,
  VirtualServerConfig,
  VirtualServerGroupConfig,
} from "./model.ts";
import {
  familyOfEntry,
  findGroup,
  fitsGroup,
  hasAddresses,
  hasEveryPort,
  hasMarks,
} from "./resolve-group.ts";
import { resolveQuorum } from "./resolve-quorum.ts";
import { resolveRealServers } from "./resolve-real-server.ts";
import { findSorryServer, resolveSorryServer } from "./resolve-sorry-server.ts";
import { type ServiceBlock, type ServiceContext, sayOfService } from "./service-context.ts";

/** Undefined when nothing of it runs, which a diagnostic says. */
export function resolveVirtualServer(
  block: ServiceBlock,
  groups: ReadonlyMap<string, VirtualServerGroupConfig>,
  diagnostics: Diagnostics,
): VirtualServerConfig | GroupServiceConfig | undefined {
  const known = serviceFamily(block);
  const sorry = findSorryServer(block, known, diagnostics);
  const group = findGroup(block, groups, diagnostics);
  if (block.head.kind === "group" && group === undefined) return undefined;
  const family = known ?? sorry?.address.family ?? familyOfGroup(group) ?? 4;
  if (group !== undefined && !fitsGroup(block, group, family, diagnostics)) return undefined;
  const forwarding = valueOrDefault(block, lbKind);
  const service: ServiceContext = { block, group, family, forwarding, diagnostics };
  return hasNothingToServe(service) ? undefined : resolveService(service, sorry);
}

function resolveService(
  service: ServiceContext,
  sorry: SorryServer | undefined,
): VirtualServerConfig | GroupServiceConfig {
  const { block, family, forwarding } = service;
  const { head } = block;
  const transport = resolveProtocol(service);
  const flags = resolveFlags(service, transport);
  sayAssumedDefaults(service);
  const persistenceTimeoutS = resolvePersistence(service);
  const realServers = resolveRealServers(service);
  const quorum = resolveQuorum(service, realServers);
  const adjusted = { ...flags, ...quorum, ...resolveSorryServer(sorry, service) };
  const written = settingsOf(serviceKeywords, block);
  const settings = isEmpty(adjusted) ? written : { ...written, ...adjusted };
  const scheduler = valueOrDefault(block, lbAlgo);
  const runs = { scheduler, forwarding, persistenceTimeoutS, realServers, settings };
  switch (head.kind) {
    case "address":
      return { ...runs, key: { ...head, protocol: transport } };
    case "fwmark":
      return { ...runs, key: { ...head, family } };
    case "group": {
      const entries = (service.group?.entries ?? []).map(({ place: _, ...entry }) => entry);
      return { ...runs, group: head.group, entries, family, protocol: transport };
    }
    default:
      return assertNever(head);
  }
}

function isEmpty(value: object): boolean {
  for (const _ in value) return false;
  return true;
}

function familyOfGroup(group: VirtualServerGroupConfig | undefined): IpFamily | undefined {
  for (const entry of group?.entries ?? []) {
    const family = familyOfEntry(entry);
    if (family !== undefined) return family;
  }
  return undefined;
}

function hasNothingToServe(service: ServiceContext): boolean {
  const { block } = service;
  if (block.children.length === 0) {
    const text = "it has no usable real_server and is ignored as a whole";
    sayOfService(service, "real-servers-none", "error", block.at, text);
    return true;
  }
  if (block.head.kind === "fwmark" && block.head.mark === 0) {
    const text = "0 is the mark of packets without one: the service is ignored, write a mark from 1";
    sayOfService(service, "value-invalid", "error", block.at, text);
    return true;
  }
  return false;
}

/** Whether nothing but firewall marks leads to the service. */
function isByMarksAlone({ block, group }: ServiceContext): boolean {
  return block.head.kind === "fwmark" || (group !== undefined && !hasAddresses(group));
}

function resolveProtocol(service: ServiceContext): Protocol {
  const { block } = service;
  const written = settingOf(block, protocol);
  if (isByMarksAlone(service)) {
    if (written !== undefined) {
      const text = "a service by firewall mark has no protocol: the line is ignored, remove it";
      sayOfService(service, "value-adjusted", "warning", spanOf(block, protocol), text);
    }
  } else if (written === undefined) {
    const text = "no protocol is given, it runs as UDP: write protocol";
    sayOfService(service, "default-assumed", "warning", block.at, text);
  }
  return written ?? protocol.default.value;
}

/** Flags that mean nothing to this service are taken back. */
function resolveFlags(service: ServiceContext, transport: Protocol): Partial<ServiceSettings> | undefined {
  const { block, group } = service;
  let taken: Partial<ServiceSettings> | undefined;
  if (flagOf(block, onePacket) && transport !== "UDP" && !isByMarksAlone(service)) {
    const text = `ops is for UDP and does nothing with ${transport}: remove it`;
    sayOfService(service, "value-adjusted", "warning", spanOf(block, onePacket), text);
    taken = { onePacket: false };
  }
  if (flagOf(block, haSuspend) && (block.head.kind === "fwmark" || hasMarks(group))) {
    const text =
      "ha_suspend needs an address to look for, and a firewall mark has none: it is ignored, remove it";
    sayOfService(service, "value-adjusted", "warning", spanOf(block, haSuspend), text);
    taken = { ...taken, haSuspend: false };
  }
  return taken;
}

function sayAssumedDefaults(service: ServiceContext): void {
  const { block } = service;
  if (findSetting(block, lbKind) === undefined) {
    const text = "no lb_kind is given, it runs as NAT: write lb_kind";
    sayOfService(service, "default-assumed", "warning", block.at, text);
  }
  if (findSetting(block, lbAlgo) === undefined) {
    const text = "no lb_algo is given, it runs as wlc: write lb_algo";
    sayOfService(service, "default-assumed", "warning", block.at, text);
  }
}

/** The kernel takes port 0 for persistent services only (ip_vs_ctl.c, ip_vs_add_service). */
function resolvePersistence(service: ServiceContext): number {
  const { block, group } = service;
  const written = settingOf(block, persistenceTimeout);
  if (written !== undefined) return written;
  if (findSetting(block, persistenceGranularity) !== undefined) return DEFAULT_PERSISTENCE_S;
  const everyPort = block.head.kind === "address" ? block.head.port === 0 : hasEveryPort(group);
  if (!everyPort) return 0;
  const text = `a service on every port must be persistent: it runs with persistence_timeout ${DEFAULT_PERSISTENCE_S}`;
  sayOfService(service, "value-adjusted", "warning", block.at, text);
  return DEFAULT_PERSISTENCE_S;
}
