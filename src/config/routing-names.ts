/** The kernel's numbers for tables, protocols, scopes, realms, type-of-service values, interface groups and IP protocols, by name. */
import type { HostFacts } from "./host-facts.ts";

export type RoutingNameKind = "table" | "protocol" | "scope" | "realm" | "dsfield" | "group" | "ipProtocol";

/** What holds everywhere; a host's own names stand in /etc/iproute2 and /etc/protocols. */
const everywhere: Readonly<Record<RoutingNameKind, Readonly<Record<string, number>>>> = {
  table: { default: 253, main: 254, local: 255 },
  protocol: {
    unspec: 0,
    redirect: 1,
    kernel: 2,
    boot: 3,
    static: 4,
    gated: 8,
    ra: 9,
    mrt: 10,
    zebra: 11,
    bird: 12,
    dnrouted: 13,
    xorp: 14,
    ntk: 15,
    dhcp: 16,
    keepalived: 18,
    babel: 42,
    openr: 99,
    bgp: 186,
    isis: 187,
    ospf: 188,
    rip: 189,
    eigrp: 192,
  },
  scope: { global: 0, site: 200, link: 253, host: 254, nowhere: 255 },
  realm: { cosmos: 0 },
  dsfield: {
    default: 0x00,
    AF11: 0x28,
    AF12: 0x30,
    AF13: 0x38,
    AF21: 0x48,
    AF22: 0x50,
    AF23: 0x58,
    AF31: 0x68,
    AF32: 0x70,
    AF33: 0x78,
    AF41: 0x88,
    AF42: 0x90,
    AF43: 0x98,
    CS1: 0x20,
    CS2: 0x40,
    CS3: 0x60,
    CS4: 0x80,
    CS5: 0xa0,
    CS6: 0xc0,
    CS7: 0xe0,
    EF: 0xb8,
  },
  group: { default: 0 },
  ipProtocol: {
    icmp: 1,
    ipencap: 4,
    tcp: 6,
    udp: 17,
    gre: 47,
    esp: 50,
    ah: 51,
    "ipv6-icmp": 58,
    ospf: 89,
    vrrp: 112,
    sctp: 132,
  },
};

/** The largest number of each kind but tables, whose numbers wrap at 32 bits. */
const largest: Readonly<Record<Exclude<RoutingNameKind, "table">, number>> = {
  protocol: 255,
  scope: 255,
  realm: 255,
  dsfield: 255,
  group: 0x7fff_ffff,
  ipProtocol: 255,
};

/** Of rtnetlink route types (rtnetlink(7)), as ip-route(8) names them. */
export const routeTypes: Readonly<Record<string, number>> = {
  unicast: 1,
  local: 2,
  broadcast: 3,
  brd: 3,
  anycast: 4,
  multicast: 5,
  blackhole: 6,
  unreachable: 7,
  prohibit: 8,
  throw: 9,
  nat: 10,
  xresolve: 11,
};

/** A number in base 8, 10 or 16 as strtoul(3) tells them apart; undefined when it is none or negative. */
export function numberOfAnyBase(text: string): number | undefined {
  const match = /^\+?(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*)$/.exec(text);
  const digits = match?.[1];
  if (digits === undefined) return undefined;
  return /^0[0-7]/.test(digits) ? Number.parseInt(digits, 8) : Number(digits);
}

/** Undefined for what is neither a name nor a number of this kind. */
export function routingNumber(kind: RoutingNameKind, text: string, host: HostFacts): number | undefined {
  const names = everywhere[kind];
  const named = Object.hasOwn(names, text) ? names[text] : host.routingNames?.(kind, text);
  if (named !== undefined) return named;
  if (kind === "table") return tableNumber(text);
  const number = numberOfAnyBase(text);
  return number !== undefined && number <= largest[kind] ? number : undefined;
}

/** strtoul(3) negates what has a minus and stops at 64 bits; the kernel gets the lower 32. */
function tableNumber(text: string): number | undefined {
  const negative = text.startsWith("-");
  const number = numberOfAnyBase(negative ? text.slice(1) : text);
  if (number === undefined) return undefined;
  const exact = number >= 2 ** 64 ? 2n ** 64n - 1n : BigInt(number);
  return Number(BigInt.asUintN(32, negative && number < 2 ** 64 ? -exact : exact));
}
