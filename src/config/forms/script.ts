/** A command line: the program with its arguments in one word, and perhaps the user and group to run it as. */
import { type Word, wordText } from "../line.ts";
import { readable } from "../source.ts";
import { accepted, missing, type ReadContext, type Reading, refused, type ValueForm } from "./form.ts";
import { type Owner, ownerOf, printOwner } from "./user.ts";

export interface Script {
  /** The program and its arguments, as they are handed to the kernel. */
  readonly argv: readonly [string, ...string[]];
  /** Who it runs as; absent for the `script_user` of the file. */
  readonly owner?: Owner;
}

const wantedCommand = 'a command, in quotes when it has arguments ("/usr/bin/check arg")';

/** A command alone; words behind it are passed over. Its keyword needs `splitting: "script"`. */
export const command: ValueForm<Script> = {
  syntax: "<command>",
  wanted: wantedCommand,
  maxWords: 1,
  read: ([word]) => readCommand(word),
  print: printScript,
};

/** A command with its user and group. Its keyword needs `splitting: "script"`. */
export const strictScript: ValueForm<Script> = {
  syntax: "<command> [<user> [[:]<group>]]",
  wanted: `${wantedCommand}, and perhaps a user and a group`,
  maxWords: 3,
  read(words, context) {
    const reading = readCommand(words[0]);
    return reading.ok === true && words.length > 1 ? withOwner(reading.value, words, context) : reading;
  },
  print: printScript,
};

/** The same where keepalived drops an empty command, or one of an unknown user, without a word in its test. */
export const script: ValueForm<Script> = {
  ...strictScript,
  read(words, context) {
    const reading = strictScript.read(words, context);
    if (reading.ok !== false || reading.refusal.code === "quote-unterminated") return reading;
    return { ok: false, refusal: { ...reading.refusal, severity: "hint" } };
  },
};

function withOwner(value: Script, words: readonly Word[], context: ReadContext): Reading<Script> {
  const reading = ownerOf(words.slice(1, 3), context);
  if (reading.ok === "missing") return accepted(value);
  if (reading.ok === true) return accepted({ ...value, owner: reading.value });
  // Arguments outside the quotes are the usual cause.
  const text = `${reading.refusal.text}; if it is an argument of the command, put the command and its arguments into quotes`;
  return { ok: false, refusal: { ...reading.refusal, text, word: reading.refusal.word + 1 } };
}

function readCommand(word: Word | undefined): Reading<Script> {
  if (word === undefined) return missing(wantedCommand);
  const split = splitCommand(word.raw);
  if (split.open !== undefined) {
    return refused("quote-unterminated", `the ${split.open} in '${wordText(word)}' has nothing that ends it`);
  }
  const [program, ...rest] = split.argv.map(readable);
  if (program === undefined || program === "") return refused("value-invalid", "the command is empty");
  return accepted({ argv: [program, ...rest] });
}

function printScript({ argv, owner }: Script): string {
  const line = argv.map((word) => (/^[^\s'"\\]+$/.test(word) ? word : `'${word}'`)).join(" ");
  return owner === undefined ? `"${line}"` : `"${line}" ${printOwner(owner)}`;
}

export interface SplitCommand {
  readonly argv: readonly string[];
  /** The quote, or the backslash, that the end of the text leaves without its second part. */
  readonly open?: string;
}

const blanks = " \t\n\v\f\r";

/** The arguments of a command: both quotes hold blanks, may stand inside a word, and escapes work in them as outside. */
export function splitCommand(text: string): SplitCommand {
  const argv: string[] = [];
  let argument: string | undefined;
  let quote: string | undefined;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? "";
    if (character === quote) {
      quote = undefined;
    } else if (quote === undefined && (character === "'" || character === '"')) {
      quote = character;
      argument ??= "";
    } else if (quote === undefined && blanks.includes(character)) {
      if (argument !== undefined) argv.push(argument);
      argument = undefined;
    } else if (character === "\\" && at + 1 === text.length) {
      quote = character;
    } else if (character === "\\") {
      const written = readEscape(text, at + 1);
      argument = (argument ?? "") + written.character;
      at = written.last;
    } else {
      argument = (argument ?? "") + character;
    }
  }
  if (argument !== undefined) argv.push(argument);
  return quote === undefined ? { argv } : { argv, open: quote };
}

const namedEscapes: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  E: "\x1b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

/** The escape whose first character behind the backslash is at `start`; `last` is its last one. */
function readEscape(text: string, start: number): { readonly character: string; readonly last: number } {
  const first = text[start] ?? "";
  const octal = /^[0-7]{1,3}/.exec(text.slice(start, start + 3))?.[0];
  if (octal !== undefined) return byteEscape(Number.parseInt(octal, 8), start + octal.length - 1);
  if (first === "x") {
    const digits = /^[0-9a-fA-F]*/.exec(text.slice(start + 1))?.[0] ?? "";
    // keepalived keeps the lowest byte of however many digits there are.
    if (digits !== "") return byteEscape(Number.parseInt(digits.slice(-2), 16), start + digits.length);
  }
  const control = text.charCodeAt(start + 1);
  if (first === "c" && !Number.isNaN(control)) return byteEscape(control & 0x1f, start + 1);
  return { character: namedEscapes[first] ?? first, last: start };
}

function byteEscape(byte: number, last: number): { readonly character: string; readonly last: number } {
  return { character: String.fromCharCode(byte & 0xff), last };
}
