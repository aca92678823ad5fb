/** ipvsadm's order of services and servers. */
import { addressFamily } from "../../netlink/address-family.ts";
import type { IpAddress } from "../../values/address.ts";
import { protocolNumbers } from "../encode.ts";
import type { ListedServer, ListedService } from "../listing.ts";
import { mergeSort } from "./merge-sort.ts";

/** union nf_inet_addr as four words in host order: of an IPv4 address all but the first are 0. */
type AddressWords = readonly [number, number, number, number];

interface SortedService {
  readonly service: ListedService;
  readonly mark: number;
  readonly family: number;
  readonly protocol: number;
  readonly address: AddressWords;
  readonly port: number;
}

interface SortedServer {
  readonly server: ListedServer;
  readonly address: AddressWords;
}

const noAddress: AddressWords = [0, 0, 0, 0];

/** By mark, family, protocol, address and port. */
export function sortServices(services: readonly ListedService[]): ListedService[] {
  return mergeSort(services.map(sortedService), compareServices).map(({ service }) => service);
}

/** By address and port, whatever family an address is of. */
export function sortServers(servers: readonly ListedServer[]): readonly ListedServer[] {
  if (servers.length < 2) return servers;
  const sorted = servers.map((server) => ({ server, address: wordsOf(server.address) }));
  return mergeSort(sorted, compareServers).map(({ server }) => server);
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

function wordsOf({ bytes }: IpAddress): AddressWords {
  return [wordAt(bytes, 0), wordAt(bytes, 4), wordAt(bytes, 8), wordAt(bytes, 12)];
}

function wordAt(bytes: readonly number[], at: number): number {
  if (at >= bytes.length) return 0;
  return (
    ((bytes[at] ?? 0) << 24) |
    ((bytes[at + 1] ?? 0) << 16) |
    ((bytes[at + 2] ?? 0) << 8) |
    (bytes[at + 3] ?? 0)
  );
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

function compareWords(a: AddressWords, b: AddressWords): number {
  return difference(a[0], b[0]) || difference(a[1], b[1]) || difference(a[2], b[2]) || difference(a[3], b[3]);
}

/** ipvsadm subtracts as 32-bit integers, so what is more than 2^31 apart comes the wrong way round: 192.0.0.1 before 10.0.0.1. */
export function difference(a: number, b: number): number {
  return (a - b) | 0;
}
