/** The words of `vigil ipvs predict`: servers, clients and addresses as its user writes them. */
import type { Protocol } from "../../config/model.ts";
import { destinationId } from "../../ipvs/destination-id.ts";
import type { Client } from "../../ipvs/prediction/course.ts";
import { FALLBACK, HASH_PORT } from "../../ipvs/schedulers/flags.ts";
import type { SchedulerName } from "../../ipvs/schedulers/registry.ts";
import type { IpvsDestination } from "../../ipvs/table.ts";
import { type IpAddress, parseAddress } from "../../values/address.ts";
import { addressesIn, countAddresses, rangeOfNetwork } from "../../values/address-range.ts";

/** A word that cannot be understood; the message says which and what was expected. */
export class WordError extends Error {}

const MOST_WEIGHT = 65_535;
const MOST_CLIENTS = 65_536n;

export function readWhole(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new WordError(`${name}: '${text}' is not a whole number from ${least} to ${most}`);
}

export function readSeconds(name: string, text: string): number {
  const value = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && value <= 86_400) return value;
  throw new WordError(`${name}: '${text}' is not a number of seconds from 0 to 86400`);
}

function words(name: string, text: string): readonly string[] {
  const parts = text.split(",").map((part) => part.trim());
  if (parts.includes(""))
    throw new WordError(`${name}: nothing stands between two commas, or there is nothing at all`);
  return parts;
}

function readAddress(name: string, text: string): IpAddress {
  const address = parseAddress(text.replace(/^\[(.*)\]$/, "$1"));
  if (address === undefined) throw new WordError(`${name}: '${text}' is no IP address`);
  return address;
}

export function oneFamily(name: string, addresses: readonly IpAddress[]): void {
  if (new Set(addresses.map(({ family }) => family)).size > 1)
    throw new WordError(`${name}: IPv4 and IPv6 do not go together in one service`);
}

/** `172.16.1.5:80=3,172.16.1.6:80` in the order in which they are added; the answer is the kernel's, last added first. */
export function readServers(text: string): readonly IpvsDestination[] {
  const servers = words("--servers", text).map((word): IpvsDestination => {
    const match = /^(.+):(\d+)(?:=(\w*))?$/.exec(word);
    if (match === null)
      throw new WordError(`--servers: '${word}' is not ADDRESS:PORT or ADDRESS:PORT=WEIGHT`);
    const [, address = "", port = "", weight = "1"] = match;
    return {
      address: readAddress("--servers", address),
      port: readWhole("--servers: the port", port, 0, 65_535),
      weight: readWhole("--servers: the weight", weight, 0, MOST_WEIGHT),
      forwarding: { method: "DR" },
    };
  });
  oneFamily(
    "--servers",
    servers.map(({ address }) => address),
  );
  const ids = servers.map(destinationId);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new WordError(`--servers: ${twice} stands there twice`);
  return servers.reverse();
}

/** Addresses with or without a port, and networks; of an IPv4 network the first and last address are no hosts. */
export function readClients(text: string): readonly Client[] {
  const clients = words("--clients", text).flatMap((word): readonly Client[] => {
    const network = /^(.+)\/(\d+)$/.exec(word);
    if (network !== null)
      return hostsOf(word, network[1] ?? "", network[2] ?? "").map((address) => ({ address }));
    const withPort = /^(\d+\.\d+\.\d+\.\d+|\[.+\]):(\d+)$/.exec(word);
    if (withPort === null) return [{ address: readAddress("--clients", word) }];
    const [, address = "", port = ""] = withPort;
    return [
      { address: readAddress("--clients", address), port: readWhole("--clients: the port", port, 0, 65_535) },
    ];
  });
  oneFamily(
    "--clients",
    clients.map(({ address }) => address),
  );
  return clients;
}

function hostsOf(word: string, text: string, length: string): readonly IpAddress[] {
  const address = readAddress("--clients", text);
  const bits = address.bytes.length * 8;
  const prefix = readWhole("--clients: the prefix length", length, 0, bits);
  const first = address.bytes.map(
    (byte, index) => byte & (0xff00 >> Math.max(0, Math.min(8, prefix - index * 8))),
  );
  const range = rangeOfNetwork({ family: address.family, bytes: first.map((byte) => byte & 0xff) }, prefix);
  if (countAddresses(range) > MOST_CLIENTS)
    throw new WordError(`--clients: ${word} has more than 65536 addresses`);
  const all = addressesIn(range);
  return address.family === 4 && prefix < 31 ? all.slice(1, -1) : all;
}

export function readDestinations(text: string): readonly IpAddress[] {
  const addresses = words("--to", text).map((word) => readAddress("--to", word));
  oneFamily("--to", addresses);
  return addresses;
}

/** ipvsadm's names, which belong to their scheduler. */
export function readFlags(scheduler: SchedulerName, text: string): number {
  const known =
    scheduler === "sh" || scheduler === "mh" ? [`${scheduler}-fallback`, `${scheduler}-port`] : [];
  return words("--sched-flags", text).reduce((bits, word) => {
    const index = known.indexOf(word);
    if (index === -1) {
      const remedy = known.length === 0 ? "only sh and mh have flags" : `it has ${known.join(" and ")}`;
      throw new WordError(`--sched-flags: ${scheduler} has no flag '${word}': ${remedy}`);
    }
    return bits | (index === 0 ? FALLBACK : HASH_PORT);
  }, 0);
}

export function readProtocol(text: string): Protocol {
  switch (text.toLowerCase()) {
    case "tcp":
      return "TCP";
    case "udp":
      return "UDP";
    case "sctp":
      return "SCTP";
    default:
      throw new WordError(`--protocol: '${text}' is none of tcp, udp, sctp`);
  }
}
