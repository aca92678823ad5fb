/** The options of a rule that have a number, a mark or a range behind them (ip-rule(8)). */
import { assertNever } from "../../values/assert-never.ts";
import { type Argument, parseArgument, type RuleNumberPart } from "../arguments.ts";
import { numberOfAnyBase, routingNumber } from "../routing-names.ts";
import type { LineDraft } from "./line-draft.ts";
import { decimal } from "./line-number.ts";
import { readRealms } from "./route-number.ts";

export interface NumberRange {
  readonly first: number;
  readonly last: number;
}

export interface RuleOptions {
  readonly preference?: number;
  readonly tos?: number;
  readonly mark?: { readonly mark: number; readonly mask?: number };
  readonly realms?: number;
  readonly suppressPrefixLength?: number;
  readonly suppressGroup?: number;
  /** 64 bits, as text. */
  readonly tunnelId?: string;
  readonly userIds?: NumberRange;
  readonly protocol?: number;
  readonly ipProtocol?: number;
  readonly sourcePorts?: NumberRange;
  readonly destinationPorts?: NumberRange;
}

const MOST_32 = 0xffff_ffff;
const MOST_31 = 0x7fff_ffff;

export function readRuleOption(part: RuleNumberPart, line: LineDraft): RuleOptions {
  const argument = line.need(part);
  switch (part.option) {
    case "preference":
    case "priority":
    case "order":
      return { preference: known(anyBase(argument.text), part, argument, line) };
    case "suppress_prefixlength":
    case "sup_pl":
      return { suppressPrefixLength: known(upTo(MOST_31, decimal(argument.text)), part, argument, line) };
    case "suppress_ifgroup":
    case "sup_group":
      return { suppressGroup: known(routingNumber("group", argument.text, line.host), part, argument, line) };
    case "tos":
    case "dsfield":
      return { tos: known(routingNumber("dsfield", argument.text, line.host), part, argument, line) };
    case "realms":
      return { realms: readRealms(argument, line) };
    case "fwmark":
      return { mark: known(readMark(argument.text), part, argument, line) };
    case "tunnel-id":
      return { tunnelId: known(readTunnelId(argument.text), part, argument, line) };
    case "uidrange":
      return { userIds: known(readRange(argument.text), part, argument, line) };
    // A rule without one of these conditions is added all the same, as keepalived does.
    case "protocol": {
      const protocol = upTo(255, decimal(argument.text));
      return protocol === undefined ? ignored(part, argument, line) : { protocol };
    }
    case "ipproto": {
      const ipProtocol = readIpProtocol(argument.text, line);
      return ipProtocol === undefined ? ignored(part, argument, line) : { ipProtocol };
    }
    case "sport": {
      const sourcePorts = readRange(argument.text);
      return sourcePorts === undefined ? ignored(part, argument, line) : { sourcePorts };
    }
    case "dport": {
      const destinationPorts = readRange(argument.text);
      return destinationPorts === undefined ? ignored(part, argument, line) : { destinationPorts };
    }
    default:
      return assertNever(part.option);
  }
}

const wanted: Readonly<Record<RuleNumberPart["option"], string>> = {
  preference: "a whole number of 32 bits",
  priority: "a whole number of 32 bits",
  order: "a whole number of 32 bits",
  suppress_prefixlength: "a prefix length",
  sup_pl: "a prefix length",
  suppress_ifgroup: "an interface group of this host",
  sup_group: "an interface group of this host",
  tos: "a type of service",
  dsfield: "a type of service",
  realms: "a realm",
  fwmark: "a mark, perhaps with a mask as in 0x10/0xff",
  "tunnel-id": "a whole number of 64 bits",
  uidrange: "two user ids with a hyphen between",
  protocol: "a whole number from 0 to 255",
  ipproto: "an IP protocol of this host",
  sport: "two ports with a hyphen between (80-80 for one)",
  dport: "two ports with a hyphen between (80-80 for one)",
};

function known<T>(value: T | undefined, part: RuleNumberPart, { text, at }: Argument, line: LineDraft): T {
  if (value !== undefined) return value;
  return line.refuse("value-invalid", at, `${part.option} '${text}' is not ${wanted[part.option]}`);
}

function ignored(part: RuleNumberPart, { text, at }: Argument, line: LineDraft): RuleOptions {
  const said = `${part.option} '${text}' is not ${wanted[part.option]}: the rule applies without that condition`;
  line.remark("value-invalid", at, said);
  return {};
}

function upTo(max: number, value: number | undefined): number | undefined {
  return value !== undefined && value <= max ? value : undefined;
}

/** An empty word is 0, as strtoul(3) has it. */
function anyBase(text: string): number | undefined {
  return text === "" ? 0 : upTo(MOST_32, numberOfAnyBase(text));
}

function readMark(text: string): RuleOptions["mark"] | undefined {
  const parts = parseArgument("Mark", text);
  const mark = parts && anyBase(parts.mark);
  if (parts === undefined || mark === undefined) return undefined;
  if (parts.mask === null) return { mark };
  const mask = anyBase(parts.mask);
  return mask === undefined ? undefined : { mark, mask };
}

function readTunnelId(text: string): string | undefined {
  if (!/^\+?\d*$/.test(text)) return undefined;
  const id = BigInt(text.replace("+", ""));
  return id < 2n ** 64n ? String(id) : undefined;
}

function readRange(text: string): NumberRange | undefined {
  const range = parseArgument("NumberRange", text);
  return range && { first: Number(range.first), last: Number(range.last) };
}

function readIpProtocol(text: string, line: LineDraft): number | undefined {
  return /^\d/.test(text) ? upTo(255, decimal(text)) : routingNumber("ipProtocol", text, line.host);
}
