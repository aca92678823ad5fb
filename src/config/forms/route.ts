/** One route in iproute2's words, as `static_routes` and `virtual_routes` hold them. */

import { formatAddress, type IpAddress, type IpFamily } from "../../values/address.ts";
import { assertNever } from "../../values/assert-never.ts";
import {
  type DestinationPart,
  type GatewayPart,
  type InterfacePart,
  parseArgument,
  type RoutePart,
  type WordPart,
} from "../arguments.ts";
import { numberOfAnyBase, routeTypes } from "../routing-names.ts";
import { accepted, type Reading, type ValueForm } from "./form.ts";
import { LineDraft, readLine } from "./line-draft.ts";
import { type Prefix, printPrefix } from "./prefix.ts";
import { type Encapsulation, readEncapsulation } from "./route-encapsulation.ts";
import { type Nexthop, readGatewayAddress, readNexthops } from "./route-nexthops.ts";
import { type RouteNumber, readRouteNumber } from "./route-number.ts";

/** The protocol number that the kernel shows for routes and rules of keepalived. */
export const KEEPALIVED_PROTOCOL = 18;

export interface Route {
  /** rtnetlink route type: 1 is unicast. */
  readonly type: number;
  readonly family: IpFamily;
  readonly destination: Prefix | "default";
  readonly source?: IpAddress;
  readonly via?: IpAddress;
  /** IPv6: packets from there only. */
  readonly from?: Prefix;
  readonly interfaceName?: string;
  readonly vrf?: string;
  readonly numbers: Readonly<Partial<Record<RouteNumber, number>>>;
  /** Numbers that the kernel must not adapt. */
  readonly locked: readonly RouteNumber[];
  readonly congestionControl?: { readonly name: string; readonly locked: boolean };
  readonly ecn: boolean;
  readonly ttlPropagate?: boolean;
  readonly onlink: boolean;
  /** How it joins routes to the same destination. */
  readonly placement: Placement;
  readonly encapsulation?: Encapsulation;
  readonly nexthops: readonly Nexthop[];
  /** Whether its loss takes the instance down. */
  readonly tracked: boolean;
  readonly trackGroup?: string;
}

type Placement = "add" | "append" | "prepend";

/** A route while its line is read. */
type RouteDraft = { -readonly [K in keyof Route]?: Route[K] } & {
  numbers: Partial<Record<RouteNumber, number>>;
  locked: RouteNumber[];
  nexthops: Nexthop[];
};

/** `track_group` is an option of static routes only; elsewhere it is an unknown word. */
function routeForm(options: { readonly trackGroups: boolean }): ValueForm<Route> {
  return {
    syntax:
      "[<type>] <ip>[/<prefix>]|default [via <ip>] [dev <interface>] [src <ip>] [table <table>] [metric <n>] ...",
    wanted:
      "a destination, and perhaps 'via', 'dev', 'src', 'table', 'metric' and other words of ip-route(8)",
    maxWords: Number.POSITIVE_INFINITY,
    read: (words, { host }) => {
      const line = new LineDraft("route", words, host);
      return readLine(() => readRoute(line, options.trackGroups));
    },
    print: ({ destination, via }) =>
      via === undefined ? printPrefix(destination) : `${printPrefix(destination)} via ${formatAddress(via)}`,
  };
}

export const routeLine = routeForm({ trackGroups: false });
export const staticRouteLine = routeForm({ trackGroups: true });

function readRoute(line: LineDraft, trackGroups: boolean): Reading<Route> {
  const draft: RouteDraft = { numbers: {}, locked: [], nexthops: [] };
  for (const part of parseArgument("Route", line.text) ?? []) {
    readPart(part, draft, line, trackGroups);
    // keepalived looks at nothing behind the next hops.
    if (part.kind === "nexthops") break;
  }
  const { destination } = draft;
  if (destination === undefined) line.refuse("argument-missing", 0, "a destination is missing");
  const tracked = settleTracking(draft, line);
  const defaults = { type: 1, ecn: false, onlink: false, placement: "add" } as const;
  const route = { ...defaults, ...draft, family: line.family ?? 4, destination, tracked };
  return accepted(route, ...line.remarks);
}

/** Only routes through a known interface that carry keepalived's own protocol number can be watched. */
function settleTracking(draft: RouteDraft, line: LineDraft): boolean {
  if (draft.tracked === false) return false;
  if (draft.interfaceName === undefined) return false;
  const { protocol } = draft.numbers;
  if (protocol !== undefined && protocol !== KEEPALIVED_PROTOCOL) {
    const text = `a tracked route has protocol ${KEEPALIVED_PROTOCOL} instead of ${protocol}: write 'no_track' to keep yours`;
    line.remark("value-adjusted", 0, text);
    draft.numbers.protocol = KEEPALIVED_PROTOCOL;
  }
  return true;
}

function readPart(part: RoutePart, draft: RouteDraft, line: LineDraft, trackGroups: boolean): void {
  switch (part.kind) {
    case "gateway":
      readGateway(part, draft, line);
      return;
    case "source":
      draft.source = line.address(line.need(part), "an address for 'src'");
      return;
    case "from":
      draft.from = readFrom(line, line.need(part));
      return;
    case "interface":
      readInterface(part, draft, line);
      return;
    case "number": {
      const { name, value } = readRouteNumber(part, line);
      draft.numbers[name] = value;
      if (part.locked) draft.locked.push(name);
      return;
    }
    case "word":
      readWord(part, draft, line, trackGroups);
      return;
    case "flag":
      readFlag(part.option, draft);
      return;
    case "family":
      line.nameFamily(part);
      return;
    case "translation":
      line.translation(part);
      return;
    case "encap": {
      const encapsulation = readEncapsulation(part, line);
      if (encapsulation !== undefined) draft.encapsulation = encapsulation;
      return;
    }
    case "nexthops":
      draft.nexthops.push(...readNexthops(part, line));
      return;
    case "destination":
      readDestination(part, draft, line);
      return;
    default:
      assertNever(part);
  }
}

function readGateway(part: GatewayPart, draft: RouteDraft, line: LineDraft): void {
  switch (part.option) {
    case "or":
      line.remark("keyword-deprecated", part.at, "'or' is deprecated: write 'nexthop via' for each way");
      // Of any family: keepalived does not hold this one against the others.
      draft.nexthops.push({ via: line.anyAddress(line.need(part), "an address for 'or'"), onlink: false });
      return;
    case "gw":
      line.remark("keyword-deprecated", part.at, "'gw' is deprecated: write 'via'");
      break;
    case "via":
      break;
    default:
      assertNever(part.option);
  }
  draft.via = readGatewayAddress(part, line);
}

function readFrom(line: LineDraft, argument: { readonly text: string; readonly at: number }): Prefix {
  const prefix = line.prefix(argument, "an address for 'from'");
  if (prefix !== "default" && prefix.address.family === 6) return prefix;
  return line.refuse("value-invalid", argument.at, `'from ${argument.text}' is none of IPv6`);
}

function readInterface(part: InterfacePart, draft: RouteDraft, line: LineDraft): void {
  const argument = line.need(part);
  if (part.option === "vrf") draft.vrf = line.vrf(argument);
  else draft.interfaceName = line.interfaceName(argument);
}

function readFlag(option: "onlink" | "no_track" | Placement, draft: RouteDraft): void {
  if (option === "onlink") draft.onlink = true;
  else if (option === "no_track") draft.tracked = false;
  else draft.placement = option;
}

function readWord(part: WordPart, draft: RouteDraft, line: LineDraft, trackGroups: boolean): void {
  if (part.option === "track_group" && !trackGroups) {
    line.refuse("option-unknown", part.at, "'track_group' is a word of static routes only");
  }
  const { text, at } = line.need(part);
  switch (part.option) {
    case "congctl":
      draft.congestionControl = { name: text, locked: part.locked };
      return;
    case "features":
      if (text === "ecn") draft.ecn = true;
      else line.remark("value-invalid", at, `'features ${text}' is ignored: the only feature is ecn`);
      return;
    case "ttl-propagate":
      if (text === "enabled" || text === "disabled") draft.ttlPropagate = text === "enabled";
      else line.remark("value-invalid", at, `'ttl-propagate ${text}' is ignored: write enabled or disabled`);
      return;
    case "track_group":
      draft.trackGroup = text;
      return;
    default:
      assertNever(part.option);
  }
}

function readDestination(part: DestinationPart, draft: RouteDraft, line: LineDraft): void {
  const argument = line.need(part);
  if (part.type !== null) {
    const type = part.type === "" ? 0 : (routeTypes[part.type] ?? numberOfAnyBase(part.type));
    if (type === undefined || type > 255) {
      line.refuse("option-unknown", part.at, `'${part.type}' is no word of a route`);
    }
    draft.type = type;
  }
  const code = part.option === "to" ? "value-invalid" : "option-unknown";
  draft.destination = line.prefix(argument, "an address, nor a word of a route", code);
}
