/** A `real_server` block as the server that runs, with its checkers: what is nearer wins (checker, server, service). */
import { addressesEqual, formatAddress, type IpAddress } from "../values/address.ts";
import { settingsOf } from "./block-config.ts";
import { type BlockNode, settingOf, spanOf, valueOrDefault } from "./block-node.ts";
import type { AddressAndPort } from "./forms/address.ts";
import { realServerWeight, serverKeywords } from "./keywords/real-server.ts";
import { realServerMethod } from "./keywords/service/forwarding.ts";
import { virtualServerWeight } from "./keywords/virtual-server.ts";
import type { Forwarding, RealServerConfig } from "./model.ts";
import { resolveChecks } from "./resolve-checks.ts";
import { hasMarks, hasOtherPort } from "./resolve-group.ts";
import { type ServiceContext, sayOfService } from "./service-context.ts";

type ServerBlock = BlockNode & { readonly head: AddressAndPort };

/** Up to here comparing every two servers is quicker than a map of them. */
const FEW_SERVERS = 8;

/** The servers of a service, each once. */
export function resolveRealServers(service: ServiceContext): readonly RealServerConfig[] {
  const blocks = service.block.children as readonly ServerBlock[];
  const servers = blocks.map((block) => resolveRealServer(block, service));
  if (servers.length <= FEW_SERVERS && !hasTwins(blocks, servers)) return servers;
  return withoutTwins(blocks, servers, service);
}

function resolveRealServer(block: ServerBlock, service: ServiceContext): RealServerConfig {
  const { address, port: writtenPort } = block.head;
  const { head } = service.block;
  const forwarding = settingOf(block, realServerMethod) ?? service.forwarding;
  // Checks go to the port as written, also where the kernel's entry gets another.
  const checkedPort = writtenPort === 0 && head.kind === "address" ? head.port : writtenPort;
  const { checkers, idleChecks } = resolveChecks(block, service.block, checkedPort);
  const settings = settingsOf(serverKeywords, block);
  if (settings.lowerThreshold > settings.upperThreshold) sayThresholds(block, service, settings);
  return {
    address,
    port: resolvePort(block, service, forwarding),
    weight: settingOf(block, realServerWeight) ?? valueOrDefault(service.block, virtualServerWeight),
    forwarding,
    checkers,
    idleChecks,
    settings,
  };
}

/** The kernel's rule (ip_vs_ctl.c, ip_vs_add_dest: ERANGE), which keepalived learns from the kernel only. */
function sayThresholds(
  block: ServerBlock,
  service: ServiceContext,
  { lowerThreshold, upperThreshold }: RealServerConfig["settings"],
): void {
  const limit = upperThreshold === 0 ? "no uthreshold" : `uthreshold ${upperThreshold}`;
  const text = `real server ${formatAddress(block.head.address)} ${block.head.port}: lthreshold ${lowerThreshold} with ${limit} is refused by the kernel, so the server gets nothing: write an uthreshold above it`;
  sayOfService(service, "threshold-refused", "notice", spanOf(block, serverKeywords.lowerThreshold), text);
}

/** DR and TUN leave packets as they are, so the kernel uses the service's port whatever is written. */
function resolvePort(block: ServerBlock, service: ServiceContext, forwarding: Forwarding): number {
  const { head } = service.block;
  const written = block.head.port;
  const servicePort = head.kind === "address" ? head.port : 0;
  if (written === 0) return servicePort;
  if (forwarding.method === "NAT" || written === servicePort) return written;
  const reason = misfitOfPort(written, service);
  if (reason !== undefined) {
    const server = `real server ${formatAddress(block.head.address)} ${written}`;
    const text = `${server}: with ${forwarding.method} a server has the service's port, and ${reason}; use NAT for another`;
    // Behind marks the port means nothing at all; else the connections go to another one than is written.
    const severity = servicePort === 0 ? "warning" : "error";
    sayOfService(service, "value-adjusted", severity, block.at, text);
  }
  return servicePort;
}

/** Why a server's written port is not that of the service; undefined when it is. */
export function misfitOfPort(port: number, { block: { head }, group }: ServiceContext): string | undefined {
  if (head.kind === "address") {
    if (head.port === port) return undefined;
    return head.port === 0 ? "that is every port" : `it runs as port ${head.port}`;
  }
  if (head.kind === "fwmark" || hasMarks(group)) return "a firewall mark has none, so it runs without";
  return hasOtherPort(group, port) ? "the group has addresses with another one" : undefined;
}

/** keepalived compares what is written; what the kernel makes one entry of is one server as well. */
function hasTwins(blocks: readonly ServerBlock[], servers: readonly RealServerConfig[]): boolean {
  for (let index = 1; index < servers.length; index++) {
    for (let earlier = 0; earlier < index; earlier++) {
      const [one, other] = [servers[index], servers[earlier]];
      const samePort = one?.port === other?.port || blocks[index]?.head.port === blocks[earlier]?.head.port;
      if (
        samePort &&
        one !== undefined &&
        other !== undefined &&
        addressesEqual(one.address, other.address)
      ) {
        return true;
      }
    }
  }
  return false;
}

/** Equal for equal addresses and ports; a number where that has room, as text is slow to make. */
function endpointKey({ family, bytes }: IpAddress, port: number): number | string {
  if (family === 6) return `${bytes.join()} ${port}`;
  const [first = 0, second = 0, third = 0, fourth = 0] = bytes;
  return ((first * 256 + second) * 65_536 + third * 256 + fourth) * 65_536 + port;
}

/** The kernel has a server once in a service: the first one written stays. */
function withoutTwins(
  blocks: readonly ServerBlock[],
  servers: readonly RealServerConfig[],
  service: ServiceContext,
): RealServerConfig[] {
  const written = new Set<number | string>();
  const running = new Set<number | string>();
  return servers.filter((server, index) => {
    const block = blocks[index];
    if (block === undefined) return false;
    const asWritten = endpointKey(server.address, block.head.port);
    const asRun = endpointKey(server.address, server.port);
    const isTwin = written.has(asWritten);
    written.add(asWritten);
    if (!isTwin && !running.has(asRun)) {
      running.add(asRun);
      return true;
    }
    // keepalived is silent about servers that only turn into one.
    const severity = isTwin ? "error" : "hint";
    const text = `real server ${formatAddress(server.address)} ${server.port} stands twice: the second is ignored`;
    sayOfService(service, "real-server-duplicate", severity, block.at, text);
    return false;
  });
}
