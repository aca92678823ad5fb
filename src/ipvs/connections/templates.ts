/** Persistence templates in plain words. */
import { expiryText } from "../ipvsadm/connections-text.ts";
import { inetText } from "../ipvsadm/endpoint-text.ts";
import type { ListedService } from "../listing.ts";
import { type IpvsConnection, templateMark } from "./connection.ts";
import { numericEndpoint, serviceOf } from "./count.ts";

/** A service by what its templates say of it: `TCP 10.0.0.1:80`, `firewall mark 9`. */
export type PersistenceMasks = ReadonlyMap<string, ListedService["netmask"]>;

export function persistenceMasks(services: readonly ListedService[]): PersistenceMasks {
  const masks = new Map<string, ListedService["netmask"]>();
  for (const { key, netmask } of services) {
    const name =
      key.kind === "fwmark" ? `firewall mark ${key.mark}` : `${key.protocol} ${numericEndpoint(key)}`;
    masks.set(name, netmask);
  }
  return masks;
}

/** One sentence of who gets which server for what, and how long still. */
export function templateSentence(template: IpvsConnection, masks: PersistenceMasks): string {
  const service = serviceOf(template);
  const everyPort =
    templateMark(template) === undefined && template.virtual.port === 0 ? " (every port)" : "";
  const call = template.persistenceEngine;
  const who =
    call === undefined
      ? clients(template, masks.get(service))
      : `the ${call.name} call ${call.data} of ${inetText(template.client.address)}`;
  const server = numericEndpoint(template.server);
  const since = template.state === "ASSURED" ? "" : "; none of its connections was completed yet";
  return `${who} -> ${server} for ${service}${everyPort}, for another ${expiryText(template.expiresS)}${since}`;
}

/** The mask is the service's, not the template's: without the service it is not known. */
function clients({ client }: IpvsConnection, mask: ListedService["netmask"] | undefined): string {
  const address = inetText(client.address);
  if (mask === undefined) return `clients of ${address}`;
  const all = typeof mask === "number" ? mask === 128 : mask.every((byte) => byte === 0xff);
  if (all) return `client ${address}`;
  return `clients of ${address}/${typeof mask === "number" ? mask : maskText(mask)}`;
}

/** A prefix's length where the mask is one, else the mask. */
function maskText(mask: readonly number[]): string {
  const bits = mask.map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return /^1*0*$/.test(bits) ? String(bits.lastIndexOf("1") + 1) : mask.join(".");
}
