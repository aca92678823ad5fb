/** The receive checks of RFC 3768 7.1 in keepalived's order: the first that fails drops the packet. */
import type { VrrpAuthentication } from "../config/model.ts";
import type { ReceivedPacket } from "../ports/packets.ts";
import { addressesEqual, formatAddress, type IpAddress } from "../values/address.ts";
import {
  AUTHENTICATION_NONE,
  AUTHENTICATION_PASS,
  type DecodedVrrpV2,
  decodeVrrpV2,
  VRRP_ADVERTISEMENT,
  VRRP_GROUP,
  VRRP_TTL,
} from "../wire/vrrp-v2.ts";
import { advertIntervalS, advertisedAddresses } from "./adverts.ts";
import type { VrrpInstance } from "./instance.ts";

export type RejectReason =
  | "own-source"
  | "short"
  | "ttl"
  | "version"
  | "virtual-router"
  | "authentication-type"
  | "password"
  | "advert-interval"
  | "type"
  | "length"
  | "checksum"
  | "destination";

export interface Rejection {
  readonly kind: "rejected";
  readonly reason: RejectReason;
  /** What was found and what was expected. */
  readonly detail: string;
}

export interface AcceptedAdvert {
  readonly kind: "accepted";
  readonly source: IpAddress;
  readonly priority: number;
  /** How its address list differs from ours; only worth a message (keepalived 2.3.3 and later), undefined when equal. */
  readonly addressMismatch: string | undefined;
}

export function checkPacket(instance: VrrpInstance, packet: ReceivedPacket): AcceptedAdvert | Rejection {
  const { config, facts } = instance;
  // A looped packet would beat nobody and be answered for ever; keepalived's socket filter keeps it out.
  if (facts.sourceAddress !== undefined && addressesEqual(packet.source, facts.sourceAddress)) {
    return reject("own-source", "it carries our own address: a loop, or another host has this address");
  }
  const decoded = decodeVrrpV2(packet.payload);
  if (decoded.kind === "short") {
    return reject("short", `${packet.payload.length} bytes, at least ${decoded.neededBytes} expected`);
  }
  if (packet.ttl !== VRRP_TTL) return reject("ttl", `TTL ${packet.ttl}, expected ${VRRP_TTL}`);
  if (decoded.kind === "other-version") {
    return reject("version", `version ${decoded.version}, expected ${config.version}`);
  }
  const heard = decoded.packet;
  if (heard.virtualRouterId !== config.virtualRouterId) {
    return reject("virtual-router", `VRID ${heard.virtualRouterId}, expected ${config.virtualRouterId}`);
  }
  const failure =
    checkAuthentication(heard, config.authentication) ??
    checkInterval(heard, advertIntervalS(config)) ??
    checkForm(heard) ??
    checkDestination(packet.destination);
  if (failure !== undefined) return failure;
  return {
    kind: "accepted",
    source: packet.source,
    priority: heard.priority,
    addressMismatch: describeMismatch(heard.addresses, advertisedAddresses(config)),
  };
}

function checkAuthentication(heard: DecodedVrrpV2, own: VrrpAuthentication): Rejection | undefined {
  const ownType = own.type === "PASS" ? AUTHENTICATION_PASS : AUTHENTICATION_NONE;
  if (heard.authenticationType !== ownType) {
    return reject(
      "authentication-type",
      `authentication type ${heard.authenticationType}, expected ${ownType}`,
    );
  }
  if (own.type === "PASS" && own.password.some((byte, index) => byte !== heard.authentication[index])) {
    return reject("password", "its password is not ours");
  }
  return undefined;
}

function checkInterval(heard: DecodedVrrpV2, ownS: number): Rejection | undefined {
  if (heard.advertIntervalS === ownS) return undefined;
  return reject("advert-interval", `advert interval ${heard.advertIntervalS} s, expected ${ownS} s`);
}

function checkForm(heard: DecodedVrrpV2): Rejection | undefined {
  if (heard.type !== VRRP_ADVERTISEMENT) {
    return reject("type", `packet type ${heard.type}, expected ${VRRP_ADVERTISEMENT}`);
  }
  if (heard.surplusBytes > 0) return reject("length", `${heard.surplusBytes} bytes too many`);
  if (!heard.checksumRight) return reject("checksum", "wrong checksum");
  return undefined;
}

function checkDestination(destination: IpAddress): Rejection | undefined {
  if (addressesEqual(destination, VRRP_GROUP)) return undefined;
  return reject(
    "destination",
    `sent to ${formatAddress(destination)}, expected ${formatAddress(VRRP_GROUP)}`,
  );
}

/** Compares as sets: routers may list the same addresses in another order. */
function describeMismatch(heard: readonly IpAddress[], own: readonly IpAddress[]): string | undefined {
  const strange = without(heard, own);
  const missing = without(own, heard);
  const parts = [
    ...(strange.length > 0 ? [`it has ${strange.map(formatAddress).join(", ")} and we have not`] : []),
    ...(missing.length > 0 ? [`we have ${missing.map(formatAddress).join(", ")} and it has not`] : []),
  ];
  return parts.length > 0 ? parts.join("; ") : undefined;
}

function without(list: readonly IpAddress[], others: readonly IpAddress[]): readonly IpAddress[] {
  return list.filter((address) => !others.some((other) => addressesEqual(address, other)));
}

function reject(reason: RejectReason, detail: string): Rejection {
  return { kind: "rejected", reason, detail };
}
