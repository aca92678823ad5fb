/** Addresses, routes and rules that are there while the daemon runs, whatever state its virtual routers are in. */
import { accepted, type Reading } from "../forms/form.ts";
import { type Route, staticRouteLine } from "../forms/route.ts";
import { type Rule, staticRuleLine } from "../forms/rule.ts";
import { staticAddressLine, type VirtualAddressLine } from "../forms/virtual-address.ts";
import { listKeyword } from "../keyword.ts";
import type { Scope } from "../scope.ts";

const requires = [["VRRP"]] as const;

/** A `track_group` must stand above what names it, and only what is on a named interface can be followed. */
function settleTrackGroup<T extends { readonly trackGroup?: string }>(
  entry: T,
  scope: Scope,
  isOnInterface: boolean,
): Reading<T> {
  const { trackGroup, ...rest } = entry;
  if (trackGroup === undefined) return accepted(entry);
  if (!scope.declared("track_group", trackGroup)) {
    const text = `there is no track_group '${trackGroup}' above this line; no instance follows it`;
    return accepted(rest as T, { code: "name-unknown", text, word: 0 });
  }
  if (isOnInterface) return accepted(entry);
  const text = `no instance follows it without its interface: write 'dev' beside track_group ${trackGroup}`;
  return accepted(rest as T, { code: "argument-missing", text, word: 0 });
}

export const staticIpaddress = listKeyword<VirtualAddressLine>({
  name: "static_ipaddress",
  doc: "Addresses added at start and removed at stop, one a line, whatever state the instances are in.",
  example: "static_ipaddress {",
  exampleEntry: "192.0.2.10/24 dev eth0",
  support: "accepted",
  requires,
  entry: staticAddressLine,
  entries: "line",
  braces: true,
  default: { kind: "value", value: [] },
  settle: (address, scope) => settleTrackGroup(address, scope, true),
});

export const staticRoutes = listKeyword<Route>({
  name: "static_routes",
  doc: "Routes added at start and removed at stop, one a line in the words of ip-route(8).",
  example: "static_routes {",
  exampleEntry: "192.0.2.0/24 via 198.51.100.1 dev eth0",
  support: "accepted",
  requires,
  entry: staticRouteLine,
  entries: "line",
  braces: true,
  default: { kind: "value", value: [] },
  settle: (route, scope) => settleTrackGroup(route, scope, route.interfaceName !== undefined),
});

export const staticRules = listKeyword<Rule>({
  name: "static_rules",
  doc: "Rules of policy routing added at start and removed at stop, one a line in the words of ip-rule(8).",
  example: "static_rules {",
  exampleEntry: "from 192.0.2.0/24 table 100 preference 500",
  support: "accepted",
  since: "1.2.20",
  requires,
  entry: staticRuleLine,
  entries: "line",
  braces: true,
  default: { kind: "value", value: [] },
  settle: (rule, scope) => settleTrackGroup(rule, scope, rule.incomingInterface !== undefined),
});
