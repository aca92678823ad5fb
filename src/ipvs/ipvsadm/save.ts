/** The table as lines that -R reads: what `ipvsadm -S` prints, to the byte. */
import { assertNever } from "../../values/assert-never.ts";
import type { ListedServer, ListedService } from "../listing.ts";
import { type EndpointNames, endpointText } from "./endpoint-text.ts";
import { sortServers, sortServices } from "./listing-order.ts";
import { tunnelTypes } from "./server-text.ts";
import { isOnePacket, isPersistent, persistenceMask, schedulerBits, schedulerFlags } from "./service-text.ts";

const MASQ = 0;
const TUNNEL = 2;
const IP_VS_TUNNEL_ENCAP_FLAG_CSUM = 1;
const IP_VS_TUNNEL_ENCAP_FLAG_REMCSUM = 2;

/** Thresholds are not in it: ipvsadm does not save them. */
export function saveText(services: readonly ListedService[], names: EndpointNames): string {
  let text = "";
  for (const service of sortServices(services)) {
    const named = serviceWords(service, names);
    text += `-A ${named}${settingsWords(service)}\n`;
    for (const server of sortServers(service.servers)) {
      text += `-a ${named} -r ${serverWords(server, service, names)}\n`;
    }
  }
  return text;
}

function serviceWords({ key }: ListedService, names: EndpointNames): string {
  switch (key.kind) {
    case "fwmark":
      // It takes a mark for a signed number.
      return `-f ${key.mark | 0}${key.family === 6 ? " -6" : ""}`;
    case "address": {
      const option = key.protocol === "SCTP" ? "--sctp-service" : key.protocol === "UDP" ? "-u" : "-t";
      return `${option} ${endpointText(key.address, names.port(key.port, key.protocol), names)}`;
    }
    default:
      return assertNever(key);
  }
}

function settingsWords(service: ListedService): string {
  let words = ` -s ${service.scheduler}`;
  if (isPersistent(service)) {
    words += ` -p ${service.timeoutS}`;
    const mask = persistenceMask(service);
    if (mask !== undefined) words += ` -M ${mask}`;
  }
  if (service.persistenceEngine !== undefined) words += ` --pe ${service.persistenceEngine}`;
  if (isOnePacket(service)) words += " -o";
  if ((service.flags & schedulerBits) !== 0) words += ` -b ${schedulerFlags(service).join(",")}`;
  return words;
}

function serverWords(server: ListedServer, { key }: ListedService, names: EndpointNames): string {
  const port = names.port(server.port, key.kind === "fwmark" ? "FWM" : key.protocol);
  const words = `${endpointText(server.address, port, names)} ${methodOption(server)} -w ${server.weight}`;
  return server.method === TUNNEL ? words + tunnelWords(server) : words;
}

function methodOption({ method }: ListedServer): string {
  if (method === MASQ) return "-m";
  return method === TUNNEL ? "-i" : "-g";
}

function tunnelWords(server: ListedServer): string {
  const type = tunnelTypes[server.tunnelType];
  switch (type) {
    case undefined:
      return "";
    case "ipip":
      return " --tun-type ipip";
    case "gue":
      return ` --tun-type gue --tun-port ${server.tunnelPort} ${checksumOption(server)}`;
    case "gre":
      return ` --tun-type gre ${checksumOption(server)}`;
    default:
      return assertNever(type);
  }
}

function checksumOption({ tunnelFlags }: ListedServer): string {
  if ((tunnelFlags & IP_VS_TUNNEL_ENCAP_FLAG_REMCSUM) !== 0) return "--tun-remcsum";
  return (tunnelFlags & IP_VS_TUNNEL_ENCAP_FLAG_CSUM) !== 0 ? "--tun-csum" : "--tun-nocsum";
}
