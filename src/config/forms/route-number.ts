/** The options of a route that have one number behind them: its kernel fields and its metrics (ip-route(8)). */
import { type Argument, type NumberPart, parseArgument } from "../arguments.ts";
import { type RoutingNameKind, routingNumber } from "../routing-names.ts";
import type { LineDraft } from "./line-draft.ts";
import { decimal } from "./line-number.ts";

/** How each option is read, by its first spelling. Times are whole microseconds. */
const options = {
  tos: { names: "dsfield" },
  table: { names: "table" },
  protocol: { names: "protocol" },
  scope: { names: "scope" },
  realms: { realms: true },
  metric: {},
  expires: { ipv6: true },
  mtu: {},
  hoplimit: { max: 255 },
  advmss: {},
  rtt: { mostMs: 960_000 },
  rttvar: { mostMs: 480_000 },
  rto_min: { mostMs: 120_000 },
  reordering: {},
  window: {},
  cwnd: {},
  ssthresh: {},
  initcwnd: {},
  initrwnd: {},
  quickack: { max: 1 },
  fastopen_no_cookie: { max: 1 },
  pref: { ipv6: true, max: 255, words: { low: 3, medium: 0, high: 1 } },
} as const satisfies Readonly<Record<string, NumberOption>>;

interface NumberOption {
  readonly names?: RoutingNameKind;
  readonly realms?: true;
  readonly ipv6?: true;
  readonly max?: number;
  readonly mostMs?: number;
  /** RFC 4191 2.1 router preferences. */
  readonly words?: Readonly<Record<string, number>>;
}

export type RouteNumber = keyof typeof options;

const otherSpellings: Readonly<Record<string, RouteNumber>> = {
  dsfield: "tos",
  priority: "metric",
  preference: "metric",
};

const MOST = 0xffff_ffff;

export function readRouteNumber(
  part: NumberPart,
  line: LineDraft,
): { readonly name: RouteNumber; readonly value: number } {
  const name = otherSpellings[part.option] ?? (part.option as RouteNumber);
  const option: NumberOption = options[name];
  if (option.ipv6 === true && line.family === 4) {
    line.refuse("value-invalid", part.at, `'${part.option}' is for IPv6 routes only`);
  }
  const argument = line.need(part);
  return { name, value: readValue(option, argument, part.option, line) };
}

function readValue(option: NumberOption, argument: Argument, name: string, line: LineDraft): number {
  const { text, at } = argument;
  if (option.realms === true) return readRealms(argument, line);
  if (option.mostMs !== undefined) return readTime(argument, name, option.mostMs, line);
  const word = option.words?.[text];
  if (word !== undefined) return word;
  if (option.names !== undefined) {
    const number = routingNumber(option.names, text, line.host);
    if (number === undefined) line.refuse("value-invalid", at, `'${text}' is no ${name} of this host`);
    return number;
  }
  const max = option.max ?? MOST;
  const number = decimal(text);
  if (number === undefined || number > max) {
    line.refuse("value-out-of-range", at, `${name} '${text}' is not a whole number from 0 to ${max}`);
  }
  return number;
}

/** Two realms in one number, the source's above the destination's, as RTA_FLOW has them (rtnetlink(7)). */
export function readRealms({ text, at }: Argument, line: LineDraft): number {
  const parts = parseArgument("Realms", text);
  const destination = parts && routingNumber("realm", parts.destination, line.host);
  const source = parts?.source == null ? 0 : routingNumber("realm", parts.source, line.host);
  if (destination === undefined || source === undefined) {
    line.refuse("value-invalid", at, `'${text}' is no realm, nor two of them with a slash between`);
  }
  return source * 65_536 + destination;
}

/** Milliseconds, or with `s` seconds of three decimal places. */
function readTime({ text, at }: Argument, name: string, mostMs: number, line: LineDraft): number {
  const parts = parseArgument("Duration", text);
  if (parts === undefined) line.refuse("value-invalid", at, `${name} '${text}' is no time such as 250ms`);
  const { whole, decimals } = parts;
  const places = parts.unit === "s" ? 3 : 0;
  const ms = Math.round(Number(`${whole || "0"}.${decimals}`) * (parts.unit === "s" ? 1000 : 1));
  if (ms > mostMs)
    line.refuse("value-out-of-range", at, `${name} '${text}' is more than ${mostMs} milliseconds`);
  if (decimals.length > places) {
    line.remark("value-adjusted", at, `${name} '${text}' is finer than a millisecond; it runs as ${ms}ms`);
  }
  return ms * 1000;
}
