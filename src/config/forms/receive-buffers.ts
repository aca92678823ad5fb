/** How large the receive buffers of VRRP sockets are: a number of bytes, or what they must hold. */
import { wordText } from "../line.ts";
import { accepted, missing, type Remark, type ValueForm } from "./form.ts";
import { integer } from "./number.ts";

export type ReceiveBuffers =
  | { readonly kind: "size"; readonly bytes: number }
  /** The interface's largest packet, or the size of an advertisement, each times the multiplier. */
  | { readonly kind: "MTU" | "ADVERT" };

const LARGEST = 0xffff_ffff;
const size = integer({ min: 0, max: LARGEST, unit: "bytes" });
const wanted = "MTU, ADVERT, or a number of bytes";

export const receiveBuffers: ValueForm<ReceiveBuffers> = {
  syntax: `MTU|ADVERT|<0..${LARGEST}>`,
  range: { min: 0, max: LARGEST, unit: "bytes" },
  wanted,
  maxWords: Number.POSITIVE_INFINITY,
  read(words, context) {
    if (words.length === 0) return missing(wanted);
    const found = new Map<ReceiveBuffers["kind"], ReceiveBuffers>();
    const remarks: Remark[] = [];
    for (const [index, word] of words.entries()) {
      const name = word.raw.toUpperCase();
      const reading = size.read([word], context);
      if (name === "MTU" || name === "ADVERT") found.set(name, { kind: name });
      else if (reading.ok === true) found.set("size", { kind: "size", bytes: reading.value });
      else remarks.push({ code: "value-invalid", text: `'${wordText(word)}' is not ${wanted}`, word: index });
    }
    const [first, second] = (["size", "MTU", "ADVERT"] as const).flatMap((kind) => found.get(kind) ?? []);
    if (first === undefined) return { ok: false, refusal: remarks[0] ?? nothing };
    if (second !== undefined) {
      const text = `only one of them can be: it runs as ${print(first)}`;
      remarks.push({ code: "value-adjusted", text, word: 0 });
    }
    return accepted(first, ...remarks);
  },
  print,
};

const nothing: Remark = { code: "value-invalid", text: "nothing readable follows", word: 0 };

function print(value: ReceiveBuffers): string {
  return value.kind === "size" ? String(value.bytes) : value.kind;
}
