/** The fewest changes that lead from a host as it is to one as it must be. */
import { type HostChange, type SettingValue, settingName } from "./change.ts";
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
      changes.push({
        kind: "setting",
        path,
        from,
        to: value,
        followers,
        followersBack,
        pinned: copies(path, view),
      });
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

/**
 * A value written to `default` is copied to every interface that has had neither a value nor an IPv4 address of its own
 * (net/ipv4/devinet.c, devinet_copy_dflt_conf), and an address that comes later would keep it there.
 */
function copies(path: string, view: HostView): readonly SettingValue[] {
  const name = /^net\/ipv4\/conf\/default\/(\w+)$/.exec(path)?.[1];
  if (name === undefined) return [];
  const addressed = new Set(
    view.addresses.filter(({ address }) => address.family === 4).map(({ interfaceIndex }) => interfaceIndex),
  );
  return view.links
    .filter(({ index }) => !addressed.has(index))
    .flatMap((link) => {
      const own = `net/ipv4/conf/${link.name}/${name}`;
      const value = view.setting(own);
      return value === undefined ? [] : [{ path: own, value }];
    });
}
