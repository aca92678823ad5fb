/** The keywords of `BFD_CHECK` in a `real_server`. */
import { hearsOfSession } from "../../bfd-listeners.ts";
import { type BlockNode, settingOf } from "../../block-node.ts";
import { accepted, type Reading, refused, type ValueForm } from "../../forms/form.ts";
import { blockKeyword, valueKeyword } from "../../keyword.ts";
import { wordText } from "../../line.ts";
import type { Scope } from "../../scope.ts";
import type { Span } from "../../source.ts";
import { alphaKeyword } from "./connection.ts";

const facts = { support: "accepted", since: "2.0.0", requires: [["LVS", "BFD"]] } as const;

/** Stands for a name that cannot be used, which takes the whole check with it. */
const UNUSABLE = "";

/** Exactly one word: what has none or several names no session at all. */
const sessionName: ValueForm<string> = {
  syntax: "<name>",
  // A longer name is none of a bfd_instance, which keepalived refuses with it.
  range: { max: 31, unit: "chars" },
  wanted: "the name of a bfd_instance block",
  maxWords: Number.POSITIVE_INFINITY,
  read([word, ...surplus]) {
    if (word === undefined) return refused("argument-missing", "nothing stands behind it");
    if (surplus.length > 0) return refused("argument-surplus", "one name is a single word", 1);
    return accepted(wordText(word));
  },
  print: (name) => (name === UNUSABLE ? "no check at all" : name),
};

const bfdName = valueKeyword<string>({
  ...facts,
  name: "name",
  doc: "The bfd_instance block, further up in the file, whose session is followed.",
  example: "name router",
  form: sessionName,
  default: { kind: "mandatory" },
  whenInvalid: { use: UNUSABLE },
  whenMissing: "reported",
  whenRepeated: "last-wins",
  settle: judgeName,
});

function judgeName(name: string, scope: Scope, previous: string | undefined): Reading<string> {
  if (previous === UNUSABLE) return accepted(UNUSABLE);
  if (!scope.declared("bfd_instance", name) || !hearsOfSession("checker", name, scope)) {
    return refused("name-unknown", `there is no bfd_instance '${name}' above this line`);
  }
  if (previous === undefined) return accepted(name);
  const text = `the check follows ${previous} already: this line is ignored`;
  return accepted(previous, { code: "block-duplicate", text, word: 0 });
}

export const bfdCheck = blockKeyword({
  ...facts,
  name: "BFD_CHECK",
  doc: "The server is up while a BFD session is.",
  example: "BFD_CHECK {",
  whenMissing: "allowed",
  whenRepeated: "collected",
  keywords: { name: bfdName, alpha: alphaKeyword({ run: false, since: "2.0.0", requires: ["LVS", "BFD"] }) },
  closed: needName,
});

function needName(node: BlockNode, scope: Scope, at: Span): "keep" | "drop" {
  const name = settingOf(node, bfdName);
  if (name === undefined) {
    scope.say("check-incomplete", "error", at, "BFD_CHECK without a name is ignored: add name");
  }
  return name === undefined || name === UNUSABLE ? "drop" : "keep";
}
