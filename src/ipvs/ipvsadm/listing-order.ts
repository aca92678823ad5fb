/** ipvsadm's order of services and servers. */
import { addressFamily } from "../../netlink/address-family.ts";
import type { IpAddress } from "../../values/address.ts";
import { protocolNumbers } from "../encode.ts";
import type { ListedServer, ListedService } from "../listing.ts";
import { mergeSort } from "./merge-sort.ts";

interface SortedService {
  readonly service: ListedService;
  readonly mark: number;
  readonly family: number;
  readonly protocol: number;
  readonly address: Uint32Array;
  readonly port: number;
}

interface SortedServer {
  readonly server: ListedServer;
  readonly address: Uint32Array;
}

const addressWords = 4;
const noAddress = new Uint32Array(addressWords);

/** By mark, family, protocol, address and port. */
export function sortServices(services: readonly ListedService[]): ListedService[] {
  return mergeSort(services.map(sortedService), compareServices).map(({ service }) => service);
}

/** By address and port, whatever family an address is of. */
export function sortServers(servers: readonly ListedServer[]): readonly ListedServer[] {
  if (servers.length < 2) return servers;
  const sorted = servers.map((server) => ({ server, address: wordsOf(server.address) }));
  return mergeSort<SortedServer>(sorted, compareServers).map(({ server }) => server);
}

function sortedService(service: ListedService): SortedService {
  const { key } = service;
  if (key.kind === "fwmark") {
    const { mark, family } = key;
    return { service, mark, family: addressFamily(family), protocol: 0, address: noAddress, port: 0 };
  }
  return {
    service,
    mark: 0,
    family: addressFamily(key.address.family),
    protocol: protocolNumbers[key.protocol],
    address: wordsOf(key.address),
    port: key.port,
  };
}

/** union nf_inet_addr in host order: of an IPv4 address all but the first word is 0. */
function wordsOf({ bytes }: IpAddress): Uint32Array {
  const words = new Uint32Array(addressWords);
  for (const [index, byte] of bytes.entries()) {
    words[index >> 2] = ((words[index >> 2] ?? 0) << 8) | byte;
  }
  return words;
}

function compareServices(a: SortedService, b: SortedService): number {
  return (
    difference(a.mark, b.mark) ||
    a.family - b.family ||
    a.protocol - b.protocol ||
    compareWords(a.address, b.address) ||
    a.port - b.port
  );
}

function compareServers(a: SortedServer, b: SortedServer): number {
  return compareWords(a.address, b.address) || a.server.port - b.server.port;
}

function compareWords(a: Uint32Array, b: Uint32Array): number {
  for (let i = 0; i < addressWords; i++) {
    const order = difference(a[i] ?? 0, b[i] ?? 0);
    if (order !== 0) return order;
  }
  return 0;
}

/** ipvsadm subtracts as 32-bit integers, so what is more than 2^31 apart comes the wrong way round: 192.0.0.1 before 10.0.0.1. */
function difference(a: number, b: number): number {
  return (a - b) | 0;
}
