/** A request that the kernel refused, in words: what was asked, why not, and what to do about it. */
import { serviceName } from "../config/service-name.ts";
import type { KernelRefusal } from "../ports/routing.ts";
import { assertNever } from "../values/assert-never.ts";
import { destinationId } from "./destination-id.ts";
import { forwardingText } from "./fields.ts";
import type { IpvsCommand } from "./table.ts";

type ServiceCommand = Extract<IpvsCommand, { service: unknown }>;
type DestinationCommand = Extract<IpvsCommand, { destination: unknown }>;

/** As `adding VS [10.0.0.1]:tcp:80: the kernel has no scheduler "wlcc": …`. */
export function refusalText(command: IpvsCommand, refusal: KernelRefusal): string {
  const remedy = specialRemedy(command, refusal.code) ?? remedies[refusal.code];
  const reason = `${refusal.message} (${refusal.code})`;
  return `${requestText(command)}: ${reason}${remedy === undefined ? "" : `: ${remedy}`}`;
}

/** What the whole exchange failed of: reading the table, or a batch whose answers did not come. */
export function exchangeFailureText(action: string, { code, message }: KernelRefusal): string {
  const remedy = remedies[code];
  return `${action}: ${message} (${code})${remedy === undefined ? "" : `: ${remedy}`}`;
}

/** As `adding server 10.0.0.5:80 (DR, weight 1) to VS [10.0.0.1]:tcp:80`. */
function requestText(command: IpvsCommand): string {
  switch (command.kind) {
    case "add-service":
      return `adding VS ${serviceName(command.service.key)}`;
    case "edit-service":
      return `editing VS ${serviceName(command.service.key)}`;
    case "delete-service":
      return `deleting VS ${serviceName(command.key)}`;
    case "add-destination": {
      const { forwarding, weight } = command.destination;
      const server = `${destinationId(command.destination)} (${forwardingText(forwarding)}, weight ${weight})`;
      return `adding server ${server} to VS ${serviceName(command.key)}`;
    }
    case "edit-destination":
      return `editing server ${destinationId(command.destination)} of VS ${serviceName(command.key)}`;
    case "delete-destination":
      return `deleting server ${destinationId(command.destination)} of VS ${serviceName(command.key)}`;
    default:
      return assertNever(command);
  }
}

/** Remedies that hold whatever was asked, by the errno's name. */
const remedies: Readonly<Record<string, string>> = {
  EPERM: "run as root or give the process CAP_NET_ADMIN; in a container, in its own network namespace",
  EACCES: "run as root or give the process CAP_NET_ADMIN; in a container, in its own network namespace",
  ENOMEM: "the kernel has no memory for it: free some, then compare again",
  ENOBUFS:
    "answers were lost for want of buffer space: raise net.core.rmem_max, or try again with less going on",
  EINTR: "somebody changes the table faster than it can be read: find the other program, then compare again",
  EBUSY: "another reading is under way on this socket, or the entry is in use: try again",
  EAGAIN: "the kernel did not answer in time: try again; a machine under heavy load is the usual cause",
  ETIMEDOUT: "the kernel did not answer in time: try again; a machine under heavy load is the usual cause",
  EEXIST: "it exists already: ipvsadm -Ln shows it; edit it, or delete it first",
  ESRCH: "the kernel has no such service: add it first; ipvsadm -Ln shows those it has",
  ENOENT: "the kernel has no such server there: ipvsadm -Ln shows those it has",
  EAFNOSUPPORT: "the kernel was built without that address family: enable IPv6, or leave the service out",
  EPROTONOSUPPORT:
    "the kernel's IPVS was built without that protocol (CONFIG_IP_VS_PROTO_*): use another kernel",
  EOPNOTSUPP: "this kernel is too old for it: leave the setting out or update the kernel",
  ERANGE: "a weight may not be negative, nor a lower threshold exceed the upper one: correct the number",
};

function specialRemedy(command: IpvsCommand, code: string): string | undefined {
  switch (command.kind) {
    case "add-service":
    case "edit-service":
      return serviceRemedy(command, code);
    case "add-destination":
    case "edit-destination":
      return code === "EINVAL" ? destinationRemedy(command) : undefined;
    case "delete-service":
    case "delete-destination":
      return undefined;
    default:
      return assertNever(command);
  }
}

/** The kernel answers ENOENT where it finds neither the scheduler nor a module ip_vs_NAME to load, and the same for an engine. */
function serviceRemedy({ service }: ServiceCommand, code: string): string | undefined {
  const { scheduler, persistenceEngine } = service;
  if (code === "ENOENT") {
    const engine =
      persistenceEngine === undefined
        ? ""
        : ` or no persistence engine "${persistenceEngine}" (modprobe ip_vs_pe_${persistenceEngine})`;
    return `the kernel has no scheduler "${scheduler}"${engine}: check the name (lb_algo), or load its module with modprobe ip_vs_${scheduler}`;
  }
  if (code !== "EINVAL") return undefined;
  return "the kernel takes no such settings: an IPv6 persistence prefix must be 1 to 128";
}

function destinationRemedy({ destination, key }: DestinationCommand): string {
  const family = key.kind === "fwmark" ? key.family : key.address.family;
  if (destination.address.family !== family) {
    return "a server of the other address family can only be reached by tunnel: use TUN, or an address of the service's family";
  }
  return "the kernel takes only unicast addresses that it knows a use for: check that the address is neither broadcast nor multicast";
}
