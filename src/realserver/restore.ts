/** The way back: what stopping changes, from the journal and the host as it is. */
import { formatAddress } from "../values/address.ts";
import { type HostChange, settingName } from "./change.ts";
import type { Purpose } from "./desired.ts";
import {
  carrierOf,
  findAddress,
  findLink,
  type HostView,
  isPresent,
  type PlacedAddress,
  samePlace,
} from "./host-view.ts";
import type { HostJournal } from "./journal.ts";

export interface Restoration {
  /** Addresses first: none may be there when the settings that hid them are gone. */
  readonly changes: readonly HostChange[];
  /** What stays behind these changes. */
  readonly journal: HostJournal;
  /** What is left as it is, and why. */
  readonly notes: readonly string[];
}

/** What `needed` says of a purpose decides over its settings; links and addresses go with `leaving`. */
export function restore(
  journal: HostJournal,
  leaving: readonly PlacedAddress[],
  needed: (purpose: Purpose, staying: readonly PlacedAddress[]) => boolean,
  view: HostView,
): Restoration {
  const leaves = (one: PlacedAddress) => leaving.some((other) => samePlace(one, other));
  const wanted = journal.wanted.filter((one) => !leaves(one));
  const used = new Set(wanted.map(({ interfaceName }) => interfaceName));
  const notes: string[] = [];
  const changes: HostChange[] = [];
  for (const address of journal.added.filter(leaves)) {
    if (isPresent(view, address)) changes.push({ kind: "remove-address", address });
  }
  for (const one of leaving) notes.push(...leftBehind(one, journal, view));
  for (const interfaceName of journal.links.filter((name) => !used.has(name))) {
    if (findLink(view, interfaceName)?.up) changes.push({ kind: "link-down", interfaceName });
  }
  const staying = journal.settings.filter(({ purpose }) => needed(purpose, wanted));
  for (const setting of journal.settings.filter((one) => !staying.includes(one)).toReversed()) {
    const { path, value, before, followersBack } = setting;
    const current = view.setting(path);
    if (current === value)
      changes.push({
        kind: "setting",
        path,
        from: value,
        to: before,
        followers: followersBack,
        followersBack: [],
        pinned: [],
      });
    else if (current !== undefined && current !== before)
      notes.push(`${settingName(path)} is ${current}, which was set later by somebody else: left so`);
  }
  return {
    changes,
    notes,
    journal: {
      wanted,
      added: journal.added.filter((one) => !leaves(one)),
      links: journal.links.filter((name) => used.has(name)),
      settings: staying,
    },
  };
}

/** The address may stand there by somebody else's hand, with this netmask or another. */
function leftBehind(leaving: PlacedAddress, journal: HostJournal, view: HostView): string[] {
  return findAddress(view, leaving.address).flatMap((present) => {
    const interfaceName = carrierOf(view, present);
    const place = { ...leaving, interfaceName, prefixLength: present.prefixLength };
    if (journal.added.some((one) => samePlace(one, place))) return [];
    const text = `${formatAddress(present.address)}/${present.prefixLength}`;
    return [`${text} on ${interfaceName} was not added by vigil: left there`];
  });
}
