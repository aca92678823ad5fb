/** The IPVS table as data: services, their servers in list order, and the commands that change them. */
import type { Forwarding, VirtualServerKey } from "../config/model.ts";
import type { IpAddress } from "../values/address.ts";

/** How the kernel forwards: what a configuration can ask for, or another number that somebody else set. */
export type KernelForwarding = Forwarding | { readonly method: "other"; readonly number: number };

export interface IpvsDestination {
  readonly address: IpAddress;
  readonly port: number;
  readonly forwarding: KernelForwarding;
  readonly weight: number;
  /** Connections above which the server gets no new ones; absent: no limit. */
  readonly upperThreshold?: number;
  /** Connections below which it gets new ones again; absent: the kernel's three quarters of the upper one. */
  readonly lowerThreshold?: number;
}

export interface IpvsService {
  readonly key: VirtualServerKey;
  readonly scheduler: string;
  /** Seconds; 0 when not persistent. */
  readonly persistenceTimeoutS: number;
  /** Clients of one network of this length count as one; absent: each address for itself. */
  readonly persistencePrefixLength?: number;
  /** The 4 bytes of an IPv4 mask that is no prefix's, which ipvsadm can set; there is then no prefix length. */
  readonly persistenceMask?: readonly number[];
  /** IP_VS_SVC_F_ONEPACKET and the scheduler's own flags (linux/ip_vs.h); absent: none. */
  readonly flags?: number;
  readonly persistenceEngine?: string;
  /** The kernel's order: it puts each added server at the head, so the last added comes first. */
  readonly destinations: readonly IpvsDestination[];
}

/** A service without its servers: what adding and editing one takes. */
export type IpvsServiceSettings = Omit<IpvsService, "destinations">;

export interface IpvsTable {
  readonly services: readonly IpvsService[];
}

export type IpvsCommand =
  | { readonly kind: "add-service" | "edit-service"; readonly service: IpvsServiceSettings }
  | { readonly kind: "delete-service"; readonly key: VirtualServerKey }
  | {
      readonly kind: "add-destination" | "edit-destination";
      readonly key: VirtualServerKey;
      readonly destination: IpvsDestination;
    }
  | {
      readonly kind: "delete-destination";
      readonly key: VirtualServerKey;
      readonly destination: Pick<IpvsDestination, "address" | "port">;
    };
