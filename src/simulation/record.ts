/** What happened in a simulated run: what the wire carried, what the kernels did, which faults were made. */
import type { IpAddress } from "../values/address.ts";

/** A frame on the LAN: an IPv4 packet, or an Ethernet frame as `sendFrame` gets it. */
export type WireFrame =
  | { readonly kind: "ipv4"; readonly bytes: Uint8Array }
  | { readonly kind: "ethernet"; readonly bytes: Uint8Array };

export type Fault =
  | { readonly kind: "power-off" }
  | { readonly kind: "power-on" }
  /** SIGKILL of the VRRP process: the kernel keeps its addresses. */
  | { readonly kind: "kill" }
  | { readonly kind: "start" }
  /** SIGTERM. */
  | { readonly kind: "stop" }
  /** SIGSTOP and SIGCONT. */
  | { readonly kind: "stall" }
  | { readonly kind: "continue" }
  | { readonly kind: "cable"; readonly plugged: boolean }
  | { readonly kind: "source-address"; readonly present: boolean }
  /** Somebody deletes a virtual address by hand. */
  | { readonly kind: "address-deleted"; readonly address: IpAddress };

export type Happening =
  | { readonly kind: "sent"; readonly host: string; readonly frame: WireFrame }
  /** Put into the receive queue of the host's socket. */
  | { readonly kind: "delivered"; readonly host: string; readonly from: string; readonly frame: WireFrame }
  | { readonly kind: "address-added"; readonly host: string; readonly address: IpAddress }
  | { readonly kind: "address-removed"; readonly host: string; readonly address: IpAddress }
  | { readonly kind: "fault"; readonly host: string; readonly fault: Fault }
  /** How the LAN is cut: hosts of one number hear each other. */
  | { readonly kind: "partition"; readonly parts: ReadonlyMap<string, number> }
  /** From here on the LAN loses, delays and doubles nothing and no fault is made; `undefined` ends that. */
  | { readonly kind: "calm"; readonly parts: readonly (readonly string[])[] | undefined }
  /** What the program logs; for the reader of a transcript, never for the judge. */
  | { readonly kind: "log"; readonly host: string; readonly text: string };

export type Recorded = Happening & { readonly atUs: number };

export type Recorder = (happening: Happening) => void;
