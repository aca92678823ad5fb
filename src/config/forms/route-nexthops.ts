/** The next hops of a route that has several, and the address of a gateway. */
import type { IpAddress } from "../../values/address.ts";
import { assertNever } from "../../values/assert-never.ts";
import type { GatewayPart, HopPart, NexthopsPart } from "../arguments.ts";
import type { LineDraft } from "./line-draft.ts";
import { decimal } from "./line-number.ts";
import { type Encapsulation, readEncapsulation } from "./route-encapsulation.ts";
import { readRealms } from "./route-number.ts";

export interface Nexthop {
  readonly via?: IpAddress;
  readonly interfaceName?: string;
  /** The share of this hop, 1 to 256. */
  readonly weight?: number;
  readonly realms?: number;
  readonly onlink: boolean;
  readonly encapsulation?: Encapsulation;
}

const MOST_WEIGHT = 256;

export function readNexthops({ hops, rest }: NexthopsPart, line: LineDraft): Nexthop[] {
  const read: Nexthop[] = [];
  for (const { parts } of hops) {
    const hop = { onlink: false };
    for (const part of parts) Object.assign(hop, readHopPart(part, line));
    read.push(hop);
  }
  if (rest !== null) {
    const text = `'${rest.text}' and what stands behind it is ignored: the next hops end a route`;
    line.remark("option-unknown", rest.at, text);
  }
  return read;
}

function readHopPart(part: HopPart, line: LineDraft): Partial<Nexthop> {
  switch (part.kind) {
    case "gateway":
      return { via: readGatewayAddress(part, line) };
    case "interface":
      return { interfaceName: line.interfaceName(line.need(part)) };
    case "number":
      return part.option === "realms"
        ? { realms: readRealms(line.need(part), line) }
        : { weight: readWeight(line, line.need(part)) };
    case "flag":
      return { onlink: true };
    case "translation":
      if (!part.complete) line.need(part);
      return line.refuse("option-unknown", part.at, "'as to' is no word of a next hop");
    case "encap": {
      const encapsulation = readEncapsulation(part, line);
      return encapsulation === undefined ? {} : { encapsulation };
    }
    default:
      return assertNever(part);
  }
}

function readWeight(line: LineDraft, { text, at }: { readonly text: string; readonly at: number }): number {
  const weight = decimal(text);
  if (weight !== undefined && weight >= 1 && weight <= MOST_WEIGHT) return weight;
  return line.refuse(
    "value-out-of-range",
    at,
    `weight '${text}' is no whole number from 1 to ${MOST_WEIGHT}`,
  );
}

/** An address of the line's family, and of the one that is named before it. */
export function readGatewayAddress(part: GatewayPart, line: LineDraft): IpAddress {
  const argument = line.need(part);
  const address = line.address(argument, `an address for '${part.option}'`);
  if (part.family !== null && (part.family === "inet" ? 4 : 6) !== address.family) {
    line.refuse("address-family-mismatch", argument.at, `'${argument.text}' is no address of ${part.family}`);
  }
  return address;
}
