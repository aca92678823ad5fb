/** Forwarding methods as the kernel numbers them (IP_VS_CONN_F_*, linux/ip_vs.h). */
import type { Forwarding, TunnelType } from "../config/model.ts";
import { assertNever } from "../values/assert-never.ts";
import type { KernelForwarding } from "./table.ts";

const MASQ = 0;
const TUNNEL = 2;
const DROUTE = 3;
const methodMask = 7;

const tunnelTypes: readonly TunnelType[] = ["ipip", "gue", "gre"];
/** Bits of TUN_FLAGS. */
const tunnelFlags = { nocsum: 0, csum: 1, remcsum: 2 } as const;

export interface ForwardingNumbers {
  readonly method: number;
  readonly tunnelType: number;
  readonly tunnelPort: number;
  readonly tunnelFlags: number;
}

export function forwardingNumbers(forwarding: KernelForwarding): ForwardingNumbers {
  switch (forwarding.method) {
    case "NAT":
      return plain(MASQ);
    case "DR":
      return plain(DROUTE);
    case "other":
      return plain(forwarding.number);
    case "TUN":
      return {
        method: TUNNEL,
        tunnelType: tunnelTypes.indexOf(forwarding.tunnel),
        tunnelPort: forwarding.tunnelPort,
        tunnelFlags: tunnelFlags[forwarding.checksum],
      };
    default:
      return assertNever(forwarding);
  }
}

const natNumbers: ForwardingNumbers = { method: MASQ, tunnelType: 0, tunnelPort: 0, tunnelFlags: 0 };
const routeNumbers: ForwardingNumbers = { ...natNumbers, method: DROUTE };

function plain(method: number): ForwardingNumbers {
  if (method === MASQ) return natNumbers;
  return method === DROUTE ? routeNumbers : { ...natNumbers, method };
}

/** The tunnel's numbers count with TUN only: the kernel keeps them for other methods too. */
export function forwardingOf(numbers: ForwardingNumbers): KernelForwarding {
  const method = numbers.method & methodMask;
  if (method === MASQ) return { method: "NAT" };
  if (method === DROUTE) return { method: "DR" };
  const tunnel = tunnelTypes[numbers.tunnelType];
  if (method !== TUNNEL || tunnel === undefined) return { method: "other", number: method };
  return { method: "TUN", tunnel, tunnelPort: numbers.tunnelPort, checksum: checksumOf(numbers.tunnelFlags) };
}

function checksumOf(flags: number): (Forwarding & { method: "TUN" })["checksum"] {
  if ((flags & tunnelFlags.remcsum) !== 0) return "remcsum";
  return (flags & tunnelFlags.csum) !== 0 ? "csum" : "nocsum";
}

export function forwardingsEqual(a: KernelForwarding, b: KernelForwarding): boolean {
  const left = forwardingNumbers(a);
  const right = forwardingNumbers(b);
  return (
    left.method === right.method &&
    left.tunnelType === right.tunnelType &&
    left.tunnelPort === right.tunnelPort &&
    left.tunnelFlags === right.tunnelFlags
  );
}
