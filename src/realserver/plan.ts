/** Starting and stopping a real server as plans: what changes, what is remembered, why it cannot be. */
import { formatAddress } from "../values/address.ts";
import type { HostChange } from "./change.ts";
import { ownAddressReason, unfitReason } from "./check-address.ts";
import { desiredRealServer, type Purpose } from "./desired.ts";
import { diffHost } from "./diff.ts";
import { type HostView, type PlacedAddress, placedText, samePlace } from "./host-view.ts";
import { type HostJournal, remember } from "./journal.ts";
import { type Restoration, restore } from "./restore.ts";

export interface StartPlan {
  readonly changes: readonly HostChange[];
  /** To be on disk before the first change. */
  readonly journal: HostJournal;
  /** Not empty: nothing may be changed. Whole sentences. */
  readonly problems: readonly string[];
}

/** Those started before stay, whatever is named now. */
export function planStart(
  addresses: readonly PlacedAddress[],
  journal: HostJournal,
  view: HostView,
): StartPlan {
  const wanted = [...journal.wanted];
  const problems: string[] = [];
  for (const one of addresses) {
    const text = formatAddress(one.address);
    const unfit = unfitReason(one.address);
    const own = ownAddressReason(one.address, view);
    const before = wanted.find(({ address }) => formatAddress(address) === text);
    if (unfit !== undefined) problems.push(`${text} can be no virtual address: ${unfit}`);
    else if (own !== undefined) problems.push(own);
    else if (before === undefined) wanted.push(one);
    else if (!samePlace(before, one))
      problems.push(`${placedText(before)} was started already: vigil realserver stop ${text} first`);
  }
  const desired = desiredRealServer(wanted, view);
  const diff = diffHost(desired, view);
  return {
    changes: diff.changes,
    journal: remember(journal, desired, diff.changes),
    problems: [...problems, ...(problems.length === 0 ? diff.problems : [])],
  };
}

/** Without addresses everything that was started is stopped. */
export function planStop(
  addresses: readonly PlacedAddress[] | undefined,
  journal: HostJournal,
  view: HostView,
): Restoration {
  if (addresses === undefined) return restore(journal, journal.wanted, needs, view);
  const texts = new Set(addresses.map(({ address }) => formatAddress(address)));
  const started = journal.wanted.filter(({ address }) => texts.delete(formatAddress(address)));
  const restoration = restore(journal, started, needs, view);
  const notes = [...texts].map((text) => `${text} was not started here`);
  return { ...restoration, notes: [...notes, ...restoration.notes] };
}

function needs(purpose: Purpose, staying: readonly PlacedAddress[]): boolean {
  const ipv4 = staying.filter(({ address }) => address.family === 4);
  if (purpose === "tunnel") return ipv4.some(({ interfaceName }) => interfaceName === "tunl0");
  return purpose === "arp" && ipv4.length > 0;
}
