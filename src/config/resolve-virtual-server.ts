/** A `virtual_server` block as the service that runs, with its servers. */
import { childrenOf, settingOf, spanOf, valueOrDefault } from "./block-node.ts";
import type { Diagnostics } from "./diagnostic.ts";
import { realServer } from "./keywords/real-server.ts";
import {
  DEFAULT_PERSISTENCE_S,
  lbAlgo,
  lbKind,
  persistenceTimeout,
  protocol,
} from "./keywords/virtual-server.ts";
import type { Protocol, RealServerConfig, VirtualServerConfig, VirtualServerKey } from "./model.ts";
import { dropDuplicates, resolveRealServer } from "./resolve-real-server.ts";
import { type ServiceBlock, ServiceReport } from "./service-report.ts";
import { placeOf } from "./source.ts";

/** Undefined when nothing of it runs, which a diagnostic says. */
export function resolveVirtualServer(
  block: ServiceBlock,
  diagnostics: Diagnostics,
): VirtualServerConfig | undefined {
  const report = new ServiceReport(block, diagnostics);
  const forwarding = valueOrDefault(block, lbKind);
  const blocks = childrenOf(block, realServer);
  const family =
    block.head.kind === "address" ? block.head.address.family : (blocks[0]?.head.address.family ?? 4);
  const servers = blocks
    .map((server) => resolveRealServer(server, block, { family, forwarding }, report))
    .filter((server) => server !== undefined);
  const realServers = dropDuplicates(servers, report);
  if (realServers.length === 0) {
    report.say(
      "real-servers-none",
      "error",
      block.at,
      "it has no usable real_server and is ignored as a whole",
    );
    return undefined;
  }
  const key = resolveKey(block, family, report);
  sayAssumedDefaults(block, report);
  const service: VirtualServerConfig = {
    place: placeOf(block.at),
    key,
    scheduler: valueOrDefault(block, lbAlgo),
    forwarding,
    persistenceTimeoutS: resolvePersistence(block, report),
    realServers,
  };
  sayUnreachableQuorum(block, realServers, report);
  return service;
}

function resolveKey(block: ServiceBlock, family: 4 | 6, report: ServiceReport): VirtualServerKey {
  const { head } = block;
  if (head.kind === "address") return { ...head, protocol: resolveProtocol(block, report) };
  if (settingOf(block, protocol) !== undefined) {
    const text = "a service by firewall mark has no protocol: the line is ignored, remove it";
    report.say("value-adjusted", "warning", spanOf(block, protocol), text);
  }
  return { ...head, family };
}

function resolveProtocol(block: ServiceBlock, report: ServiceReport): Protocol {
  const written = settingOf(block, protocol);
  if (written === undefined) {
    report.say(
      "default-assumed",
      "warning",
      block.at,
      "no protocol is given, it runs as UDP: write protocol",
    );
  }
  return written ?? protocol.default.value;
}

function sayAssumedDefaults(block: ServiceBlock, report: ServiceReport): void {
  if (settingOf(block, lbKind) === undefined) {
    report.say("default-assumed", "warning", block.at, "no lb_kind is given, it runs as NAT: write lb_kind");
  }
  if (settingOf(block, lbAlgo) === undefined) {
    report.say("default-assumed", "warning", block.at, "no lb_algo is given, it runs as wlc: write lb_algo");
  }
}

/** The kernel takes port 0 for persistent services only (ip_vs_ctl.c, ip_vs_add_service). */
function resolvePersistence(block: ServiceBlock, report: ServiceReport): number {
  const written = settingOf(block, persistenceTimeout);
  if (written !== undefined) return written;
  if (block.head.kind === "fwmark" || block.head.port !== 0) return 0;
  const text = `a service on every port must be persistent: it runs with persistence_timeout ${DEFAULT_PERSISTENCE_S}`;
  report.say("value-adjusted", "warning", block.at, text);
  return DEFAULT_PERSISTENCE_S;
}

/** The default quorum of 1 cannot be reached by servers that weigh nothing; it is lowered to what they have. */
function sayUnreachableQuorum(
  block: ServiceBlock,
  servers: readonly RealServerConfig[],
  report: ServiceReport,
): void {
  if (servers.some((server) => server.weight > 0)) return;
  const text = "all its servers have weight 0, so none gets a connection: give one of them a weight";
  report.say("quorum-unreachable", "warning", block.at, text);
}
