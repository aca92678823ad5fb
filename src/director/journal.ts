/** What a director was like before it was started without a daemon: host and table. */
import type { Forwarding, VirtualServerKey } from "../config/model.ts";
import { serviceName } from "../config/service-name.ts";
import { isWholeNumber, readAddress, readKey } from "../ipvs/journal.ts";
import type { IpvsDestination, IpvsService, IpvsTable, KernelForwarding } from "../ipvs/table.ts";
import {
  all,
  emptyJournal,
  type HostJournal,
  isRecord,
  journalFromJson,
  journalToJson,
} from "../realserver/journal.ts";

/** A service of ours; `before` is what stood under its key when it became ours. */
export interface OwnService {
  readonly key: VirtualServerKey;
  readonly before?: IpvsService;
}

export interface DirectorJournal {
  readonly host: HostJournal;
  readonly services: readonly OwnService[];
}

export const emptyDirectorJournal: DirectorJournal = { host: emptyJournal, services: [] };

/** As it has to be before the table becomes `desired`: what is ours stays ours until it is restored. */
export function rememberServices(
  own: readonly OwnService[],
  desired: IpvsTable,
  current: IpvsTable,
): readonly OwnService[] {
  const known = new Set(own.map(({ key }) => serviceName(key)));
  const taken = desired.services.filter(({ key }) => !known.has(serviceName(key)));
  const present = new Map(current.services.map((service) => [serviceName(service.key), service]));
  return [
    ...own,
    ...taken.map(({ key }) => {
      const before = present.get(serviceName(key));
      return before === undefined ? { key } : { key, before };
    }),
  ];
}

/** Those of `own` that `desired` no longer names. */
export function abandoned(own: readonly OwnService[], desired: IpvsTable): readonly OwnService[] {
  const wanted = new Set(desired.services.map(({ key }) => serviceName(key)));
  return own.filter(({ key }) => !wanted.has(serviceName(key)));
}

/** What stood there before they were ours. */
export function tableBefore(own: readonly OwnService[]): IpvsTable {
  return { services: own.flatMap(({ before }) => (before === undefined ? [] : [before])) };
}

export function directorJournalToJson({ host, services }: DirectorJournal): object {
  return { host: journalToJson(host), services };
}

/** undefined: it is not what `directorJournalToJson` makes. */
export function directorJournalFromJson(value: unknown): DirectorJournal | undefined {
  if (!isRecord(value)) return undefined;
  const host = journalFromJson(value.host);
  const services = all(value.services, readOwn);
  return host === undefined || services === undefined ? undefined : { host, services };
}

function readOwn(value: unknown): OwnService | undefined {
  if (!isRecord(value)) return undefined;
  const key = readKey(value.key);
  if (key === undefined) return undefined;
  if (value.before === undefined) return { key };
  const before = readService(value.before);
  return before === undefined ? undefined : { key, before };
}

/** Names of schedulers and engines: the kernel's are 16 bytes with their end. */
const moduleName = /^[a-z0-9_-]{1,15}$/i;

function readService(value: unknown): IpvsService | undefined {
  if (!isRecord(value)) return undefined;
  const { scheduler, persistenceTimeoutS, persistencePrefixLength, flags, persistenceEngine } = value;
  const key = readKey(value.key);
  const destinations = all(value.destinations, readDestination);
  if (key === undefined || destinations === undefined) return undefined;
  if (typeof scheduler !== "string" || !moduleName.test(scheduler)) return undefined;
  if (!isWholeNumber(persistenceTimeoutS, 0xffff_ffff)) return undefined;
  if (persistencePrefixLength !== undefined && !isWholeNumber(persistencePrefixLength, 128)) return undefined;
  if (flags !== undefined && !isWholeNumber(flags, 0xffff_ffff)) return undefined;
  const engineFits = typeof persistenceEngine === "string" && moduleName.test(persistenceEngine);
  if (persistenceEngine !== undefined && !engineFits) return undefined;
  return {
    key,
    scheduler,
    persistenceTimeoutS,
    destinations,
    ...(persistencePrefixLength === undefined ? {} : { persistencePrefixLength }),
    ...(flags === undefined ? {} : { flags }),
    ...(engineFits ? { persistenceEngine } : {}),
  };
}

function readDestination(value: unknown): IpvsDestination | undefined {
  if (!isRecord(value)) return undefined;
  const { port, weight, upperThreshold, lowerThreshold } = value;
  const address = readAddress(value.address);
  const forwarding = readForwarding(value.forwarding);
  if (address === undefined || forwarding === undefined) return undefined;
  if (!isWholeNumber(port, 0xffff) || !isWholeNumber(weight, 0x7fff_ffff)) return undefined;
  if (upperThreshold !== undefined && !isWholeNumber(upperThreshold, 0xffff_ffff)) return undefined;
  if (lowerThreshold !== undefined && !isWholeNumber(lowerThreshold, 0xffff_ffff)) return undefined;
  return {
    address,
    port,
    weight,
    forwarding,
    ...(upperThreshold === undefined ? {} : { upperThreshold }),
    ...(lowerThreshold === undefined ? {} : { lowerThreshold }),
  };
}

function readForwarding(value: unknown): KernelForwarding | undefined {
  if (!isRecord(value)) return undefined;
  const { method, number, tunnel, tunnelPort, checksum } = value;
  if (method === "NAT" || method === "DR") return { method };
  if (method === "other") return isWholeNumber(number, 0xffff_ffff) ? { method, number } : undefined;
  if (method !== "TUN" || !isWholeNumber(tunnelPort, 0xffff)) return undefined;
  if (!isTunnel(tunnel) || !isChecksum(checksum)) return undefined;
  return { method, tunnel, tunnelPort, checksum };
}

type Tunnelled = Extract<Forwarding, { method: "TUN" }>;

function isTunnel(value: unknown): value is Tunnelled["tunnel"] {
  return value === "ipip" || value === "gue" || value === "gre";
}

function isChecksum(value: unknown): value is Tunnelled["checksum"] {
  return value === "nocsum" || value === "csum" || value === "remcsum";
}
