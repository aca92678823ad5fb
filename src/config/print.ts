/** The Config as readable text: what runs, with every default filled in (`-d`, and `-t -d`). */
import { formatAddress } from "../values/address.ts";
import { forwarding } from "./forms/forwarding.ts";
import { printSeconds } from "./forms/number.ts";
import type {
  CheckerConfig,
  Config,
  RealServerConfig,
  VirtualServerConfig,
  VirtualServerKey,
  VrrpInstanceConfig,
} from "./model.ts";

export function printConfig(config: Config): string[] {
  return [
    "Global settings",
    ...indented([`router id: ${config.globals.routerId}`]),
    ...config.vrrpInstances.flatMap(printInstance),
    ...config.virtualServers.flatMap(printService),
  ];
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

function printInstance(instance: VrrpInstanceConfig): string[] {
  const garp = instance.gratuitousArp;
  return [
    `VRRP instance ${instance.name}`,
    ...indented([
      `version ${instance.version}, IPv${instance.family}, interface ${instance.interfaceName}`,
      `virtual router id: ${instance.virtualRouterId}`,
      `priority: ${instance.priority}, initial state ${instance.initialState}`,
      `preempts a lower priority: ${instance.preempt ? "yes" : "no"}`,
      `advertisement every ${printSeconds(instance.advertIntervalUs)} s`,
      `authentication: ${instance.authentication.type}`,
      `gratuitous ARP: ${garp.repeat} at once, ${garp.repeat} after ${printSeconds(garp.delayUs)} s`,
      "virtual addresses:",
      ...indented(
        instance.virtualAddresses.map(({ address, prefixLength, interfaceName, scope, label, broadcast }) => {
          const options = [
            broadcast === undefined ? "" : ` brd ${formatAddress(broadcast)}`,
            label === undefined ? "" : ` label ${label}`,
          ];
          return `${formatAddress(address)}/${prefixLength} dev ${interfaceName} scope ${scope}${options.join("")}`;
        }),
      ),
    ]),
  ];
}

function printKey(key: VirtualServerKey): string {
  if (key.kind === "fwmark") return `fwmark ${key.mark} IPv${key.family}`;
  return `${formatAddress(key.address)} port ${key.port} ${key.protocol}`;
}

function printService(service: VirtualServerConfig): string[] {
  const persistence = service.persistenceTimeoutS === 0 ? "none" : `${service.persistenceTimeoutS} s`;
  return [
    `Virtual server ${printKey(service.key)}`,
    ...indented([
      `scheduler: ${service.scheduler}, forwarding ${forwarding.print(service.forwarding)}`,
      `persistence: ${persistence}`,
      ...service.realServers.flatMap(printServer),
    ]),
  ];
}

function printServer(server: RealServerConfig): string[] {
  const facts = `weight ${server.weight}, forwarding ${forwarding.print(server.forwarding)}`;
  return [
    `real server ${formatAddress(server.address)} port ${server.port}: ${facts}`,
    ...indented(server.checkers.map(printChecker)),
  ];
}

function printChecker(checker: CheckerConfig): string {
  return [
    `${checker.kind} of ${formatAddress(checker.connectAddress)} port ${checker.connectPort}`,
    `every ${printSeconds(checker.delayLoopUs)} s`,
    `connect timeout ${printSeconds(checker.connectTimeoutUs)} s`,
    `${checker.retry} retries ${printSeconds(checker.delayBeforeRetryUs)} s apart`,
    `first within ${printSeconds(checker.warmupUs)} s`,
  ].join(", ");
}
