/** What the options of a command line say, once they are known to go together, as the request that ipvsadm makes of them. */
import type { Forwarding, VirtualServerKey } from "../../config/model.ts";
import { persistenceOfMask } from "../netmask.ts";
import type { SyncRole } from "../sync-daemon.ts";
import type { IpvsDestination, IpvsServiceSettings } from "../table.ts";
import type { Draft } from "./draft.ts";
import type { ListOptions } from "./list-options.ts";
import type { IpvsadmRequest } from "./request.ts";

const IP_VS_SVC_F_ONEPACKET = 0x4;
const defaultScheduler = "wlc";
const defaultInterface = "eth0";
/** The kernel's names of schedulers and engines have room for so many; ipvsadm sends no more of them. */
const nameBytes = 15;

export function changeService(
  kind: "add-service" | "edit-service" | "delete-service",
  draft: Draft,
  schedulerFlags: number,
): IpvsadmRequest {
  const key = keyOf(draft);
  if (kind === "delete-service") return { kind: "change", command: { kind, key } };
  return { kind: "change", command: { kind, service: settingsOf(draft, key, schedulerFlags) } };
}

function keyOf({ key }: Draft): VirtualServerKey {
  if (key === undefined) throw new Error("a command about a service names none");
  return key;
}

function settingsOf(draft: Draft, key: VirtualServerKey, schedulerFlags: number): IpvsServiceSettings {
  const flags = schedulerFlags | (draft.given.has("ops") ? IP_VS_SVC_F_ONEPACKET : 0);
  const persistenceEngine = kernelName(draft.persistenceEngine);
  return {
    key,
    scheduler: kernelName(draft.scheduler) || defaultScheduler,
    persistenceTimeoutS: draft.persistenceTimeoutS,
    ...netmaskOf(draft),
    ...(flags === 0 ? {} : { flags }),
    ...(persistenceEngine === "" ? {} : { persistenceEngine }),
  };
}

function kernelName(text: string): string {
  return kernelText(text).slice(0, nameBytes);
}

/** The bytes of UTF-8 as one character each, which is how netlink takes text. */
function kernelText(text: string): string {
  return String.fromCharCode(...new TextEncoder().encode(text));
}

function netmaskOf({
  netmask,
}: Draft): Pick<IpvsServiceSettings, "persistencePrefixLength" | "persistenceMask"> {
  if (netmask === undefined) return {};
  return typeof netmask === "number" ? { persistencePrefixLength: netmask } : persistenceOfMask(netmask);
}

export function changeServer(
  kind: "add-server" | "edit-server" | "delete-server",
  draft: Draft,
): IpvsadmRequest {
  const key = keyOf(draft);
  if (draft.server === undefined) throw new Error("a command about a real server names none");
  const { address, port: writtenPort = 0 } = draft.server;
  if (kind === "delete-server") {
    return {
      kind: "change",
      command: { kind: "delete-destination", key, destination: { address, port: writtenPort } },
    };
  }
  const forwarding = forwardingOf(draft);
  // Packets reach the real server unchanged but for NAT, so ipvsadm takes the service's port whatever is written.
  const port = key.kind === "address" && forwarding.method !== "NAT" ? key.port : writtenPort;
  const destination: IpvsDestination = {
    address,
    port,
    forwarding,
    weight: draft.weight,
    ...(draft.upperThreshold === 0 ? {} : { upperThreshold: draft.upperThreshold }),
    ...(draft.lowerThreshold === 0 ? {} : { lowerThreshold: draft.lowerThreshold }),
  };
  return {
    kind: "change",
    command: { kind: kind === "add-server" ? "add-destination" : "edit-destination", key, destination },
    ...(port === writtenPort || writtenPort === 0 ? {} : { unusedPort: writtenPort }),
  };
}

function forwardingOf({ forwarding, tunnel, tunnelPort, given }: Draft): Forwarding {
  if (forwarding !== "TUN") return { method: forwarding };
  let checksum: Extract<Forwarding, { method: "TUN" }>["checksum"] = "nocsum";
  if (given.has("tun-csum")) checksum = "csum";
  if (given.has("tun-remcsum")) checksum = "remcsum";
  return { method: forwarding, tunnel, tunnelPort, checksum };
}

export function listRequest({ given, key }: Draft): IpvsadmRequest {
  const options: ListOptions = {
    what: whatIsListed(given),
    ...(key === undefined ? {} : { service: key }),
    columns: columnsOf(given),
    exact: given.has("exact"),
    numeric: given.has("numeric"),
    sorted: !given.has("nosort"),
    persistenceEngineData: given.has("persistent-conn"),
  };
  return { kind: "list", options, as: given.has("json") ? "json" : "text" };
}

function whatIsListed(given: Draft["given"]): ListOptions["what"] {
  if (given.has("connection")) return "connections";
  if (given.has("timeout")) return "timeouts";
  return given.has("daemon") ? "daemons" : "services";
}

/** Of several the first of these counts. */
function columnsOf(given: Draft["given"]): ListOptions["columns"] {
  if (given.has("stats")) return "stats";
  if (given.has("rate")) return "rate";
  if (given.has("thresholds")) return "thresholds";
  if (given.has("persistent-conn")) return "persistent-connections";
  return given.has("tun-info") ? "tunnels" : "connections";
}

export function startDaemon({ daemon }: Draft, role: SyncRole): IpvsadmRequest {
  const interfaceName = kernelText(daemon.interfaceName ?? "") || defaultInterface;
  const syncid = daemon.syncid ?? 0;
  return { kind: "start-daemon", daemon: { ...daemon, role, interfaceName, syncid } };
}
