/** Addresses and ports by the names that this host gives them, asked at once and once for each name. */
import type { NameResolver } from "../ipvs/ipvsadm/values.ts";
import { type IpAddress, parseAddress } from "../values/address.ts";
import { getent } from "./getent.ts";

/** Longer than the resolver's own patience with two servers. */
const PATIENCE_MS = 30_000;

export function nameResolver(): NameResolver {
  const ports = remembered(askPort);
  return {
    ipv4: remembered(askHost),
    port: (service, protocol) => ports(`${service}/${protocol.toLowerCase()}`),
  };
}

/** `place` is a service and its protocol (`http/tcp`). */
function askPort(place: string): number | undefined {
  // For a number getent would tell the name of that port.
  if (place.startsWith("-") || /^[0-9]+\//.test(place)) return undefined;
  const [, number] = /\s([0-9]+)\/\S+/.exec(getent("services", place, PATIENCE_MS).text) ?? [];
  return number === undefined ? undefined : Number(number);
}

function askHost(name: string): IpAddress | undefined {
  if (name.startsWith("-")) return undefined;
  const { found, text } = getent("ahostsv4", name, PATIENCE_MS);
  const [address] = text.split(/\s/);
  return found && address !== undefined ? parseAddress(address) : undefined;
}

function remembered<T>(ask: (key: string) => T): (key: string) => T {
  const answers = new Map<string, { readonly answer: T }>();
  return (key) => {
    const known = answers.get(key) ?? { answer: ask(key) };
    answers.set(key, known);
    return known.answer;
  };
}
