/** The keywords of `track_file`: a file whose number instances and servers follow. */
import { settingOf } from "../block-node.ts";
import { accepted, type Remark, refused, type ValueForm } from "../forms/form.ts";
import { integer } from "../forms/number.ts";
import { path } from "../forms/path.ts";
import { firstWord } from "../forms/text.ts";
import { type TrackedWeight, trackedWeight } from "../forms/tracked-weight.ts";
import { aliasKeyword, blockKeyword, defaultedKeyword, valueKeyword } from "../keyword.ts";
import { wordText } from "../line.ts";

const trackedFile = valueKeyword<string>({
  name: "file",
  doc: "The file; it holds one whole number, and a file that is not there counts as 0.",
  example: 'file "/run/maintenance"',
  support: "accepted",
  since: "2.1.0",
  form: path(),
  default: { kind: "mandatory" },
  whenInvalid: { keep: "previous" },
  whenMissing: "reported",
  whenRepeated: "first-wins-reported",
});

const DEFAULT_WEIGHT = 1;

const fileWeight = defaultedKeyword<TrackedWeight>({
  name: "weight",
  doc: "Times the file's number it is added to the priority; with 0 any number but 0 makes instances fail.",
  example: "weight -1",
  support: "accepted",
  since: "2.1.0",
  form: trackedWeight(254),
  default: { weight: DEFAULT_WEIGHT, reverse: false },
  whenInvalid: { keep: "previous" },
  whenMissing: "reported",
  whenRepeated: "last-wins",
  settle: (weight, _scope, previous) =>
    previous === undefined || previous.weight === DEFAULT_WEIGHT
      ? accepted(weight)
      : refused("value-duplicate", "it was written before, and the first one counts"),
});

export interface InitFile {
  readonly value: number;
  /** Also when there is a file already. */
  readonly overwrite: boolean;
}

const fileNumber = integer({ min: -2_147_483_648, max: 2_147_483_647 });

/** Beyond these a priority would be none any more. */
const LARGEST_SENSIBLE = 254;

const initFileForm: ValueForm<InitFile> = {
  ...fileNumber,
  syntax: "[<int>] [overwrite]",
  wanted: "a whole number, or 'overwrite', or both, or nothing",
  maxWords: Number.POSITIVE_INFINITY,
  read(words, context) {
    let value = 0;
    let overwrite = false;
    const remarks: Remark[] = [];
    for (const [index, word] of words.entries()) {
      if (word.raw === "overwrite") {
        overwrite = true;
      } else if (/^[-+]?\d/.test(word.raw)) {
        const reading = fileNumber.read([word], context);
        if (reading.ok === true && Math.abs(reading.value) <= LARGEST_SENSIBLE) value = reading.value;
        else remarks.push(unusable(wordText(word), index));
      } else {
        const text = `'${wordText(word)}' is neither a number nor 'overwrite' and is ignored`;
        remarks.push({ code: "option-unknown", text, word: index });
      }
    }
    return accepted({ value, overwrite }, ...remarks);
  },
  print: ({ value, overwrite }) => `${value}${overwrite ? " overwrite" : ""}`,
};

function unusable(written: string, word: number): Remark {
  const text = `'${written}' is no whole number from -${LARGEST_SENSIBLE} to ${LARGEST_SENSIBLE} and is ignored`;
  return { code: "value-out-of-range", text, word };
}

const initFile = valueKeyword<InitFile>({
  name: "init_file",
  doc: "Writes the file at start, with 0 or the number given, when it is not there or 'overwrite' is written.",
  example: "init_file 0",
  support: "accepted",
  since: "2.1.0",
  form: initFileForm,
  default: { kind: "absent" },
  whenInvalid: { keep: "previous" },
  whenMissing: "allowed",
  whenRepeated: "last-wins",
});

export const trackFile = blockKeyword({
  name: "track_file",
  doc: "Watches the number in a file; instances, groups and FILE_CHECKs below it name it.",
  example: "track_file maintenance {",
  support: "accepted",
  since: "2.1.0",
  head: firstWord("track_file"),
  whenMissing: "fatal",
  whenRepeated: "collected",
  owner: "checker",
  keywords: { file: trackedFile, weight: fileWeight, initFile },
  closed(node, scope, at) {
    if (settingOf(node, trackedFile) !== undefined) return "keep";
    const text = `track_file ${node.head} is ignored: it has no 'file' with a path`;
    scope.say("argument-missing", "error", at, text);
    return "drop";
  },
});

export const vrrpTrackFile = aliasKeyword({
  name: "vrrp_track_file",
  of: "track_file",
  doc: "The name that track_file had when only instances could follow it.",
  since: "2.0.0",
  deprecated: { by: "track_file", reason: "Write 'track_file'.", silent: true },
  requires: [["VRRP"]],
});
