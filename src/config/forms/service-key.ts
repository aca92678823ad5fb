/** The words behind `virtual_server`: what names a service in the kernel's table. */
import { formatAddress, type IpAddress } from "../../values/address.ts";
import { wordText } from "../line.ts";
import { addressAndPort } from "./address.ts";
import { accepted, missing, refused, type ValueForm } from "./form.ts";
import { integer } from "./number.ts";

export type ServiceName =
  | { readonly kind: "address"; readonly address: IpAddress; readonly port: number }
  | { readonly kind: "fwmark"; readonly mark: number };

const wanted = "'virtual_server IP PORT' or 'virtual_server fwmark NUMBER'";
const mark = integer({ min: 1, max: 0xffff_ffff, strict: true });

export const serviceName: ValueForm<ServiceName> = {
  syntax: "<ip> [<port>] | fwmark <uint> | group <name>",
  wanted,
  maxWords: 2,
  read(words, context) {
    const first = words[0];
    if (first === undefined) return missing(wanted);
    const rest = words.slice(1);
    if (first.raw === "group") {
      const name = rest[0] === undefined ? "" : ` '${wordText(rest[0])}'`;
      const said = `groups of virtual servers are not supported yet, so nothing of the service for group${name} runs`;
      return refused("keyword-unsupported", said);
    }
    if (first.raw === "fwmark") {
      const reading = mark.read(rest, context);
      if (reading.ok !== true) {
        return reading.ok === false ? { ok: false, refusal: { ...reading.refusal, word: 1 } } : reading;
      }
      return accepted({ kind: "fwmark", mark: reading.value });
    }
    const reading = addressAndPort.read(words, context);
    return reading.ok === true ? { ...reading, value: { kind: "address", ...reading.value } } : reading;
  },
  print: (name) =>
    name.kind === "fwmark" ? `fwmark ${name.mark}` : `${formatAddress(name.address)} ${name.port}`,
};
