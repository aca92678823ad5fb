/** What a line of iproute2's words has said so far while it is read: its family, its remarks, and why it is refused. */
import { type IpAddress, type IpFamily, parseAddress } from "../../values/address.ts";
import {
  type Argument,
  type FamilyPart,
  type JoinedWords,
  joinWords,
  type TranslationPart,
} from "../arguments.ts";
import type { DiagnosticCode } from "../diagnostic.ts";
import type { HostFacts } from "../host-facts.ts";
import type { Word } from "../line.ts";
import type { Reading, Remark } from "./form.ts";
import { interfaceRemarks } from "./interface-name.ts";
import { type Prefix, readPrefix } from "./prefix.ts";

/** Ends the reading of one line; `readLine` makes a refusal of it. */
class LineRefused extends Error {
  readonly refusal: Remark;

  constructor(refusal: Remark) {
    super(refusal.text);
    this.refusal = refusal;
  }
}

export class LineDraft {
  readonly remarks: Remark[] = [];
  readonly host: HostFacts;
  readonly text: string;
  /** That of the first address; addresses behind it must have the same. */
  family: IpFamily | undefined;
  readonly #thing: "route" | "rule";
  readonly #line: JoinedWords;

  constructor(thing: "route" | "rule", words: readonly Word[], host: HostFacts) {
    this.#thing = thing;
    this.#line = joinWords(words);
    this.text = this.#line.text;
    this.host = host;
  }

  remark(code: DiagnosticCode, at: number, text: string): void {
    this.remarks.push({ code, text, word: this.#line.wordAt(at) });
  }

  refuse(code: DiagnosticCode, at: number, text: string): never {
    const said = `${text}, so this line adds no ${this.#thing}`;
    throw new LineRefused({ code, text: said, word: this.#line.wordAt(at) });
  }

  /** The argument of an option; keepalived's reading of the whole file ends at an option without one. */
  need({ value, option, at }: { value: Argument | null; option: string; at: number }): Argument {
    if (value !== null) return value;
    const text = `'${option}' needs a word behind it, and reading stops here`;
    const exit = { daemon: 2, test: 2, aborts: true };
    const word = this.#line.wordAt(at);
    throw new LineRefused({ code: "argument-missing", severity: "fatal", exit, text, word });
  }

  /** An address or network of the line's family. */
  prefix(argument: Argument, what: string, code: DiagnosticCode = "value-invalid"): Prefix | "default" {
    const read = readPrefix(argument.text, this.#line.wordAt(argument.at));
    if (read === undefined) {
      return this.refuse(code, argument.at, `'${argument.text}' is not ${what}`);
    }
    this.remarks.push(...read.remarks);
    if (read.prefix !== "default") this.useFamily(read.prefix.address.family, argument);
    return read.prefix;
  }

  /** An address of the line's family, without a prefix length. */
  address(argument: Argument, what: string): IpAddress {
    const address = this.anyAddress(argument, what);
    this.useFamily(address.family, argument);
    return address;
  }

  anyAddress({ text, at }: Argument, what: string): IpAddress {
    return parseAddress(text) ?? this.refuse("value-invalid", at, `'${text}' is not ${what}`);
  }

  useFamily(family: IpFamily, argument: Argument): void {
    this.family ??= family;
    if (this.family !== family) {
      const said = `'${argument.text}' is of IPv${family} and the line began with IPv${this.family}`;
      this.refuse("address-family-mismatch", argument.at, said);
    }
  }

  /** `inet` or `inet6`, which keepalived reads together with the word behind it. */
  nameFamily({ option, at, skipped }: FamilyPart): void {
    const family = option === "inet" ? 4 : 6;
    this.family ??= family;
    if (this.family !== family) {
      this.refuse("address-family-mismatch", at, `'${option}' stands on a line of IPv${this.family}`);
    }
    if (skipped === null) return;
    const text = `'${skipped.text}' is passed over, as keepalived does with the word behind '${option}'`;
    const word = this.#line.wordAt(skipped.at);
    this.remarks.push({ code: "argument-surplus", severity: "hint", text, word });
  }

  /** The name of an interface that the host has. */
  interfaceName({ text, at }: Argument): string {
    const [missing] = interfaceRemarks(text, this.host, this.#line.wordAt(at));
    if (missing !== undefined) throw new LineRefused(missing);
    return text;
  }

  /** The name of an interface that is a VRF (Linux's virtual routing and forwarding). */
  vrf({ text, at }: Argument): string {
    const found = this.host.interfaces?.find((candidate) => candidate.name === text);
    if (this.host.interfaces !== undefined && found === undefined) {
      this.refuse("interface-missing", at, `there is no VRF '${text}'`);
    }
    if (found?.vrf === false) this.refuse("value-invalid", at, `the interface '${text}' is no VRF`);
    return text;
  }

  /** `as to`, the address translation of Linux 2.2, which routes have no more. */
  translation(part: TranslationPart): void {
    if (!part.complete) this.need(part);
    this.remark("option-unknown", part.at, "'as to' is ignored: routes translate no addresses");
  }
}

/** Reads a line whose reading may end anywhere. */
export function readLine<T>(read: () => Reading<T>): Reading<T> {
  try {
    return read();
  } catch (error) {
    if (error instanceof LineRefused) return { ok: false, refusal: error.refusal };
    throw error;
  }
}
