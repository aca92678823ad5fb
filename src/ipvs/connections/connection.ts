/** One line of the kernel's connection table. */
import type { IpAddress } from "../../values/address.ts";

export interface ConnectionEndpoint {
  readonly address: IpAddress;
  readonly port: number;
}

export interface IpvsConnection {
  /** As the kernel names it: TCP, UDP, SCTP, AH, ESP; IP for a firewall mark's template. */
  readonly protocol: string;
  readonly client: ConnectionEndpoint;
  /** The service's address; of a firewall mark's template 0.0.0.MARK. */
  readonly virtual: ConnectionEndpoint;
  readonly server: ConnectionEndpoint;
  /** As the kernel names it: ESTABLISHED, FIN_WAIT, UDP; of a template ASSURED or NONE. */
  readonly state: string;
  /** Seconds until the kernel forgets it unless a packet comes. */
  readonly expiresS: number;
  readonly persistenceEngine?: { readonly name: string; readonly data: string };
}

/**
 * Whether it is no connection but what persistence remembers: which server the clients of a network get. The kernel does not
 * say so; it gives templates, and only them, the client port 0 together with one of these states.
 */
export function isTemplate({ client, state }: IpvsConnection): boolean {
  return client.port === 0 && (state === "ASSURED" || state === "NONE");
}

/** A template of a firewall mark stands for all its addresses; undefined for every other connection. */
export function templateMark(connection: IpvsConnection): number | undefined {
  if (connection.protocol !== "IP" || !isTemplate(connection)) return undefined;
  // IPv4 has it in its only word, IPv6 in the first.
  const [a = 0, b = 0, c = 0, d = 0] = connection.virtual.address.bytes;
  return ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
}
