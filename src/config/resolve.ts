/** From nested blocks to the Config that runs: defaults, inheritance, and the checks that need the whole. */
import { type BlockNode, childrenOf, settingOf } from "./block-node.ts";
import { deepFreeze } from "./deep-freeze.ts";
import { type Diagnostics, isFatal } from "./diagnostic.ts";
import type { HostFacts } from "./host-facts.ts";
import { globalDefs, routerId } from "./keywords/global-defs.ts";
import { virtualServer } from "./keywords/virtual-server.ts";
import { vrrpInstance } from "./keywords/vrrp-instance.ts";
import type { Config } from "./model.ts";
import { resolveVirtualServer } from "./resolve-virtual-server.ts";
import { refuseSharedRouterIds, resolveVrrpInstance } from "./resolve-vrrp.ts";

/** Undefined when a diagnostic of this run is fatal: half a configuration is never run. */
export function resolve(root: BlockNode, host: HostFacts, diagnostics: Diagnostics): Config | undefined {
  const globals = childrenOf(root, globalDefs);
  const routerIds = globals.map((block) => settingOf(block, routerId)).filter((value) => value !== undefined);
  const vrrpInstances = childrenOf(root, vrrpInstance)
    .map((block) => resolveVrrpInstance(block, diagnostics))
    .filter((instance) => instance !== undefined);
  refuseSharedRouterIds(childrenOf(root, vrrpInstance), vrrpInstances, diagnostics);
  const virtualServers = childrenOf(root, virtualServer)
    .map((block) => resolveVirtualServer(block, diagnostics))
    .filter((service) => service !== undefined);
  if (diagnostics.list.some(isFatal)) return undefined;
  const config = { globals: { routerId: routerIds.at(-1) ?? host.hostName }, vrrpInstances, virtualServers };
  return deepFreeze(config);
}
