/** How often interfaces that do not send advertisements repeat gratuitous ARP. */
import { accepted, missing, type ValueForm } from "./form.ts";
import { integer } from "./number.ts";

export interface ExtraInterfaceGarp {
  readonly intervalS: number;
  /** Every interface with an address, not only those with a virtual MAC address. */
  readonly allInterfaces: boolean;
}

/** @param min 0 where it can be switched off */
export function extraInterfaceGarp(min: 0 | 1): ValueForm<ExtraInterfaceGarp> {
  const range = { min, max: 86_400, unit: "seconds" };
  const interval = integer(range);
  const wanted = `seconds from ${range.min} to ${range.max}, and perhaps 'all' before them`;
  return {
    syntax: `[all] <${range.min}..${range.max}>`,
    range,
    wanted,
    maxWords: 2,
    read(words, context) {
      const allInterfaces = words[0]?.raw === "all";
      const word = words[allInterfaces ? 1 : 0];
      if (word === undefined) return missing(wanted);
      const reading = interval.read([word], context);
      if (reading.ok !== true) return reading;
      return accepted({ intervalS: reading.value, allInterfaces }, ...reading.remarks);
    },
    print: ({ intervalS, allInterfaces }) => `${allInterfaces ? "all " : ""}${intervalS}`,
  };
}
