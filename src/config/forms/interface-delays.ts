/** An interface, and how long its link must be down and up before that counts. */
import { wordText } from "../line.ts";
import { missingInterface } from "./declared-interface.ts";
import { accepted, missing, type ValueForm } from "./form.ts";
import { printSeconds, seconds } from "./number.ts";

export interface InterfaceDelays {
  readonly interfaceName: string;
  readonly downUs: number;
  readonly upUs: number;
}

const delay = seconds({ minUs: 0, maxUs: 255_000_000 });
const wanted = "an interface and the seconds that its link must be down, and perhaps up";

export const interfaceDelays: ValueForm<InterfaceDelays> = {
  syntax: "<interface> <down> [<up>]",
  ...(delay.range === undefined ? {} : { range: delay.range }),
  wanted,
  maxWords: 3,
  read([nameWord, downWord, upWord], context) {
    if (nameWord === undefined) return missing(wanted);
    const interfaceName = wordText(nameWord);
    const absent = missingInterface(interfaceName, context.host);
    if (absent !== undefined) return accepted({ interfaceName, downUs: 0, upUs: 0 }, absent);
    const noDelay = accepted(0);
    const down = downWord === undefined ? noDelay : delay.read([downWord], context);
    // A delay that is not written is none; keepalived's manual promises the other one for it.
    const up = upWord === undefined ? noDelay : delay.read([upWord], context);
    if (down.ok !== true)
      return down.ok === false ? { ok: false, refusal: { ...down.refusal, word: 1 } } : down;
    if (up.ok !== true) return up.ok === false ? { ok: false, refusal: { ...up.refusal, word: 2 } } : up;
    const value = { interfaceName, downUs: down.value, upUs: up.value };
    return accepted(value, ...down.remarks, ...up.remarks);
  },
  print: ({ interfaceName, downUs, upUs }) =>
    `${interfaceName} ${printSeconds(downUs)} ${printSeconds(upUs)}`,
};
