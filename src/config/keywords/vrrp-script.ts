/** The keywords of `vrrp_script`: a command whose exit status instances follow. */
import { settingOf } from "../block-node.ts";
import { accepted, missing, type ValueForm } from "../forms/form.ts";
import { integer, seconds } from "../forms/number.ts";
import { command, type Script } from "../forms/script.ts";
import { firstWord } from "../forms/text.ts";
import { type TrackedWeight, trackedWeight } from "../forms/tracked-weight.ts";
import { type Owner, ownerOrUnknown, UNKNOWN_OWNER } from "../forms/user.ts";
import { blockKeyword, defaultedKeyword, flagKeyword, type ValueKeyword, valueKeyword } from "../keyword.ts";

const requires = [["VRRP"]] as const;

const LONGEST_US = 4_294_000_000;
const SECOND_US = 1_000_000;

/** keepalived says nothing of an empty command until the block ends. */
const commandOrNothing: ValueForm<Script> = {
  ...command,
  read: (words, context) =>
    words[0]?.raw.trim() === "" ? missing(command.wanted) : command.read(words, context),
};

export const trackedCommand = valueKeyword<Script>({
  name: "script",
  doc: "The command to run; with arguments it stands in quotes.",
  example: 'script "/usr/local/bin/check-web --fast"',
  support: "accepted",
  since: "1.1.13",
  requires,
  form: commandOrNothing,
  splitting: "script",
  default: { kind: "mandatory" },
  whenInvalid: { keep: "previous" },
  whenMissing: "allowed",
  whenRepeated: "last-wins",
});

function duration(facts: Pick<ValueKeyword<number>, "name" | "doc" | "since" | "default">) {
  return valueKeyword<number>({
    ...facts,
    example: `${facts.name} 2`,
    support: "accepted",
    requires,
    form: seconds({ minUs: 0, maxUs: LONGEST_US, places: 3 }),
    whenInvalid: { keep: "previous" },
    whenMissing: "fatal",
    whenRepeated: "last-wins",
    settle: (us) =>
      us > 0
        ? accepted(us)
        : accepted(SECOND_US, { code: "value-adjusted", text: "0 is too short; it runs as 1", word: 0 }),
  });
}

export const scriptInterval = duration({
  name: "interval",
  doc: "From the start of one run to the start of the next.",
  since: "1.1.13",
  default: { kind: "value", value: SECOND_US },
});

export const scriptTimeout = duration({
  name: "timeout",
  doc: "How long a run may take; beyond that it counts as failed and is terminated.",
  since: "1.2.6",
  default: { kind: "derived", from: "the interval" },
});

export const scriptWeight = defaultedKeyword<TrackedWeight>({
  name: "weight",
  doc: "What success (above 0) or failure (below 0) adds to the priority; with 0 a failure makes instances fail.",
  example: "weight -20",
  support: "accepted",
  since: "1.1.13",
  requires,
  form: trackedWeight(253),
  default: { weight: 0, reverse: false },
  whenInvalid: { keep: "previous" },
  whenMissing: "fatal",
  whenRepeated: "last-wins",
});

function count(facts: Pick<ValueKeyword<number>, "name" | "doc">) {
  return defaultedKeyword<number>({
    ...facts,
    example: `${facts.name} 3`,
    support: "accepted",
    since: "1.1.18",
    requires,
    form: integer({ min: 1, max: 2_147_483_647 }),
    default: 1,
    whenInvalid: { use: 1 },
    whenMissing: "fatal",
    whenRepeated: "last-wins",
  });
}

export const scriptRise = count({ name: "rise", doc: "Successes in a row that make a failed script good." });
export const scriptFall = count({ name: "fall", doc: "Failures in a row that make a good script failed." });

export const scriptUser = valueKeyword<Owner>({
  name: "user",
  doc: "The user, and perhaps the group, that the script runs as; an unknown one removes the script.",
  example: "user nobody nogroup",
  support: "accepted",
  since: "1.3.0",
  requires,
  form: ownerOrUnknown("no script at all"),
  default: { kind: "derived", from: "script_user of global_defs" },
  whenInvalid: { use: UNKNOWN_OWNER },
  whenMissing: "fatal",
  whenRepeated: "last-wins",
});

export const scriptInitFail = flagKeyword({
  name: "init_fail",
  doc: "Counts as failed until its first success, instead of leaving that open.",
  example: "init_fail",
  support: "accepted",
  since: "1.3.2",
  requires,
  default: { kind: "value", value: false },
});

export const vrrpScript = blockKeyword({
  name: "vrrp_script",
  doc: "A command that is run again and again; instances and groups below it name it in track_script.",
  example: "vrrp_script check_web {",
  support: "accepted",
  since: "1.1.13",
  requires,
  head: firstWord("vrrp_script"),
  whenMissing: "fatal",
  whenRepeated: "collected",
  owner: "vrrp",
  keywords: {
    script: trackedCommand,
    intervalUs: scriptInterval,
    timeoutUs: scriptTimeout,
    weight: scriptWeight,
    rise: scriptRise,
    fall: scriptFall,
    user: scriptUser,
    initFail: scriptInitFail,
  },
  closed(node, scope, at) {
    if (settingOf(node, trackedCommand) === undefined) {
      const text = `vrrp_script ${node.head} is ignored: it has no 'script' with a command`;
      scope.say("argument-missing", "error", at, text);
      return "drop";
    }
    return settingOf(node, scriptUser) === UNKNOWN_OWNER ? "drop" : "keep";
  },
});
