/** The `vrrp_instance` blocks as the instances that run. */
import { settingsOf } from "./block-config.ts";
import { settingOf, spanOf } from "./block-node.ts";
import type { Diagnostics } from "./diagnostic.ts";
import type { ReadContext } from "./forms/form.ts";
import { version, virtualRouterId } from "./keywords/vrrp/identity.ts";
import { vrrpInstance } from "./keywords/vrrp-instance.ts";
import type { GlobalConfig, VrrpInstanceConfig } from "./model.ts";
import { resolveAddresses } from "./resolve-vrrp/addresses.ts";
import { resolveAuthentication } from "./resolve-vrrp/authentication.ts";
import { checkPreemptDelay, resolveInterval, resolvePreempt, resolveState } from "./resolve-vrrp/election.ts";
import { type GlobalDefaults, globalDefaults } from "./resolve-vrrp/global-defaults.ts";
import { resolveGratuitousArp } from "./resolve-vrrp/gratuitous-arp.ts";
import { type InstanceFacts, instanceFacts } from "./resolve-vrrp/instance-facts.ts";
import { type InstanceBlock, InstanceReport } from "./resolve-vrrp/instance-report.ts";
import { checkInterface, resolveInterface } from "./resolve-vrrp/interfaces.ts";
import { type ResolvedInstance, refuseSharedRouterIds } from "./resolve-vrrp/shared-router-ids.ts";
import { checkStrictMode } from "./resolve-vrrp/strict.ts";
import { checkTracking } from "./resolve-vrrp/tracking.ts";
import { checkUnicast } from "./resolve-vrrp/unicast.ts";
import { placeOf } from "./source.ts";

/** Those that can run; a fatal diagnostic says of each other one why not. */
export function resolveVrrpInstances(
  blocks: readonly InstanceBlock[],
  globals: GlobalConfig,
  context: ReadContext,
  diagnostics: Diagnostics,
): VrrpInstanceConfig[] {
  const defaults = globalDefaults(globals);
  const instances: ResolvedInstance[] = [];
  for (const block of blocks) {
    const report = new InstanceReport(block, diagnostics, context.mode);
    const config = resolveInstance(instanceFacts(block, defaults), defaults, context, report);
    if (config !== undefined) instances.push({ block, config, report });
  }
  refuseSharedRouterIds(instances);
  return instances.map(({ config }) => config);
}

function resolveInstance(
  facts: InstanceFacts,
  defaults: GlobalDefaults,
  context: ReadContext,
  report: InstanceReport,
): VrrpInstanceConfig | undefined {
  const { block } = facts;
  const routerId = settingOf(block, virtualRouterId);
  if (routerId === undefined) {
    const text =
      "virtual_router_id is missing, so VRRP cannot start: write virtual_router_id with a number from 1 to 255";
    report.sayFatal("virtual-router-id-unset", block.at, text);
    return undefined;
  }
  const interfaceName = resolveInterface(facts, defaults.interfaceName, report);
  if (interfaceName === undefined) return undefined;
  refuseUnsupported(facts, report);
  checkUnicast(facts, report);
  checkInterface(facts, interfaceName, context.host, report);
  checkTracking(facts, interfaceName, report);
  checkStrictMode(facts, defaults, report);
  const initialState = resolveState(facts, report);
  const preempt = resolvePreempt(facts, initialState, report);
  checkPreemptDelay(facts, initialState, preempt, report);
  return {
    place: placeOf(block.at),
    name: block.head,
    family: facts.family,
    version: facts.version,
    initialState,
    interfaceName,
    virtualRouterId: routerId,
    priority: facts.priority,
    advertIntervalUs: resolveInterval(facts, report),
    preempt,
    authentication: resolveAuthentication(facts, report),
    gratuitousArp: resolveGratuitousArp(facts, defaults.gratuitousArp),
    virtualAddresses: resolveAddresses(facts, interfaceName, report),
    settings: settingsOf(vrrpInstance.keywords, block),
  };
}

/** What would make a second MASTER beside routers that do it right. */
function refuseUnsupported({ block, family, version: runs }: InstanceFacts, report: InstanceReport): void {
  if (family === 6) {
    report.refuseToRun(block.at, "virtual routers for IPv6 are not supported yet");
  } else if (runs === 3) {
    report.refuseToRun(spanOf(block, version), "VRRP version 3 is not supported yet");
  }
}
