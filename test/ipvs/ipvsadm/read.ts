/** Reads command lines in tests, with a few names of hosts and services. */
import { type Reading, readRequest } from "../../../src/ipvs/ipvsadm/read-request.ts";
import type { IpvsadmRequest } from "../../../src/ipvs/ipvsadm/request.ts";
import type { NameResolver } from "../../../src/ipvs/ipvsadm/values.ts";
import { parseAddress } from "../../../src/values/address.ts";

const hosts = new Map([["web01", "10.0.0.5"]]);
const ports = new Map([
  ["http/TCP", 80],
  ["domain/TCP", 53],
  ["domain/UDP", 53],
  ["tftp/UDP", 69],
]);

export const testNames: NameResolver = {
  ipv4: (host) => parseAddress(hosts.get(host) ?? ""),
  port: (service, protocol) => ports.get(`${service}/${protocol}`),
};

/** Words with blanks between them; `''` is an empty one. */
export function read(line: string, from: "shell" | "restore" = "shell"): Reading {
  const words = line.split(" ").filter((word) => word !== "");
  return readRequest(
    words.map((word) => (word === "''" ? "" : word)),
    testNames,
    from,
  );
}

export function requestOf(line: string): IpvsadmRequest {
  const reading = read(line);
  if ("error" in reading) throw new Error(reading.error.message);
  return reading.request;
}

/** The change that a line asks for. */
export function commandOf(line: string) {
  const request = requestOf(line);
  if (request.kind !== "change") throw new Error(`${line} asks for ${request.kind}`);
  return request.command;
}

/** What is wrong with a line, as `status message`. */
export function mistakeOf(line: string, from: "shell" | "restore" = "shell"): string {
  const reading = read(line, from);
  return "error" in reading ? `${reading.error.kind}: ${reading.error.message}` : "nothing";
}
