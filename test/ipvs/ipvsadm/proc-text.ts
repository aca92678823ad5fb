/** A listing's services as the kernel's ip_vs_info_seq_show writes them into /proc/net/ip_vs. */
import type { ListedServer, ListedService } from "../../../src/ipvs/listing.ts";
import type { IpAddress } from "../../../src/values/address.ts";

export const heading = `IP Virtual Server version 1.2.1 (size=4096)
Prot LocalAddress:Port Scheduler Flags
  -> RemoteAddress:Port Forward Weight ActiveConn InActConn
`;

export function procText(services: readonly ListedService[]): string {
  return (
    heading +
    services.map((service) => serviceLine(service) + service.servers.map(serverLine).join("")).join("")
  );
}

function serviceLine({ key, scheduler }: ListedService): string {
  if (key.kind === "fwmark") return `FWM  ${hex(key.mark, 8)} ${scheduler} \n`;
  return `${key.protocol}  ${endpoint(key.address, key.port)} ${scheduler} \n`;
}

function serverLine(server: ListedServer): string {
  const method = ["Masq", "Local", "Tunnel", "Route"][server.method] ?? "NULL";
  const { weight, activeConnections, inactiveConnections } = server;
  const columns = [
    method.padEnd(7),
    String(weight).padEnd(6),
    count(activeConnections),
    count(inactiveConnections),
  ];
  return `  -> ${endpoint(server.address, server.port)}      ${columns.join(" ")}\n`;
}

/** `%-10d` of an unsigned 32-bit number. */
const count = (value: number) => String(value | 0).padEnd(10);

function endpoint({ family, bytes }: IpAddress, port: number): string {
  const digits = bytes.map((byte) => hex(byte, 2)).join("");
  const address = family === 4 ? digits : `[${digits.toLowerCase().match(/.{4}/g)?.join(":")}]`;
  return `${address}:${hex(port, 4)}`;
}

function hex(value: number, digits: number): string {
  return value.toString(16).toUpperCase().padStart(digits, "0");
}
