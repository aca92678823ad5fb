/** `encap` of a route: the header that its packets get (lightweight tunnels, ip-route(8)). */
import { type IpAddress, parseAddress } from "../../values/address.ts";
import type { Argument, EncapAttribute, EncapPart, EncapType } from "../arguments.ts";
import { numberOfAnyBase, routingNumber } from "../routing-names.ts";
import type { LineDraft } from "./line-draft.ts";
import { decimal } from "./line-number.ts";

interface TunnelHeader {
  /** 64 bits, as text. */
  readonly id?: string;
  readonly destination?: IpAddress;
  readonly source?: IpAddress;
  readonly tos?: number;
  readonly ttl?: number;
  readonly flags?: number;
}

export type Encapsulation =
  | ({ readonly kind: "ip" | "ip6" } & TunnelHeader)
  | { readonly kind: "mpls"; readonly labels: readonly number[] }
  /** 64 bits in hexadecimal groups, as text. */
  | { readonly kind: "ila"; readonly locator: string };

const LARGEST_LABEL = 0xf_ffff;
/** As many as keepalived has room for. */
const MOST_LABELS = 2;

/** Undefined when it is left out: an incomplete encapsulation does not keep keepalived from adding the route. */
export function readEncapsulation(part: EncapPart, line: LineDraft): Encapsulation | undefined {
  const { type } = part;
  if (type === null) {
    line.remark("argument-missing", part.at, "'encap' is ignored without a type: ip, ip6, mpls or ila");
    return undefined;
  }
  switch (type.name) {
    case null:
      return line.refuse("value-invalid", type.at, "'encap' knows ip, ip6, mpls and ila only");
    case "mpls":
      return readLabels(type, line);
    case "ila":
      return readLocator(type, line);
    default:
      return readTunnel(type.name, type, line);
  }
}

function readLabels(type: EncapType, line: LineDraft): Encapsulation | undefined {
  const value = type.attributes[0]?.value ?? null;
  const labels = (value?.text ?? "").split("/").map(numberOfAnyBase);
  const usable = labels.filter((label) => label !== undefined && label <= LARGEST_LABEL) as number[];
  if (usable.length === labels.length && labels.length <= MOST_LABELS)
    return { kind: "mpls", labels: usable };
  const text = `'encap mpls' is ignored: it needs at most ${MOST_LABELS} labels from 0 to ${LARGEST_LABEL}, with slashes between`;
  line.remark("value-invalid", value?.at ?? type.at, text);
  return undefined;
}

function readLocator(type: EncapType, line: LineDraft): Encapsulation | undefined {
  const value = type.attributes[0]?.value ?? null;
  const locator = value?.text ?? "";
  if (/^[0-9a-fA-F]{1,4}(:[0-9a-fA-F]{1,4}){3}$/.test(locator)) return { kind: "ila", locator };
  const text = "'encap ila' is ignored: it needs a locator of four hexadecimal groups, such as 2001:db8:0:1";
  line.remark("value-invalid", value?.at ?? type.at, text);
  return undefined;
}

function readTunnel(kind: "ip" | "ip6", type: EncapType, line: LineDraft): Encapsulation | undefined {
  let header: TunnelHeader = {};
  for (const attribute of type.attributes) {
    header = { ...header, ...readAttribute(attribute, kind === "ip" ? 4 : 6, line) };
  }
  if (header.id !== undefined || header.destination !== undefined) return { kind, ...header };
  line.remark("argument-missing", type.at, `'encap ${kind}' is ignored without 'id' or 'dst'`);
  return undefined;
}

function readAttribute(attribute: EncapAttribute, family: 4 | 6, line: LineDraft): TunnelHeader {
  const { option: name } = attribute;
  const argument = line.need(attribute);
  switch (name) {
    case "id":
      return { id: readId(argument, line) };
    case "dst":
      return { destination: readAddress(name, argument, family, line) };
    case "src":
      return { source: readAddress(name, argument, family, line) };
    case "ttl":
    case "hoplimit":
      return { ttl: readNumber(name, argument, 255, line) };
    case "flags":
      return { flags: readNumber(name, argument, 65_535, line) };
    default: {
      const tos = routingNumber("dsfield", argument.text, line.host);
      return tos === undefined ? refuse(name, argument, "a type of service", line) : { tos };
    }
  }
}

function readId(argument: Argument, line: LineDraft): string {
  const id = /^\+?\d*$/.test(argument.text) ? BigInt(argument.text.replace("+", "")) : undefined;
  if (id === undefined || id >= 2n ** 64n) refuse("id", argument, "a whole number of 64 bits", line);
  return String(id);
}

function readAddress(name: string, argument: Argument, family: 4 | 6, line: LineDraft): IpAddress {
  const address = parseAddress(argument.text);
  return address?.family === family ? address : refuse(name, argument, `an IPv${family} address`, line);
}

function readNumber(name: string, argument: Argument, max: number, line: LineDraft): number {
  const value = decimal(argument.text);
  if (value === undefined || value > max) refuse(name, argument, `a whole number from 0 to ${max}`, line);
  return value;
}

function refuse(name: string, { text, at }: Argument, wanted: string, line: LineDraft): never {
  return line.refuse("value-invalid", at, `'${name} ${text}' of 'encap' is not ${wanted}`);
}
