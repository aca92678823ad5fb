/** The keywords of `vrrp_track_process`: running processes that instances follow. */
import { settingOf } from "../block-node.ts";
import { accepted, missing, type Reading, refused, type ValueForm } from "../forms/form.ts";
import { integer, seconds } from "../forms/number.ts";
import { optionalWord } from "../forms/optional-word.ts";
import { firstWord } from "../forms/text.ts";
import { type TrackedWeight, trackedWeight } from "../forms/tracked-weight.ts";
import { blockKeyword, defaultedKeyword, flagKeyword, type ValueKeyword, valueKeyword } from "../keyword.ts";
import { wordText } from "../line.ts";
import type { Scope } from "../scope.ts";

const requires = [["VRRP", "TRACK_PROCESS"]] as const;

export interface TrackedCommand {
  readonly command: string;
  readonly parameters: readonly string[];
}

const wantedCommand = "the name or path of a program, perhaps with its parameters";

const commandLine: ValueForm<TrackedCommand> = {
  syntax: "<command> [<parameter> ...]",
  wanted: wantedCommand,
  maxWords: Number.POSITIVE_INFINITY,
  read(words) {
    const [first, ...rest] = words;
    if (first === undefined) return missing(wantedCommand);
    return accepted({ command: wordText(first), parameters: rest.map(wordText) });
  },
  print: ({ command, parameters }) => [command, ...parameters].join(" "),
};

export const trackedProcess = valueKeyword<TrackedCommand>({
  name: "process",
  doc: "The program whose processes count, by name or path; with parameters they count as well.",
  example: "process nginx",
  support: "accepted",
  since: "2.0.11",
  requires,
  form: commandLine,
  default: { kind: "mandatory" },
  whenInvalid: { keep: "previous" },
  whenMissing: "fatal",
  whenRepeated: "last-wins",
  settle: (line, _scope, previous) => (previous === undefined ? accepted(line) : writtenBefore()),
});

export const paramMatch = valueKeyword<"exact" | "initial" | "partial">({
  name: "param_match",
  doc: "Whether the parameters must be all there are (alone), the first ones (initial), or the beginning of them (partial).",
  example: "param_match initial",
  support: "accepted",
  since: "2.0.16",
  requires,
  form: optionalWord({ bare: "exact", words: ["initial", "partial"] }),
  default: { kind: "derived", from: "an exact match if there are parameters, else none at all" },
  whenInvalid: { keep: "previous" },
  whenMissing: "allowed",
  whenRepeated: "last-wins",
});

export const processWeight = defaultedKeyword<TrackedWeight>({
  name: "weight",
  doc: "What enough processes (above 0) or too few (below 0) add to the priority; with 0 too few make instances fail.",
  example: "weight -20",
  support: "accepted",
  since: "2.0.11",
  requires,
  form: trackedWeight(254),
  default: { weight: 0, reverse: false },
  whenInvalid: { keep: "previous" },
  whenMissing: "reported",
  whenRepeated: "last-wins",
  settle: (weight, _scope, previous) =>
    previous === undefined || previous.weight === 0 ? accepted(weight) : writtenBefore(),
});

function writtenBefore<T>(): Reading<T> {
  return refused("value-duplicate", "it was written before, and the first one counts");
}

export const processQuorum = defaultedKeyword<number>({
  name: "quorum",
  doc: "How many processes there must be at least.",
  example: "quorum 2",
  support: "accepted",
  since: "2.0.11",
  requires,
  form: integer({ min: 1, max: 65_535 }),
  default: 1,
  whenInvalid: { keep: "previous" },
  whenMissing: "fatal",
  whenRepeated: "last-wins",
  settle(quorum, { node }: Scope) {
    const most = settingOf(node, processQuorumMax);
    return most === undefined || quorum <= most ? accepted(quorum) : outOfOrder(quorum, most);
  },
});

export const processQuorumMax: ValueKeyword<number> = valueKeyword<number>({
  name: "quorum_max",
  doc: "How many processes there may be at most; 0 means that none may run.",
  example: "quorum_max 4",
  support: "accepted",
  since: "2.0.16",
  requires,
  form: integer({ min: 0, max: 65_535 }),
  default: { kind: "derived", from: "no limit" },
  whenInvalid: { keep: "previous" },
  whenMissing: "fatal",
  whenRepeated: "last-wins",
  settle(most, { node }: Scope) {
    const quorum = settingOf(node, processQuorum) ?? 1;
    // With a quorum of 1, 0 turns the meaning round.
    return quorum <= Math.max(most, 1) ? accepted(most) : outOfOrder(quorum, most);
  },
});

function outOfOrder(quorum: number, most: number): Reading<number> {
  return refused("value-out-of-range", `quorum ${quorum} is more than quorum_max ${most}`);
}

function delay(facts: Pick<ValueKeyword<number>, "name" | "doc" | "since">) {
  return valueKeyword<number>({
    ...facts,
    example: `${facts.name} 2.5`,
    support: "accepted",
    requires,
    form: seconds({ minUs: 1, maxUs: 3_600_000_000 }),
    default: { kind: "derived", from: "no delay" },
    whenInvalid: { keep: "previous" },
    whenMissing: "fatal",
    whenRepeated: "last-wins",
  });
}

export const vrrpTrackProcess = blockKeyword({
  name: "vrrp_track_process",
  doc: "Counts the processes of a program; instances and groups below it name it in track_process.",
  example: "vrrp_track_process web {",
  support: "accepted",
  since: "2.0.11",
  requires,
  head: firstWord("vrrp_track_process"),
  whenMissing: "fatal",
  whenRepeated: "collected",
  owner: "vrrp",
  keywords: {
    process: trackedProcess,
    paramMatch,
    weight: processWeight,
    quorum: processQuorum,
    quorumMax: processQuorumMax,
    delayUs: delay({
      name: "delay",
      doc: "How long a change must last before it counts, both ways.",
      since: "2.0.11",
    }),
    terminateDelayUs: delay({
      name: "terminate_delay",
      doc: "How long too few processes must last before that counts.",
      since: "2.0.16",
    }),
    forkDelayUs: delay({
      name: "fork_delay",
      doc: "How long enough processes must last before that counts.",
      since: "2.0.16",
    }),
    fullCommand: flagKeyword({
      name: "full_command",
      doc: "Compares the whole command line instead of the program's name.",
      example: "full_command",
      support: "accepted",
      since: "2.0.11",
      requires,
      default: { kind: "value", value: false },
    }),
  },
  closed(node, scope, at) {
    if (settingOf(node, trackedProcess) !== undefined) return "keep";
    const text = `vrrp_track_process ${node.head} is ignored: it has no 'process' to look for`;
    scope.say("argument-missing", "error", at, text);
    return "drop";
  },
});
