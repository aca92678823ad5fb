/** From nested blocks to the Config that runs: defaults, inheritance, and the checks that need the whole. */
import { settingsOf } from "./block-config.ts";
import { type BlockNode, childrenOf } from "./block-node.ts";
import { checkScripts } from "./check-scripts.ts";
import { type Diagnostics, isFatal } from "./diagnostic.ts";
import type { ReadContext } from "./forms/form.ts";
import { otherBlocks } from "./keywords/root.ts";
import { vrrpInstance } from "./keywords/vrrp-instance.ts";
import type { Config } from "./model.ts";
import { resolveGlobals } from "./resolve-globals.ts";
import { type EarlyServices, resolveServices } from "./resolve-services.ts";
import { checkSyncGroups } from "./resolve-sync-groups.ts";
import { resolveVrrpInstances } from "./resolve-vrrp.ts";

/** Undefined when a diagnostic of this run is fatal: half a configuration is never run. */
export function resolve(
  root: BlockNode,
  early: EarlyServices,
  context: ReadContext,
  diagnostics: Diagnostics,
): Config | undefined {
  const globals = resolveGlobals(root, context.host);
  if (globals.settings.dynamicInterfaces !== undefined) forgiveMissingInterfaces(context, diagnostics);
  checkScripts(root, context.host, diagnostics);
  const instanceBlocks = childrenOf(root, vrrpInstance);
  const vrrpInstances = resolveVrrpInstances(instanceBlocks, globals, context, diagnostics);
  checkSyncGroups(root, diagnostics);
  const services = resolveServices(root, early, diagnostics);
  if (diagnostics.list.some(isFatal)) return undefined;
  return { globals, vrrpInstances, ...services, blocks: settingsOf(otherBlocks, root) };
}

/** keepalived asks for interfaces when it has read everything, so the keyword may stand below them. */
function forgiveMissingInterfaces({ mode }: ReadContext, diagnostics: Diagnostics): void {
  // Our daemon cannot wait for an instance's interface yet; starting without one would leave the addresses to nobody.
  diagnostics.withdraw(
    ({ code, pass }) => code === "interface-missing" && (mode === "test" || pass !== "vrrp"),
  );
}
