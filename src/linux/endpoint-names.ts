/** Addresses and ports by the names that this host gives them: the resolver's and services(5). */
import { readFileSync } from "node:fs";
import { inetText } from "../ipvs/ipvsadm/endpoint-text.ts";
import type { IpAddress } from "../values/address.ts";

const servicesFile = "/etc/services";

/** By the address's text; an address without a name is not in it. The resolver is asked for several at a time. */
export async function resolveHosts(addresses: Iterable<IpAddress>): Promise<ReadonlyMap<string, string>> {
  // Loaded when names are asked for: it brings Node's network modules along.
  const { lookupService } = await import("node:dns/promises");
  const names = new Map<string, string>();
  const texts = new Set([...addresses].map(inetText));
  await Promise.all(
    [...texts].map(async (text) => {
      // An address that nobody knows, or that nobody could be asked about, keeps its number.
      const found = await lookupService(text, 0).catch(() => undefined);
      if (found !== undefined) names.set(text, found.hostname);
    }),
  );
  return names;
}

/** By port and protocol in small letters (`80/tcp`): the first line of services(5) that has them; without the file none. */
export function readServiceNames(): ReadonlyMap<string, string> {
  let text: string;
  try {
    text = readFileSync(servicesFile, "latin1");
  } catch {
    return new Map();
  }
  const names = new Map<string, string>();
  for (const line of text.split("\n")) {
    const [name, place = ""] = line.replace(/#.*/, "").trim().split(/\s+/);
    const [, digits, protocol] = /^(0|[1-9]\d*)\/(\S+)$/.exec(place) ?? [];
    if (name === undefined || digits === undefined || protocol === undefined) continue;
    const key = `${Number(digits)}/${protocol}`;
    if (!names.has(key)) names.set(key, name);
  }
  return names;
}
