/** A `real_server` block as the server that runs, with its checkers: what is nearer wins (checker, server, service). */
import { addressesEqual, formatAddress, type IpFamily } from "../values/address.ts";
import { type BlockNode, childrenOf, settingOf, valueOrDefault } from "./block-node.ts";
import type { AddressAndPort } from "./forms/address.ts";
import type { TimingKeywords } from "./keywords/check-timing.ts";
import { realServerMethod, realServerTiming, realServerWeight } from "./keywords/real-server.ts";
import { connectIp, connectPort, tcpCheck, tcpCheckTiming } from "./keywords/tcp-check.ts";
import { virtualServerTiming, virtualServerWeight } from "./keywords/virtual-server.ts";
import type { CheckerTiming, Forwarding, RealServerConfig, TcpCheckConfig } from "./model.ts";
import type { ServiceBlock, ServiceReport } from "./service-report.ts";
import { placeOf } from "./source.ts";

type ServerBlock = BlockNode & { readonly head: AddressAndPort };

/** A server together with the block it was written as. */
export interface ResolvedServer {
  readonly block: ServerBlock;
  readonly server: RealServerConfig;
}

const DEFAULT_DELAY_LOOP_US = 60_000_000;
const DEFAULT_CONNECT_TIMEOUT_US = 5_000_000;
const DEFAULT_RETRY = 1;
const DEFAULT_DELAY_BEFORE_RETRY_US = 1_000_000;

/** Undefined when its family does not fit, which a diagnostic says. */
export function resolveRealServer(
  block: ServerBlock,
  service: ServiceBlock,
  traits: { readonly family: IpFamily; readonly forwarding: Forwarding },
  report: ServiceReport,
): ResolvedServer | undefined {
  const { address, port: writtenPort } = block.head;
  const forwarding = settingOf(block, realServerMethod) ?? traits.forwarding;
  if (address.family !== traits.family && forwarding.method !== "TUN") {
    const text = `real server ${formatAddress(address)} is not of the service's family and is ignored; only TUN allows that`;
    report.sayOnLine("address-family-mismatch", block.end ?? block.at, text);
    return undefined;
  }
  const servicePort = service.head.kind === "address" ? service.head.port : 0;
  // Checks go to the port as written, also where the kernel's entry gets another.
  const checkedPort = writtenPort === 0 ? servicePort : writtenPort;
  const server: RealServerConfig = {
    place: placeOf(block.at),
    address,
    port: resolvePort(block, service, forwarding, report),
    weight: settingOf(block, realServerWeight) ?? valueOrDefault(service, virtualServerWeight),
    forwarding,
    checkers: childrenOf(block, tcpCheck).map((check) => resolveTcpCheck(check, block, service, checkedPort)),
  };
  return { block, server };
}

/** DR and TUN leave packets as they are, so the kernel uses the service's port whatever is written. */
function resolvePort(
  block: ServerBlock,
  service: ServiceBlock,
  forwarding: Forwarding,
  report: ServiceReport,
): number {
  const written = block.head.port;
  const server = `real server ${formatAddress(block.head.address)} ${written}`;
  if (service.head.kind === "fwmark") {
    if (written !== 0) {
      const text = `${server}: services by firewall mark have no port, it runs without: remove it`;
      report.say("value-adjusted", "warning", block.at, text);
    }
    return 0;
  }
  const { port } = service.head;
  if (written === 0) return port;
  if (written !== port && forwarding.method !== "NAT") {
    const text = `${server}: with ${forwarding.method} a server has the service's port, it runs as port ${port}; use NAT for another`;
    report.say("value-adjusted", "warning", block.at, text);
    return port;
  }
  return written;
}

function resolveTcpCheck(
  check: BlockNode,
  server: ServerBlock,
  service: ServiceBlock,
  serverPort: number,
): TcpCheckConfig {
  const nearest = (keyword: keyof TimingKeywords): number | undefined =>
    settingOf(check, tcpCheckTiming[keyword]) ??
    settingOf(server, realServerTiming[keyword]) ??
    settingOf(service, virtualServerTiming[keyword]);
  const delayLoopUs = nearest("delayLoop") ?? DEFAULT_DELAY_LOOP_US;
  const timing: CheckerTiming = {
    delayLoopUs,
    warmupUs: nearest("warmup") ?? delayLoopUs,
    retry: nearest("retry") ?? DEFAULT_RETRY,
    delayBeforeRetryUs: nearest("delayBeforeRetry") ?? DEFAULT_DELAY_BEFORE_RETRY_US,
  };
  return {
    kind: "TCP_CHECK",
    place: placeOf(check.at),
    connectAddress: settingOf(check, connectIp) ?? server.head.address,
    connectPort: settingOf(check, connectPort) ?? serverPort,
    connectTimeoutUs: nearest("connectTimeout") ?? DEFAULT_CONNECT_TIMEOUT_US,
    ...timing,
  };
}

/** The kernel has a server once in a service: the first one written stays. */
export function dropDuplicates(
  servers: readonly ResolvedServer[],
  report: ServiceReport,
): RealServerConfig[] {
  const kept: RealServerConfig[] = [];
  for (const { block, server } of servers) {
    const twin = kept.find(
      (known) => known.port === server.port && addressesEqual(known.address, server.address),
    );
    if (twin === undefined) {
      kept.push(server);
      continue;
    }
    const text = `real server ${formatAddress(server.address)} ${server.port} stands twice: the second is ignored`;
    report.say("real-server-duplicate", "error", block.at, text);
  }
  return kept;
}
