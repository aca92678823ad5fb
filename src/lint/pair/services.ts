/** Which virtual servers of two nodes are the same service, and which of their real servers the same server. */
import { type BlockNode, childrenOf } from "../../config/block-node.ts";
import type { ServiceName } from "../../config/forms/service-key.ts";
import { realServer } from "../../config/keywords/real-server.ts";
import { virtualServer } from "../../config/keywords/virtual-server.ts";
import type { RealServerConfig, ServiceConfig } from "../../config/model.ts";
import { configuredName } from "../../config/service-name.ts";
import { addressesEqual, formatAddress } from "../../values/address.ts";
import { assertNever } from "../../values/assert-never.ts";
import type { Node } from "../pair-rule.ts";

export interface NodeServer {
  readonly block: BlockNode;
  readonly config: RealServerConfig;
  /** `192.0.2.21:80`. */
  readonly name: string;
}

export interface NodeService {
  readonly node: Node;
  readonly block: BlockNode;
  readonly config: ServiceConfig;
  /** `[192.0.2.10]:tcp:80`. */
  readonly name: string;
  readonly servers: readonly NodeServer[];
}

export interface ServicePair {
  readonly first: NodeService;
  readonly other: NodeService;
}

/** Services in the file's order; of one that is written twice the first. */
export function servicesOf(node: Node): ReadonlyMap<string, NodeService> {
  const { config: model, tree } = node.subject;
  const services = new Map<string, NodeService>();
  // The model lists services of their own and those of groups apart, each in the file's order without what it could not use.
  const lists: Record<"own" | "group", readonly ServiceConfig[]> = {
    own: model?.virtualServers ?? [],
    group: model?.groupServices ?? [],
  };
  const taken = { own: 0, group: 0 };
  for (const block of childrenOf(tree, virtualServer)) {
    const kind = block.head.kind === "group" ? "group" : "own";
    const config = lists[kind][taken[kind]];
    if (config === undefined || !isOf(config, block.head)) continue;
    taken[kind]++;
    const name = configuredName(config);
    if (!services.has(name))
      services.set(name, { node, block, config, name, servers: serversOf(config, block) });
  }
  return services;
}

function isOf(config: ServiceConfig, head: ServiceName): boolean {
  switch (head.kind) {
    case "group":
      return "group" in config && config.group === head.group;
    case "fwmark":
      return "key" in config && config.key.kind === "fwmark" && config.key.mark === head.mark;
    case "address":
      return (
        "key" in config &&
        config.key.kind === "address" &&
        config.key.port === head.port &&
        addressesEqual(config.key.address, head.address)
      );
    default:
      return assertNever(head);
  }
}

function serversOf({ realServers }: ServiceConfig, block: BlockNode): readonly NodeServer[] {
  const blocks = new Map(
    childrenOf(block, realServer).map((one) => [`${formatAddress(one.head.address)} ${one.head.port}`, one]),
  );
  return realServers.map((config) => {
    const written = blocks.get(`${formatAddress(config.address)} ${config.port}`);
    const name = `${formatAddress(config.address)}:${config.port}`;
    return { block: written ?? block, config, name };
  });
}

/** Each service of the first node with the same one on every other node. */
export function servicePairs(nodes: readonly Node[]): readonly ServicePair[] {
  const [firstNode, ...otherNodes] = nodes;
  if (firstNode === undefined) return [];
  const firsts = servicesOf(firstNode);
  return otherNodes.flatMap((node) => {
    const others = servicesOf(node);
    return [...firsts.values()].flatMap((first) => {
      const other = others.get(first.name);
      return other === undefined ? [] : [{ first, other }];
    });
  });
}

/** Servers that both services have. */
export function serverPairs({ first, other }: ServicePair): readonly {
  readonly first: NodeServer;
  readonly other: NodeServer;
}[] {
  const names = new Map(other.servers.map((server) => [server.name, server]));
  return first.servers.flatMap((server) => {
    const same = names.get(server.name);
    return same === undefined ? [] : [{ first: server, other: same }];
  });
}
