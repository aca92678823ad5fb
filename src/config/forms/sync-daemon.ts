/** The kernel's IPVS synchronisation daemon: its interface, the instance that it follows, and how it sends. */
import { formatAddress, type IpAddress, parseAddress } from "../../values/address.ts";
import { type Word, wordText } from "../line.ts";
import {
  accepted,
  missing,
  type ReadContext,
  type Reading,
  type Remark,
  refused,
  type ValueForm,
} from "./form.ts";
import { isMulticast } from "./multicast-group.ts";
import { integer } from "./number.ts";

export interface SyncDaemon {
  readonly interfaceName: string;
  /** The VRRP instance whose state it follows; absent for both roles at once. */
  readonly instance?: string;
  /** Absent for the instance's virtual router id, or 0. */
  readonly syncId?: number;
  readonly maximumLength?: number;
  readonly port?: number;
  readonly ttl?: number;
  readonly group?: IpAddress;
}

type Numbers = "syncId" | "maximumLength" | "port" | "ttl";

/** Bytes of an interface name without its terminating zero (IFNAMSIZ - 1, linux/if.h). */
const NAME_BYTES = 15;
const syncId = integer({ min: 0, max: 255 });
const numbers: ReadonlyMap<string, readonly [Numbers, ValueForm<number>]> = new Map([
  ["id", ["syncId", syncId]],
  ["maxlen", ["maximumLength", integer({ min: 1, max: 65_507 })]],
  ["port", ["port", integer({ min: 1, max: 65_535 })]],
  ["ttl", ["ttl", integer({ min: 1, max: 255 })]],
]);
const isOption = (word: Word | undefined) =>
  word !== undefined && (numbers.has(word.raw) || word.raw === "inst" || word.raw === "group");

const wanted = "an interface, and perhaps options (inst, id, maxlen, port, ttl, group) with their values";

export const syncDaemon: ValueForm<SyncDaemon> = {
  syntax:
    "<interface> [[inst] <instance>] [id <0..255>] [maxlen <1..65507>] [port <1..65535>] [ttl <1..255>] [group <multicast ip>]",
  wanted,
  maxWords: Number.POSITIVE_INFINITY,
  read(words, context) {
    const [first] = words;
    if (first === undefined) return missing(wanted);
    const name = wordText(first);
    if (first.raw.length > NAME_BYTES) {
      return refused(
        "value-invalid",
        `'${name}' is longer than the ${NAME_BYTES} bytes of an interface name`,
      );
    }
    const reader = new OptionReader(words, context, name);
    return reader.read();
  },
  print: ({ interfaceName, instance, group, ...rest }) =>
    [
      interfaceName,
      ...(instance === undefined ? [] : [`inst ${instance}`]),
      ...[...numbers].flatMap(([option, [field]]) =>
        rest[field] === undefined ? [] : [`${option} ${rest[field]}`],
      ),
      ...(group === undefined ? [] : [`group ${formatAddress(group)}`]),
    ].join(" "),
};

class OptionReader {
  readonly #words: readonly Word[];
  readonly #context: ReadContext;
  readonly #remarks: Remark[] = [];
  readonly #found: { -readonly [K in keyof SyncDaemon]: SyncDaemon[K] };
  /** The word read next; the first one is the interface. */
  #at = 1;

  constructor(words: readonly Word[], context: ReadContext, interfaceName: string) {
    this.#words = words;
    this.#context = context;
    this.#found = { interfaceName };
  }

  read(): Reading<SyncDaemon> {
    this.#readOldForm();
    for (let word = this.#words[this.#at]; word !== undefined; word = this.#words[this.#at]) {
      const option = word.raw;
      const number = numbers.get(option);
      const value = isOption(word) ? this.#words[++this.#at] : undefined;
      if (!isOption(word)) this.#say("option-unknown", `'${wordText(word)}' is no option and is ignored`);
      else if (option === "inst" && this.#found.instance !== undefined)
        this.#sayFollowing(this.#found.instance);
      else if (value === undefined && option === "inst") return this.#missingInstance();
      else if (value === undefined)
        this.#say("argument-missing", `no value follows '${option}', so it is ignored`);
      else if (number !== undefined) this.#readNumber(option, number, value);
      else if (option === "inst") this.#found.instance = wordText(value);
      else this.#readGroup(value);
      this.#at++;
    }
    return accepted(this.#found, ...this.#remarks);
  }

  /** `<interface> <instance> <id>` without option words. */
  #readOldForm(): void {
    const [, instance, id] = this.#words;
    if (instance === undefined || isOption(instance)) return;
    this.#found.instance = wordText(instance);
    this.#at = 2;
    if (id === undefined || isOption(id)) return;
    const reading = syncId.read([id], this.#context);
    if (reading.ok === true) {
      this.#found.syncId = reading.value;
      this.#say("keyword-deprecated", `write 'id ${reading.value}' instead of the number alone`);
    } else
      this.#say("value-invalid", `'${wordText(id)}' is no number from 0 to 255, so the id is the router's`);
    this.#at = 3;
  }

  #readNumber(option: string, [field, form]: readonly [Numbers, ValueForm<number>], value: Word): void {
    const reading = form.read([value], this.#context);
    if (reading.ok === true) this.#found[field] = reading.value;
    else if (reading.ok === false)
      this.#say("value-invalid", `${option} is ignored: ${reading.refusal.text}`);
  }

  #sayFollowing(instance: string): void {
    this.#say("value-invalid", `it follows '${instance}' already; a second instance is ignored`);
  }

  #readGroup(value: Word): void {
    const address = parseAddress(wordText(value));
    if (address !== undefined && isMulticast(address)) this.#found.group = address;
    else this.#say("value-invalid", `group is ignored: '${wordText(value)}' is no multicast address`);
  }

  /** keepalived ends there, as where a keyword's own word is missing. */
  #missingInstance(): Reading<SyncDaemon> {
    const exit = { daemon: 2, test: 2, aborts: true };
    const text = "'inst' needs the name of a VRRP instance behind it, and reading stops here";
    return {
      ok: false,
      refusal: { code: "argument-missing", text, word: this.#at - 1, severity: "fatal", exit },
    };
  }

  #say(code: Remark["code"], text: string): void {
    this.#remarks.push({ code, text, word: Math.min(this.#at, this.#words.length - 1) });
  }
}
