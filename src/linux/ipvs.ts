/** The kernel's IPVS table over generic netlink. */
import type { VirtualServerKey } from "../config/model.ts";
import { serviceName } from "../config/service-name.ts";
import { CommandWriter } from "../ipvs/command-writer.ts";
import { decodeDestination, decodeInfo, decodeService, type IpvsInfo } from "../ipvs/decode.ts";
import { decodeListedServer, decodeListedService } from "../ipvs/decode-listing.ts";
import { destinationKey } from "../ipvs/destination-id.ts";
import {
  writeDestinationDump,
  writeFlush,
  writeGetInfo,
  writeGetService,
  writeServiceDump,
  writeZero,
} from "../ipvs/encode.ts";
import type { ListedServer, ListedService, ListingQuery } from "../ipvs/listing.ts";
import type { SyncDaemon, SyncRole } from "../ipvs/sync-daemon.ts";
import type {
  IpvsCommand,
  IpvsDestination,
  IpvsService,
  IpvsServiceSettings,
  IpvsTable,
} from "../ipvs/table.ts";
import { decodeTimeouts, type IpvsTimeouts, writeGetTimeouts, writeSetTimeouts } from "../ipvs/timeouts.ts";
import type { NetlinkMessage } from "../netlink/message.ts";
import { NetlinkError } from "../netlink/netlink-error.ts";
import { NetlinkSession } from "../netlink/session.ts";
import type { Ipvs } from "../ports/ipvs.ts";
import type { KernelRefusal } from "../ports/routing.ts";
import { resolveIpvsFamily } from "./ipvs-family.ts";
import { NETLINK_GENERIC, NetlinkSocket } from "./netlink-socket.ts";
import { LinuxSyncDaemons } from "./sync-daemons.ts";

/** Methods throw an Error with `code` where the exchange itself fails; the kernel may then have done any part of it. */
export class LinuxIpvs implements Ipvs {
  readonly #session: NetlinkSession;
  readonly #family: number;
  readonly #commands: CommandWriter;
  readonly #syncDaemons: LinuxSyncDaemons;

  constructor(session: NetlinkSession, family: number) {
    this.#session = session;
    this.#family = family;
    this.#commands = new CommandWriter(family);
    this.#syncDaemons = new LinuxSyncDaemons(session, family);
  }

  /** What cannot be read is left out: no configuration can name it, so it is nobody's of ours. */
  read(names?: ReadonlySet<string>): IpvsTable {
    // A dump resumes by index: when the table changes meanwhile, an entry can come twice.
    const services = new Map<string, IpvsService>();
    for (const message of this.#session.dump(this.#family, writeServiceDump)) {
      const service = decodeService(message.payload);
      if ("reason" in service) continue;
      const name = serviceName(service.value.key);
      if (services.has(name) || names?.has(name) === false) continue;
      services.set(name, { ...service.value, destinations: this.#destinations(service.value) });
    }
    return { services: [...services.values()] };
  }

  readService(key: VirtualServerKey): IpvsService | undefined {
    for (const message of this.#askService(key)) {
      const service = decodeService(message.payload);
      if ("value" in service) return { ...service.value, destinations: this.#destinations(service.value) };
    }
    return undefined;
  }

  /** No answers where the table has no such service. */
  #askService(key: VirtualServerKey): readonly NetlinkMessage[] {
    try {
      return this.#session.ask((writer) => writeGetService(writer, this.#family, key));
    } catch (error) {
      if (error instanceof NetlinkError && error.code === "ESRCH") return [];
      throw error;
    }
  }

  #destinations({ key }: IpvsServiceSettings): readonly IpvsDestination[] {
    const family = key.kind === "fwmark" ? key.family : key.address.family;
    const found = new Map<number | string, IpvsDestination>();
    for (const message of this.#session.dump(this.#family, (writer) => writeDestinationDump(writer, key))) {
      const destination = decodeDestination(message.payload, family);
      if ("value" in destination) found.set(destinationKey(destination.value), destination.value);
    }
    return [...found.values()];
  }

  readListing({ service: wanted, counters, servers }: ListingQuery): readonly ListedService[] {
    const services = new Map<string, Omit<ListedService, "servers">>();
    const take = (bytes: Uint8Array, start: number, end: number) => {
      const service = decodeListedService(bytes, start, end, counters);
      if (service !== undefined) services.set(serviceName(service.key), service);
    };
    if (wanted === undefined) this.#session.visitDump(this.#family, writeServiceDump, take);
    else for (const { payload } of this.#askService(wanted)) take(payload, 0, payload.length);
    return [...services.values()].map((service) => {
      return { ...service, servers: servers ? this.readServers(service.key, counters) : [] };
    });
  }

  readServers(key: VirtualServerKey, withCounters: boolean): readonly ListedServer[] {
    const family = key.kind === "fwmark" ? key.family : key.address.family;
    const servers: ListedServer[] = [];
    this.#session.visitDump(
      this.#family,
      (writer) => writeDestinationDump(writer, key),
      (bytes, start, end) => {
        const server = decodeListedServer(bytes, start, end, family, withCounters);
        if (server !== undefined) servers.push(server);
      },
    );
    return servers;
  }

  apply(commands: readonly IpvsCommand[]): readonly (KernelRefusal | undefined)[] {
    return this.#session.batch(commands, (writer, command) => this.#commands.write(writer, command));
  }

  flush(): KernelRefusal | undefined {
    return this.#session.change((writer) => writeFlush(writer, this.#family));
  }

  zero(key?: VirtualServerKey): KernelRefusal | undefined {
    return this.#session.change((writer) => writeZero(writer, this.#family, key));
  }

  timeouts(): IpvsTimeouts {
    for (const message of this.#session.ask((writer) => writeGetTimeouts(writer, this.#family))) {
      const timeouts = decodeTimeouts(message.payload);
      if ("value" in timeouts) return timeouts.value;
    }
    throw new NetlinkError("EBADMSG", "the kernel's IPVS answered without its timeouts");
  }

  setTimeouts(timeouts: IpvsTimeouts): KernelRefusal | undefined {
    return this.#session.change((writer) => writeSetTimeouts(writer, this.#family, timeouts));
  }

  daemons(): readonly SyncDaemon[] {
    return this.#syncDaemons.daemons();
  }

  startDaemon(daemon: SyncDaemon): KernelRefusal | undefined {
    return this.#syncDaemons.startDaemon(daemon);
  }

  stopDaemon(role: SyncRole): KernelRefusal | undefined {
    return this.#syncDaemons.stopDaemon(role);
  }

  info(): IpvsInfo {
    for (const message of this.#session.ask((writer) => writeGetInfo(writer, this.#family))) {
      const info = decodeInfo(message.payload);
      if ("value" in info) return info.value;
    }
    throw new NetlinkError("EBADMSG", "the kernel's IPVS answered without its version");
  }

  close(): void {
    this.#session.close();
  }
}

/**
 * Opens the table of the network namespace that the process is in, loading the kernel module if need be.
 * Throws NetlinkError: ERR_NO_IPVS when the kernel has none, EPERM without CAP_NET_ADMIN.
 */
export function openIpvs(): LinuxIpvs {
  const session = new NetlinkSession(new NetlinkSocket(NETLINK_GENERIC));
  try {
    const ipvs = new LinuxIpvs(session, resolveIpvsFamily(session));
    ipvs.info();
    return ipvs;
  } catch (error) {
    session.close();
    if (!(error instanceof NetlinkError) || error.code !== "EPERM") throw error;
    const message = "the IPVS table needs CAP_NET_ADMIN: run as root or give the process that capability";
    throw new NetlinkError("EPERM", message, { cause: error });
  }
}
