/** The connection table as `ipvsadm -L -c` prints it, to the byte. */
import type { ConnectionEndpoint, IpvsConnection } from "../connections/connection.ts";
import { type EndpointNames, endpointText } from "./endpoint-text.ts";

const heading =
  "IPVS connection entries\npro expire state       source             virtual            destination";
const engineHeading = "        pe name          pe_data";

const endpointCharacters = 18;
const serverCharacters = 16;

export function connectionsText(
  connections: readonly IpvsConnection[],
  names: EndpointNames,
  withEngine: boolean,
): string {
  let text = `${heading}${withEngine ? engineHeading : ""}\n`;
  for (const connection of connections) text += `${connectionLine(connection, names, withEngine)}\n`;
  return text;
}

function connectionLine(connection: IpvsConnection, names: EndpointNames, withEngine: boolean): string {
  const { protocol, state, persistenceEngine } = connection;
  const endpoint = ({ address, port }: ConnectionEndpoint) =>
    endpointText(address, names.port(port, protocol), names);
  const expires = expiryText(connection.expiresS).padEnd(6);
  const start = `${protocol.padEnd(3)} ${expires} ${state.padEnd(11)}`;
  const client = endpoint(connection.client).padEnd(endpointCharacters);
  const virtual = endpoint(connection.virtual).padEnd(endpointCharacters);
  const server = endpoint(connection.server);
  if (!withEngine || persistenceEngine === undefined) return `${start} ${client} ${virtual} ${server}`;
  const engine = `${persistenceEngine.name.padEnd(endpointCharacters)} ${persistenceEngine.data}`;
  return `${start} ${client} ${virtual} ${server.padEnd(serverCharacters)} ${engine}`;
}

/** Minutes and seconds; an hour and more are minutes too. */
export function expiryText(seconds: number): string {
  const minutes = String(Math.floor(seconds / 60)).padStart(2, "0");
  return `${minutes}:${String(seconds % 60).padStart(2, "0")}`;
}
