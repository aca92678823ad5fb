/** Whether an address can be a virtual address of this host at all. */
import { formatAddress, type IpAddress } from "../values/address.ts";
import { carrierOf, findAddress, findLink, fullPrefix, type HostView } from "./host-view.ts";

/** Why an address can be nobody's virtual address; undefined when it can. */
export function unfitReason({ family, bytes }: IpAddress): string | undefined {
  const [first = 0, second = 0] = bytes;
  const zeros = bytes.slice(0, -1).every((byte) => byte === 0);
  const last = bytes.at(-1) ?? 0;
  if (zeros && last === 0) return "it is no address of a host";
  if (family === 4) {
    if (first === 127) return "it is a loopback address, which every host has for itself";
    if (first === 0 || first >= 240) return "it is no address of a host";
    return first >= 224 ? "it is a multicast address" : undefined;
  }
  if (zeros && last === 1) return "it is the loopback address, which every host has for itself";
  if (first === 0xff) return "it is a multicast address";
  if (first === 0xfe && (second & 0xc0) === 0x80)
    return "it is a link-local address, which is no service's address";
  return undefined;
}

/** Why this host must not get it on lo; undefined when it may. A leftover of its own on a link is a finding, not a reason. */
export function ownAddressReason(address: IpAddress, view: HostView): string | undefined {
  for (const present of findAddress(view, address)) {
    const name = carrierOf(view, present);
    const isLoopback = findLink(view, name)?.loopback ?? false;
    if (isLoopback || present.secondary || present.prefixLength === fullPrefix(address)) continue;
    return `${formatAddress(address)} is the own address of this host (${formatAddress(address)}/${present.prefixLength} on ${name}): give the service's virtual address, which on a real server stands on no link`;
  }
  return undefined;
}
