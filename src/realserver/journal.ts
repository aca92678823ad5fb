/** What a host was like before it was changed: kept on disk before the first change, so that stopping restores it from any moment. */
import { formatAddress, parseAddress } from "../values/address.ts";
import type { HostChange, SettingValue } from "./change.ts";
import type { DesiredHost, Purpose } from "./desired.ts";
import { fullPrefix, type PlacedAddress, samePlace } from "./host-view.ts";

export interface JournalSetting extends SettingValue {
  /** `value` is what it was set to. */
  readonly before: number;
  readonly purpose: Purpose;
  readonly followersBack: readonly SettingValue[];
}

export interface HostJournal {
  /** What is to be there until it is stopped, whoever put it there. */
  readonly wanted: readonly PlacedAddress[];
  /** What was not there before. */
  readonly added: readonly PlacedAddress[];
  /** What was down before. */
  readonly links: readonly string[];
  /** In the order of setting. */
  readonly settings: readonly JournalSetting[];
}

export const emptyJournal: HostJournal = { wanted: [], added: [], links: [], settings: [] };

export function isEmpty(journal: HostJournal): boolean {
  const { wanted, added, links, settings } = journal;
  return wanted.length + added.length + links.length + settings.length === 0;
}

/**
 * The journal as it has to be before these changes are made. A value that is neither what we set nor what we found the last
 * time is somebody's newer one, and is what stopping must restore.
 */
export function remember(
  journal: HostJournal,
  desired: DesiredHost,
  changes: readonly HostChange[],
): HostJournal {
  const added = [...journal.added];
  const links = new Set(journal.links);
  const settings = new Map(journal.settings.map((setting) => [setting.path, setting]));
  for (const change of changes) {
    if (change.kind === "add-address" && !added.some((one) => samePlace(one, change.address)))
      added.push(change.address);
    if (change.kind === "link-up") links.add(change.interfaceName);
    if (change.kind === "setting") {
      const { path, from: before, to: value, followersBack } = change;
      const purpose = desired.settings.find((setting) => setting.path === path)?.purpose ?? "arp";
      settings.set(path, { path, before, value, purpose, followersBack });
    }
  }
  return { wanted: desired.addresses, added, links: [...links], settings: [...settings.values()] };
}

/** What JSON can say of it. */
export function journalToJson(journal: HostJournal): object {
  return { ...journal, wanted: journal.wanted.map(placeToJson), added: journal.added.map(placeToJson) };
}

function placeToJson({ address, broadcast, ...rest }: PlacedAddress): object {
  return {
    ...rest,
    address: formatAddress(address),
    ...(broadcast === undefined ? {} : { broadcast: formatAddress(broadcast) }),
  };
}

/** undefined: it is not what `journalToJson` makes. Nothing of it is believed then, for it leads to writes as root. */
export function journalFromJson(value: unknown): HostJournal | undefined {
  if (!isRecord(value)) return undefined;
  const wanted = all(value.wanted, readPlace);
  const added = all(value.added, readPlace);
  const links = all(value.links, (name) => (isInterfaceName(name) ? name : undefined));
  const settings = all(value.settings, readSetting);
  if (wanted === undefined || added === undefined || links === undefined || settings === undefined)
    return undefined;
  return { wanted, added, links, settings };
}

/** All or none. */
export function all<T>(value: unknown, read: (item: unknown) => T | undefined): T[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const items = value.map(read);
  return items.every((item) => item !== undefined) ? items : undefined;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readPlace(value: unknown): PlacedAddress | undefined {
  if (!isRecord(value)) return undefined;
  const { interfaceName, prefixLength, scope, label } = value;
  const address = typeof value.address === "string" ? parseAddress(value.address) : undefined;
  const broadcast = typeof value.broadcast === "string" ? parseAddress(value.broadcast) : undefined;
  if (address === undefined || !isInterfaceName(interfaceName)) return undefined;
  if (!isWithin(prefixLength, 0, fullPrefix(address)) || !isWithin(scope, 0, 255)) return undefined;
  if (label !== undefined && !isInterfaceName(label)) return undefined;
  return {
    interfaceName,
    address,
    prefixLength,
    scope,
    ...(label === undefined ? {} : { label }),
    ...(broadcast === undefined ? {} : { broadcast }),
  };
}

function readSetting(value: unknown): JournalSetting | undefined {
  if (!isRecord(value)) return undefined;
  const { before, purpose } = value;
  const setting = readValue(value);
  const followersBack = all(value.followersBack, readValue);
  if (setting === undefined || followersBack === undefined || !isWithin(before, -0x8000_0000, 0x7fff_ffff))
    return undefined;
  if (purpose !== "arp" && purpose !== "tunnel" && purpose !== "forwarding") return undefined;
  return { ...setting, before, purpose, followersBack };
}

/** The settings that starting may touch, and no other. */
const known =
  /^net\/ipv[46]\/(ip_forward|conf\/(?!\.\.?\/)[^/\s]{1,15}\/(arp_ignore|arp_announce|rp_filter|forwarding|accept_redirects))$/;

function readValue(value: unknown): SettingValue | undefined {
  if (!isRecord(value) || typeof value.path !== "string" || !known.test(value.path)) return undefined;
  if (!isWithin(value.value, -0x8000_0000, 0x7fff_ffff)) return undefined;
  return { path: value.path, value: value.value };
}

/** As the kernel's dev_valid_name(): what it would refuse is no file name below /proc/sys either. */
function isInterfaceName(value: unknown): value is string {
  return typeof value === "string" && /^(?!\.\.?$)[^/\s]{1,15}$/.test(value);
}

function isWithin(value: unknown, least: number, most: number): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= least && value <= most;
}
