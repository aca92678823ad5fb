/** Damages a configuration as keyboards, editors, disks and scripts do; the same random numbers give the same damage. */
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how keepalived writes the use of a definition
import type { Random } from "../../src/simulation/random.ts";

/** The files of one configuration by their names; `k.conf` is the main one. */
export type FuzzFiles = Readonly<Record<string, string>>;

type Mutation = (text: string, random: Random, seeds: readonly string[]) => string;

const numbers =
  "-1 0 00 +1 1.5 1e9 0x10 255 256 65536 2147483648 4294967296 18446744073709551616 99999999999999999999999 1.1234567 NaN Infinity .5 5. 5s";

/** Words that mean something where they do not belong. */
const words = [
  ...numbers.split(" "),
  '{ } {} }{ " "" "a b" a"b"c # ! \\ $ ${ ${} ${_ENV HOME} ${_RANDOM 1 9} ${_PWD} $_HASH @ @^ ~SEQ( ) include includea nopreempt on off'.split(
    " ",
  ),
  "10.0.0.1/33 fe80::1%eth0 ::ffff:1.2.3.4 10.0.0.1-300 eth0 eth99 group fwmark \xff\xfe \xc3\xa9 \x1b[31m \x7f".split(
    " ",
  ),
].flat();

const lines = [
  "$A=b",
  "$A=${A}",
  "$B=${A} ${A}",
  "$A=x \\\n y {\\\n z \\\n }",
  "$A=",
  "$state MASTER",
  "${A}",
  "$A",
  "~SEQ(i, 3) ${i}",
  "~SEQ(i, 1, 2, 9) vrrp_instance V${i} {",
  "~SEQ(i, 9, -3, 1) ~LST(n, a, b) ${i} ${n}",
  "~SEQx(i, 1, 15) $i",
  "~SEQ(i, 1, 0, 2) x",
  "~LST({a, b}, {1, 2}, {3}) ${a}${b}",
  "~LST(a",
  "include other.conf",
  "include k.conf",
  "includem missing.conf",
  "include *.conf",
  "include {other,missing}.conf",
  "includer [",
  "@here state MASTER",
  "@^here state BACKUP",
  "@ x",
  "virtual_server group g {",
  "virtual_ipaddress {",
  "static_routes {",
  "vrrp_script s {",
  "unknown_block {",
  "# comment { }",
  "}",
  "{",
  "\0",
  "a \0 b",
  "\xef\xbb\xbf",
  "\t",
  "\r",
];

function cut(text: string, random: Random, longest: number): [before: string, inside: string, after: string] {
  const start = random.below(text.length + 1);
  const end = Math.min(text.length, start + random.below(longest + 1));
  return [text.slice(0, start), text.slice(start, end), text.slice(end)];
}

function onLines(change: (lines: string[], at: number, random: Random) => void): Mutation {
  return (text, random) => {
    const list = text.split("\n");
    change(list, random.below(list.length), random);
    return list.join("\n");
  };
}

/** Puts another word in the place of one. */
const replaceWord: Mutation = (text, random) => {
  const found = [...text.matchAll(/\S+/g)];
  if (found.length === 0) return text;
  const { index, 0: word } = random.pick(found);
  return text.slice(0, index) + random.pick(words) + text.slice(index + word.length);
};

const replaceBrace: Mutation = (text, random) => {
  const found = [...text.matchAll(/[{}]/g)];
  if (found.length === 0) return `${text}}`;
  const { index } = random.pick(found);
  const instead = random.pick(["", "", "{", "}", "{{", "}}", "{\n", "\n}\n"]);
  return text.slice(0, index) + instead + text.slice(index + 1);
};

const mutations: readonly Mutation[] = [
  // A bit or a byte flipped.
  (text, random) => {
    const [before, inside, after] = cut(text, random, 1);
    const flipped = String.fromCharCode((inside.charCodeAt(0) || 0) ^ (1 << random.below(8)));
    return before + flipped + after;
  },
  (text, random) => {
    const [before, , after] = cut(text, random, 1);
    return before + String.fromCharCode(random.below(256)) + after;
  },
  // Lines dropped, doubled, swapped, joined, broken.
  onLines((list, at) => list.splice(at, 1)),
  onLines((list, at, random) => list.splice(at, random.between(1, 8))),
  onLines((list, at) => list.splice(at, 0, list[at] ?? "")),
  onLines((list, at, random) => {
    const other = random.below(list.length);
    [list[at], list[other]] = [list[other] ?? "", list[at] ?? ""];
  }),
  onLines((list, at) => list.splice(at, 2, `${list[at]} ${list[at + 1] ?? ""}`)),
  onLines((list, at, random) => {
    list.splice(at, 1, ...(list[at] ?? "").split(random.pick([" ", "{", "."])));
  }),
  onLines((list, at, random) => list.splice(at, 0, random.pick(lines))),
  onLines((list, at, random) => list.splice(at, 0, random.pick(lines))),
  replaceWord,
  replaceWord,
  replaceBrace,
  replaceBrace,
  // A stretch gone, or one that stands twice.
  (text, random) => {
    const [before, , after] = cut(text, random, 200);
    return before + after;
  },
  (text, random) => {
    const [before, inside, after] = cut(text, random, 400);
    return before + inside.repeat(random.between(2, 4)) + after;
  },
  // A stretch of another file.
  (text, random, seeds) => {
    const [before, , after] = cut(text, random, 0);
    const [, inside] = cut(random.pick(seeds), random, 600);
    return before + inside + after;
  },
  (text, random) => text.slice(0, random.below(text.length + 1)),
  (text, random) => text.replaceAll("\n", random.pick(["\r\n", "\r", " ", "\n\n", "\0"])),
  (text, random) => text.replace(/\S+/g, (word) => (random.chance(0.02) ? "$A" : word)),
];

/** One configuration out of the seeds, damaged a few times; sometimes a second file that it may include. */
export function fuzzInput(random: Random, seeds: readonly string[]): FuzzFiles {
  const main = mutated(random.pick(seeds), random, seeds);
  return random.chance(0.2)
    ? { "k.conf": main, "other.conf": mutated(random.pick(seeds), random, seeds) }
    : { "k.conf": main };
}

/** Doubling stretches of doublings would make files that say nothing new. */
const LONGEST = 20_000;

function mutated(seed: string, random: Random, seeds: readonly string[]): string {
  let text = seed;
  for (let count = random.between(1, 6); count > 0; count--)
    text = random.pick(mutations)(text, random, seeds).slice(0, LONGEST);
  return text;
}
