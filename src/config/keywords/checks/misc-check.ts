/** The keywords of `MISC_CHECK` in a `real_server`. */
import { type BlockNode, settingOf } from "../../block-node.ts";
import { accepted, type ValueForm } from "../../forms/form.ts";
import { integer } from "../../forms/number.ts";
import { command, type Script } from "../../forms/script.ts";
import { type Owner, ownerOrUnknown, UNKNOWN_OWNER } from "../../forms/user.ts";
import { blockKeyword, flagKeyword, valueKeyword } from "../../keyword.ts";
import type { Scope } from "../../scope.ts";
import type { Span } from "../../source.ts";
import { grownLevel, scheduleKeywords } from "./connection.ts";

const facts = { support: "accepted", requires: [["LVS"]] } as const;

/** An empty command is as good as none, which keepalived says at the end of the block. */
const checkCommand: ValueForm<Script> = {
  ...command,
  read(words, context) {
    const reading = command.read(words, context);
    if (reading.ok !== false || reading.refusal.code !== "value-invalid") return reading;
    return { ok: false, refusal: { ...reading.refusal, severity: "hint" } };
  },
};

const miscPath = valueKeyword<Script>({
  ...facts,
  name: "misc_path",
  doc: "The program to run, in quotes with its arguments; it exits with 0 when the server is up.",
  example: 'misc_path "/usr/local/bin/check-server 172.16.1.5"',
  splitting: "script",
  form: checkCommand,
  default: { kind: "mandatory" },
  whenInvalid: { keep: "previous" },
  whenMissing: "allowed",
  whenRepeated: "last-wins",
});

const user = valueKeyword<Owner>({
  ...facts,
  name: "user",
  doc: "The user, and perhaps the group, that the program runs as; an unknown one removes the check.",
  example: "user nobody",
  since: "1.3.0",
  form: ownerOrUnknown("no check at all"),
  default: { kind: "derived", from: "script_user of global_defs" },
  whenInvalid: { use: UNKNOWN_OWNER },
  whenMissing: "reported",
  whenRepeated: "last-wins",
  settle: (value, _, previous) => accepted(previous === UNKNOWN_OWNER ? UNKNOWN_OWNER : value),
});

export const miscCheck = blockKeyword({
  ...facts,
  name: "MISC_CHECK",
  doc: "The exit status of a program says whether the server is up.",
  example: "MISC_CHECK {",
  whenMissing: "allowed",
  whenRepeated: "collected",
  keywords: {
    ...scheduleKeywords(
      grownLevel({
        run: false,
        keywordsSince: { retry: "1.3.7", delayBeforeRetry: "1.3.7" },
        lastResort: { retry: "0" },
      }),
    ),
    miscPath,
    miscTimeout: valueKeyword<number>({
      ...facts,
      name: "misc_timeout",
      doc: "Seconds that the program may take; then it is ended and counts as failed.",
      example: "misc_timeout 5",
      form: integer({ min: 0, max: 4294, unit: "s" }),
      default: { kind: "derived", from: "the virtual server's delay_loop" },
      whenInvalid: { keep: "previous" },
      whenMissing: "fatal",
      whenRepeated: "last-wins",
    }),
    miscDynamic: flagKeyword({
      ...facts,
      name: "misc_dynamic",
      doc: "An exit status from 2 to 255 sets the server's weight to 2 less.",
      example: "misc_dynamic",
      default: { kind: "value", value: false },
    }),
    user,
  },
  closed: needProgram,
});

function needProgram(node: BlockNode, scope: Scope, at: Span): "keep" | "drop" {
  if (settingOf(node, user) === UNKNOWN_OWNER) return "drop";
  if (settingOf(node, miscPath) !== undefined) return "keep";
  scope.say("check-incomplete", "error", at, "MISC_CHECK without a program is ignored: add misc_path");
  return "drop";
}
