/** What the options of one command line have said so far; the later ones read what the earlier ones set. */
import type { Protocol, TunnelType, VirtualServerKey } from "../../config/model.ts";
import { type IpAddress, type IpFamily, parseAddress } from "../../values/address.ts";
import { assertNever } from "../../values/assert-never.ts";
import type { SyncDaemon } from "../sync-daemon.ts";
import type { OptionEntry, OptionName } from "./options.ts";
import { type Endpoint, type NameResolver, readEndpoint, readHost, readNumber } from "./values.ts";

type Mutable<T> = { -readonly [K in keyof T]?: T[K] };
export type TunnelChecksum = "nocsum" | "csum" | "remcsum";

const mostMark = 0xffff_ffff;
const mostInt = 0x7fff_ffff;
/** 31 days. */
export const mostTimeoutS = 31 * 24 * 60 * 60;
const defaultPersistenceS = 360;
const mostPort = 65_535;
/** What fits behind the headers of IPv4 and UDP. */
const mostSyncLength = 65_535 - 20 - 8;
const ipv6Bits = 128;
const tunnelTypes: readonly string[] = ["ipip", "gue", "gre"] satisfies TunnelType[];

const protocols: Readonly<Record<string, Protocol>> = {
  "tcp-service": "TCP",
  "udp-service": "UDP",
  "sctp-service": "SCTP",
};

export class Draft {
  readonly given = new Set<OptionName>();
  protocol: Protocol | undefined;
  address: IpAddress | undefined;
  port = 0;
  /** 0: none yet. */
  mark = 0;
  family: IpFamily = 4;
  scheduler = "";
  persistenceTimeoutS = 0;
  /** The bytes of an IPv4 mask, or the length of an IPv6 prefix; absent: every client for itself. */
  netmask: readonly number[] | number | undefined;
  persistenceEngine = "";
  flagsText = "";
  server: Endpoint | undefined;
  forwarding: "NAT" | "DR" | "TUN" = "DR";
  tunnel: TunnelType = "ipip";
  tunnelPort = 0;
  weight = 1;
  upperThreshold = 0;
  lowerThreshold = 0;
  readonly daemon: Mutable<SyncDaemon> = {};
  readonly #names: NameResolver;

  constructor(names: NameResolver) {
    this.#names = names;
  }

  /** undefined before a service is named. */
  get key(): VirtualServerKey | undefined {
    if (this.mark > 0) return { kind: "fwmark", mark: this.mark, family: this.family };
    if (this.address === undefined || this.protocol === undefined) return undefined;
    return { kind: "address", address: this.address, port: this.port, protocol: this.protocol };
  }

  /** Takes one option that is not a command; answers what is wrong with it. */
  take(entry: OptionEntry, value: string | undefined): string | undefined {
    switch (entry.means.kind) {
      case "nothing":
      case "command":
        return undefined;
      case "ipv6":
        return this.#useIpv6();
      case "option": {
        const { name } = entry.means;
        if (this.given.has(name)) return `'${name}' is given more than once: once is enough`;
        this.given.add(name);
        return value === undefined ? this.#flag(name, entry.long) : this.#value(name, entry.long, value);
      }
      default:
        return assertNever(entry.means);
    }
  }

  #useIpv6(): string | undefined {
    if (this.mark === 0) return "-6 belongs behind the firewall mark: write -f MARK -6";
    this.#setFamily(6);
    return undefined;
  }

  /** IPv6 forgets a mask that was read before. */
  #setFamily(family: IpFamily): void {
    this.family = family;
    if (family === 6) this.netmask = undefined;
  }

  #flag(name: OptionName, long: string): undefined {
    if (name === "persistent") this.persistenceTimeoutS = defaultPersistenceS;
    if (long === "masquerading") this.forwarding = "NAT";
    if (long === "ipip") this.forwarding = "TUN";
  }

  #value(name: OptionName, long: string, value: string): string | undefined {
    switch (name) {
      case "service-address":
        return long === "fwmark-service" ? this.#readMark(value) : this.#readService(long, value);
      case "scheduler":
        this.scheduler = value;
        return undefined;
      case "pe":
        this.persistenceEngine = value;
        return undefined;
      case "sched-flags":
        this.flagsText = value;
        return undefined;
      case "persistent":
        return this.#number(value, 1, mostTimeoutS, "timeout of persistence", "seconds", (seconds) => {
          this.persistenceTimeoutS = seconds;
        });
      case "netmask":
        return this.#readNetmask(value);
      case "real-server":
        return this.#readServer(value);
      case "tun-type":
        return this.#readTunnel(value);
      case "tun-port":
        return this.#number(value, 1, mostPort, "tunnel port", "", (port) => {
          this.tunnelPort = port;
        });
      case "weight":
        return this.#number(value, 0, mostInt, "weight", "", (weight) => {
          this.weight = weight;
        });
      case "u-threshold":
        return this.#number(value, 0, mostInt, "upper threshold", "connections", (threshold) => {
          this.upperThreshold = threshold;
        });
      case "l-threshold":
        return this.#number(value, 0, mostInt, "lower threshold", "connections", (threshold) => {
          this.lowerThreshold = threshold;
        });
      default:
        return this.#daemonValue(name, value);
    }
  }

  #daemonValue(name: OptionName, value: string): string | undefined {
    switch (name) {
      case "syncid":
        return this.#number(value, 0, 255, "syncid", "", (syncid) => {
          this.daemon.syncid = syncid;
        });
      case "sync-maxlen":
        return this.#number(value, 1, mostSyncLength, "length of sync messages", "bytes", (bytes) => {
          this.daemon.maxLength = bytes;
        });
      case "mcast-interface":
        this.daemon.interfaceName = value;
        return undefined;
      case "mcast-group":
        return this.#readGroup(value);
      case "mcast-port":
        return this.#number(value, 1, mostPort, "multicast port", "", (port) => {
          this.daemon.port = port;
        });
      case "mcast-ttl":
        return this.#number(value, 1, 255, "multicast TTL", "", (ttl) => {
          this.daemon.ttl = ttl;
        });
      default:
        throw new Error(`option ${name} takes no value`);
    }
  }

  #readMark(value: string): string | undefined {
    return this.#number(value, 1, mostMark, "firewall mark", "", (mark) => {
      this.mark = mark;
      // What a server's port by name is looked up for.
      this.protocol = "TCP";
    });
  }

  #readService(long: string, value: string): string | undefined {
    this.protocol = protocols[long];
    const endpoint = readEndpoint(value, this.protocol, this.#names);
    if (endpoint === undefined) return this.#noEndpoint("virtual service", value);
    this.address = endpoint.address;
    this.port = endpoint.port ?? 0;
    this.#setFamily(endpoint.address.family);
    return undefined;
  }

  #readServer(value: string): string | undefined {
    const endpoint = readEndpoint(value, this.protocol, this.#names);
    if (endpoint === undefined) return this.#noEndpoint("real server", value);
    // The service's port as far as it is known: that of a service named later does not count.
    this.server = { address: endpoint.address, port: endpoint.port ?? this.port };
    return undefined;
  }

  #noEndpoint(whose: string, value: string): string {
    return `'${value}' is no address of a ${whose}: write HOST, HOST:PORT or [IPV6]:PORT, by numbers or by names that this host knows for the protocol`;
  }

  #readNetmask(value: string): string | undefined {
    if (this.family === 6) {
      return this.#number(value, 1, ipv6Bits, "IPv6 netmask", "bits", (length) => {
        this.netmask = length;
      });
    }
    const mask = readHost(value, this.#names);
    if (mask === undefined) return `'${value}' is no netmask of persistence: write one such as 255.255.255.0`;
    this.netmask = mask.bytes;
    return undefined;
  }

  #readTunnel(value: string): string | undefined {
    if (!isTunnelType(value)) return `'${value}' is no tunnel type: write ${tunnelTypes.join(", ")}`;
    this.tunnel = value;
    return undefined;
  }

  #readGroup(value: string): string | undefined {
    const group = parseAddress(value);
    const family = value.includes(":") ? "IPv6" : "IPv4";
    if (group === undefined || !isMulticast(group)) {
      return `'${value}' is no ${family} multicast group: write one such as 224.0.0.81 or ff02::81`;
    }
    this.daemon.group = group;
    return undefined;
  }

  #number(
    value: string,
    least: number,
    most: number,
    what: string,
    unit: string,
    use: (number: number) => void,
  ): string | undefined {
    const number = readNumber(value, least, most);
    if (number === undefined) return noNumber(value, what, least, most, unit);
    use(number);
    return undefined;
  }
}

export function noNumber(value: string, what: string, least: number, most: number, unit = ""): string {
  const range = `${least} to ${most}${unit === "" ? "" : ` ${unit}`}`;
  return `'${value}' is no ${what}: write a whole number from ${range}`;
}

function isTunnelType(text: string): text is TunnelType {
  return tunnelTypes.includes(text);
}

function isMulticast({ family, bytes: [first = 0] }: IpAddress): boolean {
  return family === 4 ? first >= 224 && first < 240 : first === 0xff;
}
