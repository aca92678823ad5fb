/** Services, servers and checks of a configuration as they are written. */

import { type BlockNode, childrenOf, entriesOf } from "../config/block-node.ts";
import type { AddressAndPort } from "../config/forms/address.ts";
import { type ServiceName, serviceName } from "../config/forms/service-key.ts";
import { realServer } from "../config/keywords/real-server.ts";
import { virtualServer } from "../config/keywords/virtual-server.ts";
import { virtualIpaddress, virtualIpaddressExcluded } from "../config/keywords/vrrp/addresses.ts";
import { vrrpInstance } from "../config/keywords/vrrp-instance.ts";
import { formatAddress, type IpAddress } from "../values/address.ts";

export type ServiceNode = BlockNode<ServiceName>;
export type ServerNode = BlockNode<AddressAndPort>;

export function servicesOf(tree: BlockNode): ServiceNode[] {
  return childrenOf(tree, virtualServer);
}

export function serversOf(service: ServiceNode): ServerNode[] {
  return childrenOf(service, realServer);
}

/** A server's blocks are all checks. */
export function checksOf(server: ServerNode): readonly BlockNode[] {
  return server.children;
}

/** `virtual_server 172.16.1.100 80`, as its line has it; without the port where none is written. */
export function nameOfService({ head }: ServiceNode): string {
  if (head.kind === "address" && head.port === 0) return `virtual_server ${formatAddress(head.address)}`;
  return `virtual_server ${serviceName.print(head)}`;
}

/** `real_server 172.16.1.5 80`; without the port where none is written. */
export function nameOfServer({ head: { address, port } }: ServerNode): string {
  return `real_server ${formatAddress(address)}${port === 0 ? "" : ` ${port}`}`;
}

/** The service's port; undefined where marks or a group say it. */
export function portOfService({ head }: ServiceNode): number | undefined {
  return head.kind === "address" ? head.port : undefined;
}

export interface WrittenVip {
  readonly address: IpAddress;
  readonly prefixLength: number;
  readonly interfaceName: string | undefined;
  readonly at: BlockNode["at"];
  readonly instance: BlockNode<string>;
}

/** The addresses of all VRRP instances, the excluded ones too. */
export function vipsOf(tree: BlockNode): WrittenVip[] {
  return childrenOf(tree, vrrpInstance).flatMap((instance) =>
    [...entriesOf(instance, virtualIpaddress), ...entriesOf(instance, virtualIpaddressExcluded)].map(
      ({ value: { address, prefixLength, interfaceName }, at }) => ({
        address,
        prefixLength,
        interfaceName,
        at,
        instance,
      }),
    ),
  );
}
