/** The keywords of `bfd_instance`: a session of Bidirectional Forwarding Detection (RFC 5880) with a neighbour. */
import { addressesEqual, formatAddress, type IpAddress } from "../../values/address.ts";
import { type BlockNode, settingOf } from "../block-node.ts";
import { addressWithSuffix } from "../forms/address.ts";
import { boolean } from "../forms/boolean.ts";
import { accepted, missing, refused, type ValueForm } from "../forms/form.ts";
import { integer, milliseconds } from "../forms/number.ts";
import { type TrackedWeight, trackedWeight } from "../forms/tracked-weight.ts";
import {
  aliasKeyword,
  blockKeyword,
  type DefaultedKeyword,
  defaultedKeyword,
  flagKeyword,
  type Sentence,
  valueKeyword,
} from "../keyword.ts";
import { wordText } from "../line.ts";
import type { Scope } from "../scope.ts";
import type { Span } from "../source.ts";

const facts = { support: "accepted", since: "2.0.0", requires: [["BFD"]] } as const;
const lastWins = {
  whenInvalid: { keep: "previous" },
  whenMissing: "fatal",
  whenRepeated: "last-wins",
} as const;

const NAME_BYTES = 31;
const wantedName = `'bfd_instance NAME {', with a name of at most ${NAME_BYTES} bytes`;

const sessionName: ValueForm<string> = {
  syntax: "<name>",
  range: { max: NAME_BYTES, unit: "characters" },
  wanted: wantedName,
  maxWords: 1,
  read([word]) {
    if (word === undefined) return missing(wantedName);
    if (word.raw.length <= NAME_BYTES) return accepted(wordText(word));
    return refused("name-invalid", `the name '${wordText(word)}' is longer than ${NAME_BYTES} bytes`);
  },
  print: (value) => value,
};

const sourceIp = valueKeyword<IpAddress>({
  ...facts,
  ...lastWins,
  name: "source_ip",
  doc: "The address that packets come from, of the same family as the neighbour's.",
  example: "source_ip 192.0.2.1",
  form: addressWithSuffix,
  default: { kind: "absent" },
});

/** Stands for an address that is none, which takes the whole session with it. */
const UNUSABLE: IpAddress = { family: 4, bytes: [] };

const neighborIp = valueKeyword<IpAddress>({
  ...facts,
  name: "neighbor_ip",
  doc: "The neighbour's address.",
  example: "neighbor_ip 192.0.2.2",
  form: {
    ...addressWithSuffix,
    print: (value) => (value === UNUSABLE ? "no session at all" : formatAddress(value)),
  },
  default: { kind: "mandatory" },
  whenInvalid: { use: UNUSABLE },
  whenMissing: "fatal",
  whenRepeated: "last-wins",
  settle: (address, _scope, previous) => accepted(previous === UNUSABLE ? UNUSABLE : address),
});

const LONGEST_US = 4_294_967_000;

function interval(entry: {
  readonly name: string;
  readonly doc: Sentence;
  readonly shortestUs: number;
  readonly default: number;
}): DefaultedKeyword<number> {
  return defaultedKeyword<number>({
    ...facts,
    ...lastWins,
    name: entry.name,
    doc: entry.doc,
    example: `${entry.name} ${entry.default / 1000}`,
    form: milliseconds({ minUs: entry.shortestUs, maxUs: LONGEST_US }),
    default: entry.default,
  });
}

const ttl = valueKeyword<number>({
  ...facts,
  ...lastWins,
  name: "ttl",
  doc: "How many hops a packet may go, as it leaves.",
  example: "ttl 10",
  form: integer({ min: 1, max: 255 }),
  default: { kind: "derived", from: "255, or 64 for IPv6" },
});

const maxHops = defaultedKeyword<number>({
  ...facts,
  ...lastWins,
  name: "max_hops",
  doc: "How many hops a received packet may have gone; -1 lets any number pass.",
  example: "max_hops 2",
  form: integer({ min: -1, max: 255 }),
  default: 0,
});

export const bfdOfVrrp = flagKeyword({
  ...facts,
  name: "vrrp",
  doc: "Only instances hear of the session, not the checks of servers.",
  example: "vrrp",
  requires: [["BFD", "VRRP"]],
  default: { kind: "derived", from: "both, unless one of them is written" },
});

export const bfdOfChecker = flagKeyword({
  ...facts,
  name: "checker",
  doc: "Only checks of servers hear of the session, not the instances.",
  example: "checker",
  requires: [["BFD", "LVS"]],
  default: { kind: "derived", from: "both, unless one of them is written" },
});

export const bfdInstance = blockKeyword({
  ...facts,
  name: "bfd_instance",
  doc: "Learns quickly that a neighbour is out of reach; instances, groups and BFD_CHECKs below it name it.",
  example: "bfd_instance uplink {",
  head: sessionName,
  whenMissing: "fatal",
  whenRepeated: "first-wins-reported",
  owner: "bfd",
  keywords: {
    sourceIp,
    neighborIp,
    neighbourIp: aliasKeyword({
      name: "neighbour_ip",
      of: "neighbor_ip",
      doc: "The British spelling of neighbor_ip.",
      since: "2.0.0",
      requires: facts.requires,
    }),
    minRxUs: interval({
      name: "min_rx",
      doc: "How often packets may come at most.",
      shortestUs: 1000,
      default: 10_000,
    }),
    minTxUs: interval({
      name: "min_tx",
      doc: "How often packets leave while the session is up.",
      shortestUs: 1000,
      default: 10_000,
    }),
    idleTxUs: interval({
      name: "idle_tx",
      doc: "How often packets leave while the session is down.",
      shortestUs: 1_000_000,
      default: 1_000_000,
    }),
    multiplier: defaultedKeyword<number>({
      ...facts,
      ...lastWins,
      name: "multiplier",
      doc: "How many packets in a row must be missing until the session is down.",
      example: "multiplier 3",
      form: integer({ min: 1, max: 255 }),
      default: 5,
    }),
    passive: flagKeyword({
      ...facts,
      name: "passive",
      doc: "Waits for the neighbour to send first.",
      example: "passive",
      default: { kind: "value", value: false },
    }),
    ttl,
    hoplimit: aliasKeyword({
      name: "hoplimit",
      of: "ttl",
      doc: "The name that ttl has in IPv6.",
      since: "2.0.0",
      requires: facts.requires,
    }),
    maxHops,
    multihop: valueKeyword<boolean>({
      ...facts,
      name: "multihop",
      doc: "Uses the port for neighbours that are several hops away (RFC 5883).",
      example: "multihop on",
      since: "2.2.8",
      form: boolean,
      default: { kind: "value", value: false },
      whenInvalid: { keep: "previous" },
      whenMissing: "allowed",
      whenRepeated: "last-wins",
    }),
    weight: defaultedKeyword<TrackedWeight>({
      ...facts,
      ...lastWins,
      name: "weight",
      doc: "What a session that is up (above 0) or down (below 0) adds to the priority; with 0 instances fail with it.",
      example: "weight -20",
      requires: [["BFD", "VRRP"]],
      form: trackedWeight(253),
      default: { weight: 0, reverse: false },
    }),
    vrrp: bfdOfVrrp,
    checker: bfdOfChecker,
  },
  closed: closeSession,
});

/**
 * Says what keeps the session from running. It keeps its name all the same: only the process that runs sessions looks at addresses,
 * those that follow them do not.
 */
function closeSession(node: BlockNode<string>, scope: Scope, at: Span): "keep" {
  const neighbor = settingOf(node, neighborIp);
  const source = settingOf(node, sourceIp);
  const name = `bfd_instance ${node.head}`;
  if (neighbor === undefined) {
    scope.say("argument-missing", "error", at, `${name} is ignored: it has no neighbor_ip`);
    return "keep";
  }
  if (neighbor === UNUSABLE) return "keep";
  if (source !== undefined && source.family !== neighbor.family) {
    const text = `${name} is ignored: source_ip and neighbor_ip are not of one family`;
    scope.say("address-family-mismatch", "error", at, text);
  } else if (hasTwin(node, neighbor)) {
    const text = `${name} is ignored: another bfd_instance has the neighbour ${formatAddress(neighbor)}`;
    scope.say("value-duplicate", "error", at, text);
  }
  const hops = settingOf(node, maxHops) ?? 0;
  const limit = settingOf(node, ttl) ?? (neighbor.family === 4 ? 255 : 64);
  if (hops > limit) {
    const text = `max_hops ${hops} of ${name} is more than its ttl; it runs as ${limit}`;
    scope.say("value-adjusted", "warning", at, text);
  }
  return "keep";
}

function hasTwin(node: BlockNode, neighbor: IpAddress): boolean {
  return (node.parent?.children ?? []).some((other) => {
    if (other === node || other.keyword?.name !== "bfd_instance" || other.end === undefined) return false;
    const address = settingOf(other, neighborIp);
    return address !== undefined && addressesEqual(address, neighbor);
  });
}
