/** The services of a file and the groups that name them. */

import { type BlockNode, childrenOf, entriesOf } from "./block-node.ts";
import type { BlockReading } from "./block-tree.ts";
import type { Diagnostics } from "./diagnostic.ts";
import { virtualServer } from "./keywords/virtual-server.ts";
import { groupEntries, virtualServerGroup } from "./keywords/virtual-server-group.ts";
import type { Config, GroupServiceConfig, VirtualServerConfig, VirtualServerGroupConfig } from "./model.ts";
import { countAddresses } from "./resolve-group.ts";
import { resolveVirtualServer } from "./resolve-virtual-server.ts";
import type { ServiceBlock } from "./service-context.ts";
import type { ServiceTrace } from "./service-memory.ts";
import { placeOf } from "./source.ts";

/** `quiet`: read without a word. `known`: not read, but taken from an earlier reading. */
export type ServiceOrigin =
  | { readonly kind: "quiet"; readonly block: BlockNode }
  | { readonly kind: "known"; readonly trace: ServiceTrace }
  | { readonly kind: "other" };

/**
 * Resolves services as soon as their blocks are closed and, unless told otherwise, lets go of what was in them: a file of ten thousand services
 * would else have all of its blocks in memory beside all of its model. Left for later are those that need more of the file.
 */
export class EarlyServices {
  readonly #diagnostics: Diagnostics;
  readonly #keepsBlocks: boolean;
  readonly #resolved = new Map<BlockNode, VirtualServerConfig | GroupServiceConfig | undefined>();
  readonly #origins = new Map<BlockNode, ServiceOrigin>();
  /** Where each service that is no group's comes from, in the file's order; filled by `resolveServices`. */
  readonly order: ServiceOrigin[] = [];

  constructor(diagnostics: Diagnostics, keepsBlocks: boolean) {
    this.#diagnostics = diagnostics;
    this.#keepsBlocks = keepsBlocks;
  }

  /** To be called with each block of the top level when it is closed. */
  closed(block: BlockNode, { holdsScripts, isQuiet }: BlockReading): void {
    if (!isService(block) || block.head.kind === "group" || holdsScripts) return;
    const { said } = this.#diagnostics;
    this.#resolved.set(block, resolveVirtualServer(block, noGroups, this.#diagnostics));
    if (isQuiet && this.#diagnostics.said === said) this.#origins.set(block, { kind: "quiet", block });
    if (this.#keepsBlocks) return;
    block.lastSetting = undefined;
    block.children = [];
  }

  /** The block stands for a service that an earlier reading has. */
  known(block: BlockNode, trace: ServiceTrace): void {
    this.#origins.set(block, { kind: "known", trace });
  }

  originOf(block: BlockNode): ServiceOrigin {
    return this.#origins.get(block) ?? { kind: "other" };
  }

  resolve(
    block: ServiceBlock,
    groups: ReadonlyMap<string, VirtualServerGroupConfig>,
  ): VirtualServerConfig | GroupServiceConfig | undefined {
    if (this.#resolved.has(block)) return this.#resolved.get(block);
    return resolveVirtualServer(block, groups, this.#diagnostics);
  }
}

/** Each address is a service of the kernel's table; an IPv6 network can hold more than any memory. */
const MOST_ADDRESSES = 65_536n;

const noGroups: ReadonlyMap<string, VirtualServerGroupConfig> = new Map();

function isService(block: BlockNode): block is ServiceBlock {
  return block.keyword === virtualServer;
}

export function resolveServices(
  root: BlockNode,
  early: EarlyServices,
  diagnostics: Diagnostics,
): Pick<Config, "virtualServerGroups" | "virtualServers" | "groupServices"> {
  const virtualServerGroups = childrenOf(root, virtualServerGroup).map((block) =>
    resolveGroup(block, diagnostics),
  );
  // Of two groups with one name keepalived finds the first.
  const byName = new Map(virtualServerGroups.toReversed().map((group) => [group.name, group]));
  const virtualServers: VirtualServerConfig[] = [];
  const groupServices: GroupServiceConfig[] = [];
  for (const block of childrenOf(root, virtualServer)) {
    const origin = early.originOf(block);
    if (origin.kind === "known") {
      early.order.push(origin);
      continue;
    }
    const service = early.resolve(block, byName);
    if (service === undefined) continue;
    if ("key" in service) {
      virtualServers.push(service);
      early.order.push(origin);
    } else groupServices.push(service);
  }
  return { virtualServerGroups, virtualServers, groupServices };
}

function resolveGroup(block: BlockNode<string>, diagnostics: Diagnostics): VirtualServerGroupConfig {
  const entries = entriesOf(block, groupEntries).flatMap(({ value, at }) => {
    const count = countAddresses(value);
    if (count <= MOST_ADDRESSES) return [{ place: placeOf(at), ...value }];
    const text = `the line asks for ${count} services, and is ignored: more than ${MOST_ADDRESSES} are better served by one firewall mark`;
    diagnostics.add("value-out-of-range", "notice", at, text, { pass: "checker", stage: "checking" });
    return [];
  });
  return { place: placeOf(block.at), name: block.head, entries };
}
