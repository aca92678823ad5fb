/** The fewest changes that lead from a host as it is to one as it must be. */
import { type HostChange, settingName } from "./change.ts";
import type { DesiredHost } from "./desired.ts";
import { findLink, type HostView, isPresent, placedText } from "./host-view.ts";

export interface HostDiff {
  /** In the order of making: nobody must hear of an address before the settings hide it. */
  readonly changes: readonly HostChange[];
  /** Why it cannot be reached at all, in whole sentences with the remedy. */
  readonly problems: readonly string[];
}

export function diffHost(desired: DesiredHost, view: HostView): HostDiff {
  const changes: HostChange[] = [];
  const problems: string[] = [];
  for (const { path, value, followers = [], followersBack = [] } of desired.settings) {
    const from = view.setting(path);
    if (from === undefined) problems.push(`the kernel has no setting ${settingName(path)}`);
    else if (from !== value)
      changes.push({ kind: "setting", path, from, to: value, followers, followersBack });
  }
  for (const interfaceName of desired.links) {
    const link = findLink(view, interfaceName);
    if (link !== undefined && !link.up) changes.push({ kind: "link-up", interfaceName });
  }
  for (const address of desired.addresses) {
    if (findLink(view, address.interfaceName) === undefined)
      problems.push(`${placedText(address)}: there is no such interface`);
    else if (!isPresent(view, address)) changes.push({ kind: "add-address", address });
  }
  return { changes, problems };
}
