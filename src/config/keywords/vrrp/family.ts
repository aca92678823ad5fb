/** The address family of a `vrrp_instance`: the first address written in it fixes it, whatever that is for. */
import { formatAddress, type IpAddress, type IpFamily } from "../../../values/address.ts";
import { type BlockNode, findNamed } from "../../block-node.ts";
import { type Reading, refused } from "../../forms/form.ts";

/** Lists whose first entry tells the family. */
const lists: readonly string[] = ["virtual_ipaddress", "unicast_peer"];
const sources: readonly string[] = ["mcast_src_ip", "unicast_src_ip", "mcast_dst_ip"];

/** What the block has said so far; undefined while nothing in it has a family. */
export function writtenFamily(node: BlockNode): IpFamily | undefined {
  if (findNamed(node, "native_ipv6")?.value === true) return 6;
  for (const name of lists) {
    const first = findNamed(node, name)?.entries?.[0]?.value as { readonly address: IpAddress } | undefined;
    if (first !== undefined) return first.address.family;
  }
  for (const name of sources) {
    const address = findNamed(node, name)?.value as IpAddress | undefined;
    if (address !== undefined) return address.family;
  }
  const ipvlan = findNamed(node, "use_ipvlan")?.value as { readonly address?: IpAddress } | undefined;
  return ipvlan?.address?.family;
}

/** Undefined when the address fits; otherwise why not. */
export function refuseOtherFamily<T>(address: IpAddress, node: BlockNode): Reading<T> | undefined {
  const family = writtenFamily(node);
  if (family === undefined || family === address.family) return undefined;
  const said = `${formatAddress(address)} is not of the family of the addresses above (IPv${family}) and is ignored: give it an instance of its own`;
  return refused("address-family-mismatch", said);
}
