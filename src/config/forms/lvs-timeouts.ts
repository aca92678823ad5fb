/** The kernel's IPVS connection timeouts, one or more in any order. */
import { wordText } from "../line.ts";
import { accepted, type Remark, refused, type ValueForm } from "./form.ts";
import { integer } from "./number.ts";

/** What is absent keeps the kernel's value. */
export interface LvsTimeouts {
  readonly tcpS?: number;
  readonly tcpfinS?: number;
  readonly udpS?: number;
}

/** LVS_MAX_TIMEOUT of ip_vs_ctl.c in seconds: 31 days. */
const LONGEST_S = 86_400 * 31;
const timeout = integer({ min: 0, max: LONGEST_S, unit: "seconds" });
const fields: Readonly<Record<string, keyof LvsTimeouts>> = { tcp: "tcpS", tcpfin: "tcpfinS", udp: "udpS" };
const wanted = "at least one of 'tcp SECONDS', 'tcpfin SECONDS' and 'udp SECONDS'";

export const lvsTimeouts: ValueForm<LvsTimeouts> = {
  syntax: "tcp|tcpfin|udp <s> ...",
  range: { min: 0, max: LONGEST_S, unit: "seconds" },
  wanted,
  maxWords: Number.POSITIVE_INFINITY,
  read(words, context) {
    if (words.length < 2) return refused("argument-missing", "no timeout with its seconds follows");
    const found: Partial<Record<keyof LvsTimeouts, number>> = {};
    const remarks: Remark[] = [];
    for (let at = 0; at < words.length; at++) {
      const word = words[at];
      const name = word === undefined ? "" : wordText(word);
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (field === undefined) {
        const text = `'${name}' is no timeout (tcp, tcpfin, udp) and is ignored`;
        remarks.push({ code: "option-unknown", text, word: at });
        continue;
      }
      const value = words[++at];
      const reading = timeout.read(value === undefined ? [] : [value], context);
      if (reading.ok === true) found[field] = reading.value;
      else {
        const why = reading.ok === false ? reading.refusal.text : "no seconds follow";
        remarks.push({ code: "value-invalid", text: `${name} is ignored: ${why}`, word: at });
      }
    }
    return accepted(found, ...remarks);
  },
  print: (value) =>
    Object.entries(fields)
      .flatMap(([name, field]) => (value[field] === undefined ? [] : [`${name} ${value[field]}`]))
      .join(" "),
};
