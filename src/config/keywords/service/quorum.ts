/** How many servers a `virtual_server` needs, and what runs when it has them or not. */
import { integer } from "../../forms/number.ts";
import { type Script, script } from "../../forms/script.ts";
import { defaultedKeyword, flagKeyword, type ValueKeyword, valueKeyword } from "../../keyword.ts";

const common = {
  support: "accepted",
  since: "1.1.16",
  requires: [["LVS"]],
  whenMissing: "fatal",
} as const;

const UINT32_MAX = 0xffff_ffff;

export const quorum = defaultedKeyword<number>({
  ...common,
  name: "quorum",
  doc: "The weight that the live servers must have together for the service to be up.",
  example: "quorum 2",
  form: integer({ min: 1, max: UINT32_MAX, unit: "weight" }),
  default: 1,
  whenInvalid: { use: 1 },
  whenRepeated: "last-wins",
});

export const hysteresis = defaultedKeyword<number>({
  ...common,
  name: "hysteresis",
  doc: "The weight by which the quorum must be passed before the service goes up or down.",
  example: "hysteresis 1",
  form: integer({ min: 0, max: UINT32_MAX, unit: "weight" }),
  default: 0,
  whenInvalid: { keep: "previous" },
  whenRepeated: "last-wins",
});

function quorumScript(name: string, doc: ValueKeyword<Script>["doc"]): ValueKeyword<Script> {
  return valueKeyword<Script>({
    ...common,
    name,
    doc,
    example: `${name} "/usr/local/bin/quorum 10.0.0.1"`,
    form: script,
    splitting: "script",
    default: { kind: "absent" },
    whenInvalid: { keep: "previous" },
    whenRepeated: "first-wins-reported",
  });
}

export const quorumKeywords = {
  quorum,
  hysteresis,
  quorumUp: quorumScript("quorum_up", "Runs when the live servers have the quorum."),
  quorumDown: quorumScript("quorum_down", "Runs when the live servers no longer have the quorum."),
  alpha: flagKeyword({
    name: "alpha",
    doc: "Servers count as down until a check succeeds; a word behind it changes nothing, also not off.",
    example: "alpha",
    support: "accepted",
    since: "1.1.16",
    requires: [["LVS"]],
    default: { kind: "absent" },
  }),
  omega: flagKeyword({
    name: "omega",
    doc: "The notifications for going down run when the daemon stops.",
    example: "omega",
    support: "accepted",
    since: "1.1.16",
    requires: [["LVS"]],
    default: { kind: "absent" },
  }),
};
