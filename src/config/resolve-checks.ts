/** The checks of a real server: those that run with every default filled in, the others as they were read. */
import { configOf } from "./block-config.ts";
import { type BlockNode, isSameChain, type Setting, settingOf } from "./block-node.ts";
import type { IdleCheckConfig } from "./check-config.ts";
import type { AddressAndPort } from "./forms/address.ts";
import type { Keyword } from "./keyword.ts";
import type { TimingKeywords } from "./keywords/check-timing.ts";
import { idleChecks } from "./keywords/checks/checks.ts";
import { tcpCheck, tcpConnection } from "./keywords/checks/tcp-check.ts";
import { realServerTiming } from "./keywords/real-server.ts";
import { virtualServerTiming } from "./keywords/virtual-server.ts";
import type { CheckerConfig, CheckerOptions, CheckerTiming, TcpCheckConfig } from "./model.ts";

type ServerBlock = BlockNode & { readonly head: AddressAndPort };

export interface ResolvedChecks {
  readonly checkers: readonly CheckerConfig[];
  readonly idleChecks: readonly IdleCheckConfig[];
}

const DEFAULT_DELAY_LOOP_US = 60_000_000;
const DEFAULT_CONNECT_TIMEOUT_US = 5_000_000;
const DEFAULT_RETRY = 1;
const DEFAULT_DELAY_BEFORE_RETRY_US = 1_000_000;

const none: readonly never[] = Object.freeze([]);

/** @param serverPort where checks go that name no port of their own */
export function resolveChecks(server: ServerBlock, service: BlockNode, serverPort: number): ResolvedChecks {
  // Files have tens of thousands of servers with one check each: nothing is made for the checks that are not there.
  let checkers: CheckerConfig[] | undefined;
  let idle: IdleCheckConfig[] | undefined;
  for (const child of server.children) {
    if (child.keyword === tcpCheck) {
      checkers ??= [];
      checkers.push(resolveTcpCheck(child, server, service, serverPort));
    } else {
      const config = resolveIdleCheck(child);
      if (config !== undefined) {
        idle ??= [];
        idle.push(config);
      }
    }
  }
  return { checkers: checkers ?? none, idleChecks: idle ?? none };
}

function resolveTcpCheck(
  check: BlockNode,
  server: ServerBlock,
  service: BlockNode,
  serverPort: number,
): TcpCheckConfig {
  const timing = timingOf(check, server, service);
  const config: TcpCheckConfig = {
    kind: "TCP_CHECK",
    connectAddress: settingOf(check, tcpConnection.connectIp) ?? server.head.address,
    connectPort: settingOf(check, tcpConnection.connectPort) ?? serverPort,
    connectTimeoutUs: timing.connectTimeoutUs,
    delayLoopUs: timing.delayLoopUs,
    warmupUs: timing.warmupUs,
    retry: timing.retry,
    delayBeforeRetryUs: timing.delayBeforeRetryUs,
  };
  const options = writtenOptions(check);
  return options === undefined ? config : { ...config, ...options };
}

type Timing = CheckerTiming & Pick<TcpCheckConfig, "connectTimeoutUs">;

/** The timing made last and what it was made of: in large files the next check has mostly the same. */
let lastTiming:
  | {
      readonly check: Setting | undefined;
      readonly server: Setting | undefined;
      readonly service: BlockNode;
      readonly timing: Timing;
    }
  | undefined;

function timingOf(check: BlockNode, server: BlockNode, service: BlockNode): Timing {
  if (
    lastTiming?.service === service &&
    isSameChain(lastTiming.check, check.lastSetting) &&
    isSameChain(lastTiming.server, server.lastSetting)
  ) {
    return lastTiming.timing;
  }
  const delayLoopUs = nearest("delayLoop", check, server, service) ?? DEFAULT_DELAY_LOOP_US;
  const timing: Timing = {
    connectTimeoutUs: nearest("connectTimeout", check, server, service) ?? DEFAULT_CONNECT_TIMEOUT_US,
    delayLoopUs,
    warmupUs: nearest("warmup", check, server, service) ?? delayLoopUs,
    retry: nearest("retry", check, server, service) ?? DEFAULT_RETRY,
    delayBeforeRetryUs: nearest("delayBeforeRetry", check, server, service) ?? DEFAULT_DELAY_BEFORE_RETRY_US,
  };
  lastTiming = { check: check.lastSetting, server: server.lastSetting, service, timing };
  return timing;
}

function nearest(
  keyword: keyof TimingKeywords,
  check: BlockNode,
  server: BlockNode,
  service: BlockNode,
): number | undefined {
  return (
    settingOf(check, tcpConnection[keyword]) ??
    settingOf(server, realServerTiming[keyword]) ??
    settingOf(service, virtualServerTiming[keyword])
  );
}

const optionNames: ReadonlyMap<Keyword, keyof CheckerOptions> = new Map<Keyword, keyof CheckerOptions>([
  [tcpConnection.bindto as Keyword, "bindAddress"],
  [tcpConnection.bindPort as Keyword, "bindPort"],
  [tcpConnection.bindIf as Keyword, "bindInterface"],
  [tcpConnection.fwmark as Keyword, "firewallMark"],
  [tcpConnection.alpha as Keyword, "alpha"],
  [tcpConnection.logAllFailures as Keyword, "logAllFailures"],
]);

/** Undefined when none of them is written. */
function writtenOptions(check: BlockNode): CheckerOptions | undefined {
  let options: Record<string, unknown> | undefined;
  for (let setting = check.lastSetting; setting !== undefined; setting = setting.before) {
    const name = optionNames.get(setting.keyword);
    if (name === undefined) continue;
    options ??= {};
    options[name] = setting.value;
  }
  return options;
}

const idleKeywords: ReadonlySet<unknown> = new Set(Object.values(idleChecks));

function resolveIdleCheck(check: BlockNode): IdleCheckConfig | undefined {
  const { keyword } = check;
  if (keyword === undefined || !idleKeywords.has(keyword)) return undefined;
  const { settings } = configOf(keyword, check);
  // The table of this very keyword has read the block.
  return { kind: keyword.name, settings } as IdleCheckConfig;
}
