/** What a VRRP instance wants done, in the order in which it must be done. */
import type { VirtualAddress } from "../config/model.ts";
import type { IpAddress } from "../values/address.ts";
import type { HeardMaster, VrrpInstance, VrrpState } from "./instance.ts";

export type FaultCause = "link down" | "no source address";

/** Why a state was left. */
export type TransitionReason =
  | { readonly kind: "started" }
  | { readonly kind: "address-owner" }
  /** The master-down timer ended; `master` is whom it had followed, undefined when none was heard or it said goodbye. */
  | { readonly kind: "master-down"; readonly silenceUs: number; readonly master: HeardMaster | undefined }
  | { readonly kind: "better-master"; readonly source: IpAddress; readonly priority: number }
  | { readonly kind: "virtual-address-gone"; readonly address: VirtualAddress }
  | { readonly kind: "fault"; readonly causes: readonly FaultCause[] }
  | { readonly kind: "fault-ended" }
  | { readonly kind: "stopped" };

export type LogLevel = "info" | "warning" | "error";

export type VrrpEffect =
  /** One advert to 224.0.0.18 with TTL 255; `payload` is the VRRP part, `priority` repeats its priority for traces. */
  | {
      readonly kind: "send-advert";
      readonly source: IpAddress;
      readonly priority: number;
      readonly payload: Uint8Array;
    }
  /** EEXIST is success: an address found present is adopted. */
  | { readonly kind: "add-addresses"; readonly addresses: readonly VirtualAddress[] }
  /** EADDRNOTAVAIL is success: somebody else was faster. */
  | { readonly kind: "remove-addresses"; readonly addresses: readonly VirtualAddress[] }
  /**
   * `repeat` rounds, each with one frame for every address, on the address's own interface: gratuitous ARP
   * (`encodeGratuitousArp`), for IPv6 an unsolicited neighbour advertisement (`encodeNeighborAdvertisement`).
   */
  | {
      readonly kind: "gratuitous-arp";
      readonly addresses: readonly VirtualAddress[];
      readonly repeat: number;
    }
  /** For notifications and state reports; `STOP` is keepalived's word for the state of a stopped instance. */
  | {
      readonly kind: "transition";
      readonly from: VrrpState;
      readonly to: VrrpState | "STOP";
      readonly reason: TransitionReason;
    }
  /** A line for the log, complete with the instance's name; already rate limited where it must be. */
  | { readonly kind: "log"; readonly level: LogLevel; readonly text: string };

/** The instance after an event, and what is to be done because of it. */
export interface StepResult {
  readonly instance: VrrpInstance;
  readonly effects: readonly VrrpEffect[];
}
