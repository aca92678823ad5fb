/** Addresses and ports as ipvsadm writes them: names or numbers, and cut where its buffers end. */
import { formatAddress, type IpAddress } from "../../values/address.ts";

/** How an address and a port are called. */
export interface EndpointNames {
  host(address: IpAddress): string;
  /** `protocol` as in a listing: TCP, UDP, SCTP; anything else (a firewall mark's) names no port. */
  port(port: number, protocol: string): string;
}

/** `-n`. */
export const numericNames: EndpointNames = { host: inetText, port: String };

const bufferBytes = 59;
/** Of an address with its port in the table. */
export const columnCharacters = 28;

/** `host:port`, an IPv6 host in brackets. */
export function endpointText(address: IpAddress, port: string, names: EndpointNames): string {
  const host = names.host(address);
  const text = address.family === 4 ? `${host}:${port}` : `[${host}]:${port}`;
  return text.length > bufferBytes ? text.slice(0, bufferBytes) : text;
}

/** As it stands in the table: only IPv4 is cut to its column. */
export function tableEndpoint(address: IpAddress, port: string, names: EndpointNames): string {
  const text = endpointText(address, port, names);
  return address.family === 4 && text.length > columnCharacters ? text.slice(0, columnCharacters) : text;
}

/** Fills up to the column's width. */
export function tableColumn(text: string): string {
  return text.padEnd(columnCharacters);
}

const ipv4End = 12;
const mappedMark = 10;

/** inet_ntop(3), which writes the end of an IPv4-compatible or IPv4-mapped address as IPv4; RFC 5952 does the latter only. */
export function inetText(address: IpAddress): string {
  const { family, bytes } = address;
  if (family === 4) return `${bytes[0]}.${bytes[1]}.${bytes[2]}.${bytes[3]}`;
  const zeros = bytes.findIndex((byte) => byte !== 0);
  const embedded = bytes.slice(ipv4End).join(".");
  if (zeros === ipv4End || zeros === ipv4End + 1) return `::${embedded}`;
  if (zeros === mappedMark && bytes[10] === 0xff && bytes[11] === 0xff) return `::ffff:${embedded}`;
  return formatAddress(address);
}
