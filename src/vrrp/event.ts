/** Everything that can happen to a VRRP instance. */
import type { VirtualAddress, VrrpInstanceConfig } from "../config/model.ts";
import type { ReceivedPacket } from "../ports/packets.ts";
import type { IpAddress } from "../values/address.ts";
import type { LinkFacts } from "./instance.ts";

/** What is read from sockets or asked by the operator; `advance` applies these before any due timer. */
export type Occurrence =
  /** The first event, and only that. `leftovers` are those of the configured addresses that the kernel already has. */
  | { readonly kind: "start"; readonly facts: LinkFacts; readonly leftovers: readonly VirtualAddress[] }
  /** A VRRP packet as it came, for this instance's VRID on its interface; `step` runs the receive checks itself. */
  | { readonly kind: "packet"; readonly packet: ReceivedPacket }
  | { readonly kind: "link"; readonly up: boolean }
  /** The address that adverts carry as source was gained, replaced or (undefined) lost. */
  | { readonly kind: "source-address"; readonly address: IpAddress | undefined }
  /** The kernel announced that one of the instance's addresses is gone, and a fresh look says it really is. */
  | { readonly kind: "virtual-address-gone"; readonly address: VirtualAddress }
  /** A reload: same VRID, interface, family and version; everything else may differ and is taken over in place. */
  | { readonly kind: "reconfigure"; readonly config: VrrpInstanceConfig }
  | { readonly kind: "stop" };

/** `timer` fires whatever is due at the time given to `step`. */
export type VrrpEvent = Occurrence | { readonly kind: "timer" };
