/** The Config as readable text: what runs, with every default filled in (`-d`, and `-t -d`). */
import { formatAddress } from "../values/address.ts";
import type { IdleCheckConfig } from "./check-config.ts";
import { printGroupEntry } from "./forms/address-range.ts";
import { forwarding } from "./forms/forwarding.ts";
import { printSeconds } from "./forms/number.ts";
import type { Keywords } from "./keyword.ts";
import { idleChecks } from "./keywords/checks/checks.ts";
import { globalDefs } from "./keywords/global-defs.ts";
import { serverKeywords } from "./keywords/real-server.ts";
import { otherBlocks } from "./keywords/root.ts";
import { rootLines } from "./keywords/root-lines.ts";
import { ssl } from "./keywords/ssl.ts";
import { serviceKeywords } from "./keywords/virtual-server.ts";
import { vrrpInstance } from "./keywords/vrrp-instance.ts";
import type {
  CheckerConfig,
  Config,
  GlobalConfig,
  RealServerConfig,
  VirtualServerConfig,
  VirtualServerGroupConfig,
  VirtualServerKey,
  VrrpInstanceConfig,
} from "./model.ts";
import { printSettings } from "./print-settings.ts";

export function printConfig(config: Config): string[] {
  return [
    "Global settings",
    ...indented([`router id: ${config.globals.routerId}`, ...printGlobals(config.globals)]),
    ...config.vrrpInstances.flatMap(printInstance),
    ...config.virtualServers.flatMap((service) => printService(printKey(service.key), service)),
    ...config.virtualServerGroups.flatMap(printGroup),
    ...config.groupServices.flatMap((service) => printService(`group ${service.group}`, service)),
    ...printSettings(otherBlocks, config.blocks),
  ];
}

function printGlobals({ settings, lines, ssl: certificates }: GlobalConfig): string[] {
  return [
    ...printSettings(globalDefs.keywords, settings),
    ...printSettings(rootLines, lines),
    ...(certificates === undefined ? [] : ["SSL", ...indented(printSettings(ssl.keywords, certificates))]),
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
      "all settings:",
      ...indented(printSettings(vrrpInstance.keywords, instance.settings)),
    ]),
  ];
}

function printKey(key: VirtualServerKey): string {
  if (key.kind === "fwmark") return `fwmark ${key.mark} IPv${key.family}`;
  return `${formatAddress(key.address)} port ${key.port} ${key.protocol}`;
}

function printGroup({ name, entries }: VirtualServerGroupConfig): string[] {
  return [`Virtual server group ${name}`, ...indented(entries.map(printGroupEntry))];
}

function printService(name: string, service: Omit<VirtualServerConfig, "key">): string[] {
  const persistence = service.persistenceTimeoutS === 0 ? "none" : `${service.persistenceTimeoutS} s`;
  return [
    `Virtual server ${name}`,
    ...indented([
      `scheduler: ${service.scheduler}, forwarding ${forwarding.print(service.forwarding)}`,
      `persistence: ${persistence}`,
      "all settings:",
      ...indented(printSettings(serviceKeywords, service.settings)),
      ...service.realServers.flatMap(printServer),
    ]),
  ];
}

function printServer(server: RealServerConfig): string[] {
  const facts = `weight ${server.weight}, forwarding ${forwarding.print(server.forwarding)}`;
  return [
    `real server ${formatAddress(server.address)} port ${server.port}: ${facts}`,
    ...indented(printSettings(serverKeywords, server.settings)),
    ...indented(server.checkers.map(printChecker)),
    ...indented(server.idleChecks.flatMap(printIdleCheck)),
  ];
}

function printIdleCheck({ kind, settings }: IdleCheckConfig): string[] {
  const { keywords } = Object.values(idleChecks).find(({ name }) => name === kind) ?? { keywords: {} };
  return [`${kind}: not run yet`, ...indented(printSettings<Keywords>(keywords, settings))];
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
