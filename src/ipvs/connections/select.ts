/** Which connections are meant: by service, server, client, state and protocol. */
import { addressesEqual, type IpAddress, parseAddress } from "../../values/address.ts";
import { type Prefix, prefixContains } from "../../values/prefix.ts";
import type { ConnectionEndpoint, IpvsConnection } from "./connection.ts";

/** An address with one port, or with any. */
export interface EndpointPattern {
  readonly address: IpAddress;
  readonly port?: number;
}

/** What is absent matches everything; states and protocols in capital letters. */
export interface ConnectionSelection {
  readonly service?: EndpointPattern;
  readonly server?: EndpointPattern;
  readonly client?: Prefix;
  readonly states?: readonly string[];
  readonly protocols?: readonly string[];
}

export function isSelected(connection: IpvsConnection, selection: ConnectionSelection): boolean {
  const { service, server, client, states, protocols } = selection;
  return (
    (service === undefined || matches(connection.virtual, service)) &&
    (server === undefined || matches(connection.server, server)) &&
    (client === undefined || prefixContains(client, connection.client.address)) &&
    (states === undefined || states.includes(connection.state)) &&
    (protocols === undefined || protocols.includes(connection.protocol))
  );
}

function matches({ address, port }: ConnectionEndpoint, pattern: EndpointPattern): boolean {
  return (pattern.port === undefined || pattern.port === port) && addressesEqual(pattern.address, address);
}

/** Reads `10.0.0.1`, `10.0.0.1:80`, `fd00::1`, `[fd00::1]` and `[fd00::1]:80`; undefined when it is none of them. */
export function parseEndpointPattern(text: string): EndpointPattern | undefined {
  const alone = parseAddress(text);
  if (alone !== undefined) return { address: alone };
  const [, bracketed, plain = "", digits] = /^(?:\[([^\]]*)\]|([^:[\]]*))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const address = parseAddress(bracketed ?? plain);
  if (address === undefined || (bracketed !== undefined) !== (address.family === 6)) return undefined;
  if (digits === undefined) return { address };
  const port = Number(digits);
  return port > 65_535 ? undefined : { address, port };
}
