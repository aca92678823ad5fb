/** One line of `unicast_peer`: an address that adverts go to, and the hop limits that its own may come with. */
import { formatAddress, type IpAddress } from "../../values/address.ts";
import { wordText } from "../line.ts";
import { ipAddress } from "./address.ts";
import { accepted, missing, type Remark, type ValueForm } from "./form.ts";
import { integer } from "./number.ts";

export interface UnicastPeer {
  readonly address: IpAddress;
  readonly minTtl: number;
  readonly maxTtl: number;
  /** A bound was written, which makes the sources of adverts be checked. */
  readonly checksTtl: boolean;
}

const MOST_HOPS = 255;
const wanted = "an IP address, perhaps with 'min_ttl' and 'max_ttl' behind it";
const ttl = integer({ min: 0, max: MOST_HOPS });

export const unicastPeer: ValueForm<UnicastPeer> = {
  syntax: "<ip> [min_ttl <0..255>] [max_ttl <0..255>]",
  range: { min: 0, max: MOST_HOPS },
  wanted,
  maxWords: 5,
  read(words, context) {
    const [word] = words;
    if (word === undefined) return missing(wanted);
    // A prefix length behind the address is passed over, as keepalived does.
    const bare = { ...word, raw: word.raw.replace(/\/\d+$/, "") };
    const reading = ipAddress.read([bare], context);
    if (reading.ok !== true) return reading;
    const bounds = { min_ttl: 0, max_ttl: MOST_HOPS };
    const remarks: Remark[] = [];
    let checksTtl = false;
    for (let index = 1; index < words.length; index += 2) {
      const option = words[index];
      const argument = words[index + 1];
      if (option === undefined) break;
      if (option.raw !== "min_ttl" && option.raw !== "max_ttl") {
        const text = `'${wordText(option)}' is no option of a peer (min_ttl, max_ttl) and is ignored; a second address needs its own line`;
        remarks.push({ code: "option-unknown", text, word: index });
        continue;
      }
      if (argument === undefined) {
        const text = `'${option.raw}' has no number behind it and is ignored`;
        remarks.push({ code: "argument-missing", text, word: index });
        continue;
      }
      const bound = ttl.read([argument], context);
      if (bound.ok === true) {
        bounds[option.raw] = bound.value;
        checksTtl = true;
      } else if (bound.ok === false) {
        const text = `${option.raw} ${bound.refusal.text}; it is ignored`;
        remarks.push({ ...bound.refusal, text, word: index + 1 });
      }
    }
    if (bounds.min_ttl > bounds.max_ttl) {
      const text = `min_ttl ${bounds.min_ttl} is above max_ttl ${bounds.max_ttl}, so every advert of this peer is dropped`;
      remarks.push({ code: "value-out-of-range", text, word: 0 });
    }
    const value = {
      address: reading.value,
      minTtl: bounds.min_ttl,
      maxTtl: bounds.max_ttl,
      checksTtl,
    };
    return accepted(value, ...remarks);
  },
  print: ({ address, minTtl, maxTtl }) => {
    const least = minTtl === 0 ? "" : ` min_ttl ${minTtl}`;
    const most = maxTtl === MOST_HOPS ? "" : ` max_ttl ${maxTtl}`;
    return `${formatAddress(address)}${least}${most}`;
  },
};
