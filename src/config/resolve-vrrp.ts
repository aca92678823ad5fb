/** A `vrrp_instance` block as the instance that runs. */
import { addressesEqual, formatAddress, type IpFamily } from "../values/address.ts";
import {
  type BlockNode,
  childrenOf,
  entriesOf,
  flagOf,
  settingOf,
  spanOf,
  valueOrDefault,
} from "./block-node.ts";
import type { DiagnosticCode, Diagnostics, Severity } from "./diagnostic.ts";
import { printSeconds } from "./forms/number.ts";
import { AUTHENTICATION_BYTES, authentication, authPass, authType } from "./keywords/authentication.ts";
import {
  advertInt,
  DEFAULT_PRIORITY,
  interfaceKeyword,
  nopreempt,
  OWNER_PRIORITY,
  preempt,
  priority,
  state,
  virtualIpaddress,
  virtualRouterId,
} from "./keywords/vrrp-instance.ts";
import type { GratuitousArpConfig, VirtualAddress, VrrpAuthentication, VrrpInstanceConfig } from "./model.ts";
import { placeOf, type Span } from "./source.ts";

type InstanceBlock = BlockNode & { readonly head: string };

/** Addresses that an advertisement can count (RFC 3768 5.3.5: one byte). */
const MOST_ADDRESSES = 255;

const defaultGratuitousArp: GratuitousArpConfig = {
  delayUs: 5_000_000,
  repeat: 5,
  refreshUs: 0,
  refreshRepeat: 1,
  lowerPriorityDelayUs: 5_000_000,
  lowerPriorityRepeat: 5,
};

/** What is found when the whole block is known; keepalived names the instance and no line. */
class InstanceReport {
  readonly #name: string;
  readonly #diagnostics: Diagnostics;
  constructor(name: string, diagnostics: Diagnostics) {
    this.#name = name;
    this.#diagnostics = diagnostics;
  }
  say(code: DiagnosticCode, severity: Severity, at: Span, text: string): void {
    const exit = severity === "fatal" ? { exit: { daemon: 2, test: 5, aborts: false } } : {};
    const traits = { pass: "vrrp", stage: "checking", ...exit } as const;
    this.#diagnostics.add(code, severity, at, `(${this.#name}) ${text}`, traits);
  }
  /** For what keepalived finds on a line. */
  sayOnLine(code: DiagnosticCode, at: Span, text: string): void {
    this.#diagnostics.add(code, "error", at, `(${this.#name}) ${text}`, { pass: "vrrp" });
  }
}

/** Undefined when the instance cannot run, which a fatal diagnostic says. */
export function resolveVrrpInstance(
  block: InstanceBlock,
  diagnostics: Diagnostics,
): VrrpInstanceConfig | undefined {
  const report = new InstanceReport(block.head, diagnostics);
  const interfaceName = settingOf(block, interfaceKeyword);
  const routerId = settingOf(block, virtualRouterId);
  const family = entriesOf(block, virtualIpaddress)[0]?.value.address.family ?? 4;
  const version = family === 4 ? 2 : 3;
  const virtualAddresses = resolveAddresses(block, family, interfaceName ?? "", report);
  const wanted = settingOf(block, state);
  const own = settingOf(block, priority) ?? (wanted === "MASTER" ? OWNER_PRIORITY : DEFAULT_PRIORITY);
  const initialState = own === OWNER_PRIORITY ? "MASTER" : (wanted ?? "BACKUP");
  const instance = {
    place: placeOf(block.at),
    name: block.head,
    family,
    version,
    initialState,
    priority: own,
    advertIntervalUs: resolveInterval(block, version, report),
    preempt: resolvePreempt(block, initialState, report),
    authentication: resolveAuthentication(block, version, report),
    gratuitousArp: defaultGratuitousArp,
    virtualAddresses,
  } as const;
  if (family === 6) {
    report.say("keyword-unsupported", "fatal", block.at, "virtual routers for IPv6 are not supported yet");
  }
  if (routerId === undefined) {
    const text =
      "virtual_router_id is missing, so VRRP cannot start: write virtual_router_id with a number from 1 to 255";
    report.say("virtual-router-id-unset", "fatal", block.at, text);
  } else if (interfaceName === undefined) {
    const text = "no usable interface is given, so VRRP cannot start: write interface with the name of one";
    report.say("interface-unset", "fatal", block.at, text);
  } else {
    return { ...instance, interfaceName, virtualRouterId: routerId };
  }
  return undefined;
}

function resolveAddresses(
  block: InstanceBlock,
  family: IpFamily,
  interfaceName: string,
  report: InstanceReport,
): VirtualAddress[] {
  const addresses: VirtualAddress[] = [];
  for (const { value, at } of entriesOf(block, virtualIpaddress)) {
    const text = formatAddress(value.address);
    if (value.address.family !== family) {
      const message = `${text} is not of the family of the first address and is ignored: give it an instance of its own`;
      report.sayOnLine("address-family-mismatch", at, message);
    } else if (addresses.some((known) => addressesEqual(known.address, value.address))) {
      report.sayOnLine("virtual-address-duplicate", at, `${text} stands twice: this line is ignored`);
    } else if (addresses.length === MOST_ADDRESSES) {
      const message = `${text} is one address more than the ${MOST_ADDRESSES} of an advertisement: it is not supported yet and without effect`;
      report.sayOnLine("option-unsupported", at, message);
    } else {
      addresses.push({ place: placeOf(at), interfaceName, ...value });
    }
  }
  if (addresses.length === 0) {
    const text =
      "there is no virtual address, so it elects a MASTER of nothing: write virtual_ipaddress with at least one";
    report.say("virtual-address-none", "error", block.at, text);
  }
  return addresses;
}

/** VRRP version 2 counts whole seconds in a byte; version 3 units of 10 ms in 12 bits (RFC 9568 5.2.7). */
function resolveInterval(block: InstanceBlock, version: 2 | 3, report: InstanceReport): number {
  const written = valueOrDefault(block, advertInt);
  const unitUs = version === 2 ? 1_000_000 : 10_000;
  const longestUs = version === 2 ? 255_000_000 : 40_950_000;
  const runs = Math.min(longestUs, Math.max(1, Math.round(written / unitUs)) * unitUs);
  if (runs !== written) {
    const unit = version === 2 ? "whole seconds" : "steps of 0.01 seconds up to 40.95";
    const text = `advert_int ${printSeconds(written)} runs as ${printSeconds(runs)}: version ${version} has ${unit}`;
    report.say("value-adjusted", "warning", spanOf(block, advertInt), text);
  }
  return runs;
}

function resolvePreempt(
  block: InstanceBlock,
  initialState: "MASTER" | "BACKUP",
  report: InstanceReport,
): boolean {
  const refuses = flagOf(block, nopreempt) && !flagOf(block, preempt);
  if (refuses && initialState === "MASTER") {
    const text = "nopreempt has no effect with an initial state of MASTER: write state BACKUP to keep it";
    report.say("nopreempt-cleared", "error", spanOf(block, nopreempt), text);
    return true;
  }
  return !refuses;
}

function resolveAuthentication(
  block: InstanceBlock,
  version: 2 | 3,
  report: InstanceReport,
): VrrpAuthentication {
  const none = { type: "none" } as const;
  const blocks = childrenOf(block, authentication);
  const holder = blocks.findLast((candidate) => candidate.settings.length > 0);
  if (holder === undefined) return none;
  const type = blocks
    .map((candidate) => settingOf(candidate, authType))
    .findLast((value) => value !== undefined);
  const password = blocks
    .map((candidate) => settingOf(candidate, authPass))
    .findLast((value) => value !== undefined);
  if (type === undefined) return none;
  if (version === 3) {
    const text = "VRRP version 3 has no authentication: the block is ignored, remove it";
    report.say("authentication-incomplete", "error", holder.at, text);
    return none;
  }
  if (type === "AH") {
    const text =
      "auth_type AH is not supported yet; running without it would make a second MASTER beside routers that use it";
    report.say("keyword-unsupported", "fatal", spanOf(holder, authType), text);
    return none;
  }
  if (password === undefined || password.length === 0) {
    const text =
      "authentication without auth_pass is ignored, it runs without: write auth_pass on a line of its own";
    report.say("authentication-incomplete", "error", holder.at, text);
    return none;
  }
  const padding = new Array<number>(AUTHENTICATION_BYTES - password.length).fill(0);
  return { type, password: [...password, ...padding] };
}

/** Two instances with one VRID on one interface would take each other's advertisements for their own. */
export function refuseSharedRouterIds(
  blocks: readonly InstanceBlock[],
  instances: readonly VrrpInstanceConfig[],
  diagnostics: Diagnostics,
): void {
  const users = new Map<string, string>();
  for (const instance of instances) {
    const key = `${instance.interfaceName} ${instance.family} ${instance.virtualRouterId}`;
    const first = users.get(key);
    if (first === undefined) {
      users.set(key, instance.name);
      continue;
    }
    const block = blocks.find((candidate) => candidate.head === instance.name);
    if (block === undefined) continue;
    const what = `virtual_router_id ${instance.virtualRouterId} on ${instance.interfaceName}`;
    const text = `has ${what} as ${first} has it, so VRRP cannot start: give one of them another number`;
    const report = new InstanceReport(instance.name, diagnostics);
    report.say("virtual-router-id-duplicate", "fatal", spanOf(block, virtualRouterId), text);
  }
}
