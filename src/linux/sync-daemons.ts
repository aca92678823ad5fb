/** The kernel's IPVS synchronisation daemons over generic netlink, without anything of the table: VRRP starts them too. */
import {
  decodeDaemon,
  type SyncDaemon,
  type SyncRole,
  writeDaemonDump,
  writeStartDaemon,
  writeStopDaemon,
} from "../ipvs/sync-daemon.ts";
import { NetlinkError } from "../netlink/netlink-error.ts";
import { NetlinkSession } from "../netlink/session.ts";
import type { SyncDaemons } from "../ports/ipvs.ts";
import type { KernelRefusal } from "../ports/routing.ts";
import { resolveIpvsFamily } from "./ipvs-family.ts";
import { NETLINK_GENERIC, NetlinkSocket } from "./netlink-socket.ts";

export class LinuxSyncDaemons implements SyncDaemons {
  readonly #session: NetlinkSession;
  readonly #family: number;

  constructor(session: NetlinkSession, family: number) {
    this.#session = session;
    this.#family = family;
  }

  daemons(): readonly SyncDaemon[] {
    return this.#session.dump(this.#family, writeDaemonDump).map(({ payload }) => {
      const daemon = decodeDaemon(payload);
      if ("value" in daemon) return daemon.value;
      throw new NetlinkError("EBADMSG", `unreadable synchronisation daemon: ${daemon.reason}`);
    });
  }

  startDaemon(daemon: SyncDaemon): KernelRefusal | undefined {
    return this.#session.change((writer) => writeStartDaemon(writer, this.#family, daemon));
  }

  stopDaemon(role: SyncRole): KernelRefusal | undefined {
    return this.#session.change((writer) => writeStopDaemon(writer, this.#family, role));
  }
}

/** Those of the network namespace that the thread is in. Throws NetlinkError: ERR_NO_IPVS when the kernel has none. */
export function openSyncDaemons(): LinuxSyncDaemons {
  const session = new NetlinkSession(new NetlinkSocket(NETLINK_GENERIC));
  try {
    return new LinuxSyncDaemons(session, resolveIpvsFamily(session));
  } catch (error) {
    session.close();
    throw error;
  }
}
