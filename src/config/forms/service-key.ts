/** The words behind `virtual_server`: what names a service in the kernel's table, or the group that does. */
import { formatAddress, type IpAddress } from "../../values/address.ts";
import { assertNever } from "../../values/assert-never.ts";
import { type Word, wordText } from "../line.ts";
import { addressAndPort } from "./address.ts";
import { accepted, missing, type ReadContext, type Reading, type ValueForm } from "./form.ts";
import { integer } from "./number.ts";

export type ServiceName =
  | { readonly kind: "address"; readonly address: IpAddress; readonly port: number }
  | { readonly kind: "fwmark"; readonly mark: number }
  | { readonly kind: "group"; readonly group: string };

const wanted = "'virtual_server IP PORT', 'virtual_server fwmark NUMBER' or 'virtual_server group NAME'";
/** keepalived reads 0, which marks no packet; what it runs then is said when the whole service is known. */
const mark = integer({ min: 0, max: 0xffff_ffff, strict: true });

export const serviceName: ValueForm<ServiceName> = {
  syntax: "<ip> [<port>] | fwmark <uint> | group <name>",
  wanted,
  maxWords: 2,
  read(words, context) {
    const [first, second] = words;
    if (first === undefined) return missing(wanted);
    if (first.raw === "group") {
      return second === undefined
        ? missing("'virtual_server group NAME'")
        : accepted({ kind: "group", group: wordText(second) });
    }
    return first.raw === "fwmark" ? readMark(second, context) : readAddress(words, context);
  },
  print: printServiceName,
};

function readMark(word: Word | undefined, context: ReadContext): Reading<ServiceName> {
  const reading = mark.read(word === undefined ? [] : [word], context);
  switch (reading.ok) {
    case true:
      return accepted({ kind: "fwmark", mark: reading.value });
    case false:
      return { ok: false, refusal: { ...reading.refusal, word: 1 } };
    case "missing":
      return missing("'virtual_server fwmark NUMBER'");
  }
}

function readAddress(words: readonly Word[], context: ReadContext): Reading<ServiceName> {
  const reading = addressAndPort.read(words, context);
  if (reading.ok !== true) return reading;
  const { address, port } = reading.value;
  return { ok: true, value: { kind: "address", address, port }, remarks: reading.remarks };
}

function printServiceName(name: ServiceName): string {
  switch (name.kind) {
    case "address":
      return `${formatAddress(name.address)} ${name.port}`;
    case "fwmark":
      return `fwmark ${name.mark}`;
    case "group":
      return `group ${name.group}`;
    default:
      return assertNever(name);
  }
}
