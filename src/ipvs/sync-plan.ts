/** The synchronisation daemons that lvs_sync_daemon asks for, and what this machine has to say about them. */
import type { SyncDaemon as SyncDaemonConfig } from "../config/forms/sync-daemon.ts";
import type { Link } from "../ports/routing.ts";
import { formatAddress } from "../values/address.ts";
import type { SyncDaemon, SyncRole } from "./sync-daemon.ts";

export interface SyncPlan {
  readonly config: SyncDaemonConfig;
  readonly roles: readonly SyncRole[];
  /** Where the configuration has no `id`: the instance's virtual router id, or 0. */
  readonly defaultSyncid: number;
}

/** What is not written the kernel chooses. */
export function wantedDaemons({ config, roles, defaultSyncid }: SyncPlan): readonly SyncDaemon[] {
  const { interfaceName, syncId, maximumLength, port, ttl, group } = config;
  return roles.map((role) => ({
    role,
    interfaceName,
    syncid: syncId ?? defaultSyncid,
    ...(maximumLength === undefined ? {} : { maxLength: maximumLength }),
    ...(port === undefined ? {} : { port }),
    ...(ttl === undefined ? {} : { ttl }),
    ...(group === undefined ? {} : { group }),
  }));
}

/** Bytes of the IP and UDP headers in front of a message. */
const headerBytes = { 4: 28, 6: 48 } as const;

/** What keeps the messages from passing through the interface as they should; `link` is undefined where there is none of its name. */
export function linkRemarks(config: SyncDaemonConfig, link: Link | undefined): readonly string[] {
  const { interfaceName: name, maximumLength, group } = config;
  if (link === undefined) {
    return [`there is no interface ${name}, so no synchronisation daemon can run: make it, then reload`];
  }
  const room = link.mtu - headerBytes[group?.family ?? 4];
  return [
    ...(link.up ? [] : [`${name} is down: nothing is synchronised until it is up`]),
    ...(link.multicast ? [] : [`${name} has no multicast, by which the other director would be reached`]),
    ...(maximumLength === undefined || maximumLength <= room
      ? []
      : [
          `maxlen ${maximumLength} is more than one packet of ${name} holds (MTU ${link.mtu}): messages go in fragments; maxlen ${room} fits`,
        ]),
  ];
}

/** How a daemon runs, in the words of `ipvsadm --daemon`. */
export function runningText(daemon: SyncDaemon): string {
  const { role, interfaceName, syncid, maxLength, group, port, ttl } = daemon;
  const facts = [
    `syncid ${syncid}`,
    ...(maxLength === undefined ? [] : [`maxlen ${maxLength}`]),
    ...(group === undefined ? [] : [`group ${formatAddress(group)}`]),
    ...(port === undefined ? [] : [`port ${port}`]),
    ...(ttl === undefined ? [] : [`ttl ${ttl}`]),
  ];
  return `synchronisation daemon ${role} on ${interfaceName}, ${facts.join(", ")}`;
}

/** The kernel raises a length that it finds too short (ip_vs_sync.c, start_sync_thread); undefined where it took what was asked for. */
export function lengthRemark(wanted: SyncDaemon, running: SyncDaemon): string | undefined {
  if (wanted.maxLength === undefined || running.maxLength === wanted.maxLength) return undefined;
  return `maxlen ${wanted.maxLength} runs as ${running.maxLength} with the ${running.role}, as the kernel has it`;
}
