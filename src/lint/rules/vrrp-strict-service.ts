/** Services on an address that the director itself does not accept packets for. */
import { type BlockNode, childrenOf, entriesOf, findNamed, flagOf, spanOf } from "../../config/block-node.ts";
import { virtualServer } from "../../config/keywords/virtual-server.ts";
import { noAccept, virtualIpaddress } from "../../config/keywords/vrrp/addresses.ts";
import { OWNER_PRIORITY } from "../../config/keywords/vrrp/election.ts";
import { strictMode } from "../../config/keywords/vrrp/identity.ts";
import { vrrpInstance } from "../../config/keywords/vrrp-instance.ts";
import type { Span } from "../../config/source.ts";
import { formatAddress } from "../../values/address.ts";
import { globalsOf } from "../global-defs.ts";
import type { Rule } from "../rule.ts";
import { addressesOfGroup, groupOf } from "../service-groups.ts";
import type { ServiceNode } from "../services.ts";
import { serviceExample, vrrpExample } from "../vrrp-example.ts";

export const vrrpStrictService: Rule = {
  id: "vrrp/strict-service",
  level: "error",
  summary: "A service stands on an address whose packets are dropped.",
  explanation:
    "vrrp_strict (and strict_mode, and no_accept) follow the standard: only the address owner, priority 255, accepts packets for the virtual address; " +
    "every other MASTER drops them by a firewall rule before IPVS or a local program sees them. The address answers ARP and nothing else. " +
    "keepalived's own sample once had vrrp_strict, so many files have it by accident. Delete it, or write accept (version 3).",
  bad: vrrpExample({ lines: ["no_accept"], below: serviceExample() }),
  good: vrrpExample({ below: serviceExample() }),
  check({ tree, config }, report) {
    const services = new Set(
      childrenOf(tree, virtualServer).flatMap((service) => addressesOf(service, tree)),
    );
    const globals = globalsOf(tree);
    const running = new Map((config?.vrrpInstances ?? []).map((one) => [one.name, one]));
    for (const instance of childrenOf(tree, vrrpInstance)) {
      const runs = running.get(instance.head);
      if (runs === undefined || runs.priority === OWNER_PRIORITY) continue;
      const strict = runs.settings.strictMode ?? config?.globals.settings.vrrpStrict ?? false;
      const drops = runs.settings.noAccept || (strict && !(runs.settings.accept && runs.version === 3));
      const address = entriesOf(instance, virtualIpaddress)
        .map(({ value }) => formatAddress(value.address))
        .find((one) => services.has(one));
      if (!drops || address === undefined) continue;
      const at: Span = flagOf(instance, noAccept)
        ? spanOf(instance, noAccept)
        : runs.settings.strictMode === undefined && globals !== undefined
          ? (findNamed(globals, "vrrp_strict") ?? globals.at)
          : spanOf(instance, strictMode);
      report(
        at,
        `packets for ${address} are dropped while ${instance.head} is MASTER: the service on it is not reached`,
        {
          remedy: "delete the line, or write accept (version 3)",
        },
      );
    }
  },
};

function addressesOf(service: ServiceNode, tree: BlockNode): string[] {
  const { head } = service;
  if (head.kind === "address") return [formatAddress(head.address)];
  const group = groupOf(service, tree);
  return group === undefined ? [] : addressesOfGroup(group).map(({ address }) => formatAddress(address));
}
