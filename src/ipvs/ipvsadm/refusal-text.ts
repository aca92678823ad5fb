/** Why the kernel refused a request of ipvsadm, and what to do about it. */
import type { KernelRefusal } from "../../ports/routing.ts";
import type { ChangeRequest, RefusableRequest } from "./request.ts";

type RefusableKind = ChangeRequest["command"]["kind"] | Exclude<RefusableRequest["kind"], "change">;

const noService = "there is no such service in the table: add it first with -A; -L -n shows those there are";
const noServer = "the service has no such real server: -L -n shows those it has, with the port that counts";
const serviceOfServer =
  "the service of this real server is not in the table: add it first with -A; -L -n shows those there are";
const noScheduler =
  "the kernel has no such scheduler or persistence engine: check the name, and whether its module (ip_vs_NAME) is installed";

/** By what was asked for and the errno; what is in neither is told as it came. */
const reasons: { readonly [K in RefusableKind]?: { readonly [code: string]: string } } = {
  "add-service": {
    EEXIST: "the service exists already: change it with -E, or delete it first with -D",
    ENOENT: noScheduler,
  },
  "edit-service": { ESRCH: noService, ENOENT: noScheduler },
  "delete-service": { ESRCH: noService },
  "add-destination": {
    EEXIST: "the service has this real server already: change it with -e, or delete it first with -d",
    ESRCH: serviceOfServer,
  },
  "edit-destination": { ENOENT: noServer, ESRCH: serviceOfServer },
  "delete-destination": { ENOENT: noServer, ESRCH: serviceOfServer },
  zero: { ESRCH: noService },
  "start-daemon": {
    EEXIST:
      "a synchronisation daemon of this role runs already: stop it first with --stop-daemon; -L --daemon shows it",
    ENODEV: "there is no such network interface: name one that is up with --mcast-interface",
    ENETUNREACH:
      "the multicast group cannot be reached through this interface: give it an address of the group's family",
  },
  "stop-daemon": {
    ESRCH: "no synchronisation daemon of this role is running: -L --daemon shows those that do",
  },
};

const anywhere: Readonly<Record<string, string>> = {
  EINVAL:
    "the kernel takes none of these values together: is the address one of a single host (unicast), and the kernel built with what is asked for?",
  ERANGE: "a number is out of its range: the lower threshold must not be above the upper one",
  EPERM: "changing the table needs root, or the capability CAP_NET_ADMIN",
  ENOMEM: "the kernel has no memory left for it",
  ENOBUFS: "the kernel's answer did not fit: try again",
};

export function refusalText(request: RefusableRequest, { code, message }: KernelRefusal): string {
  const kind = request.kind === "change" ? request.command.kind : request.kind;
  return reasons[kind]?.[code] ?? anywhere[code] ?? `the kernel refused it: ${message} (${code})`;
}
