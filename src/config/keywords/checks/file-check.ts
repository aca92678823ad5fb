/** The keywords of `FILE_CHECK` in a `real_server`. */
import { type BlockNode, settingOf } from "../../block-node.ts";
import { accepted, refused } from "../../forms/form.ts";
import { text } from "../../forms/text.ts";
import { type TrackFileWeight, trackFileWeight } from "../../forms/track-file-weight.ts";
import { blockKeyword, valueKeyword } from "../../keyword.ts";
import type { Scope } from "../../scope.ts";
import type { Span } from "../../source.ts";

const facts = {
  support: "accepted",
  since: "2.1.0",
  requires: [["LVS"]],
  whenInvalid: { keep: "previous" },
  whenRepeated: "last-wins",
} as const;

const trackFile = valueKeyword<string>({
  ...facts,
  name: "track_file",
  doc: "The track_file block, further up in the file, whose number is followed.",
  example: "track_file load",
  form: text({ name: "name of a track_file block", mayBeEmpty: true }),
  default: { kind: "mandatory" },
  whenMissing: "fatal",
  settle(name, scope) {
    if (scope.declared("track_file", name)) return accepted(name);
    return refused("name-unknown", `there is no track_file '${name}' above this line`);
  },
});

export const fileCheck = blockKeyword({
  name: "FILE_CHECK",
  doc: "The server's state or weight follows the number in a file.",
  example: "FILE_CHECK {",
  support: "accepted",
  since: "2.1.0",
  requires: [["LVS"]],
  whenMissing: "allowed",
  whenRepeated: "collected",
  keywords: {
    trackFile,
    weight: valueKeyword<TrackFileWeight>({
      ...facts,
      name: "weight",
      doc: "The number times this is added to the server's weight; with 0 any other number than 0 is a failure.",
      example: "weight 2",
      form: trackFileWeight,
      default: { kind: "derived", from: "the weight of the track_file block" },
      whenMissing: "reported",
    }),
  },
  closed: needTrackFile,
});

function needTrackFile(node: BlockNode, scope: Scope, at: Span): "keep" | "drop" {
  if (settingOf(node, trackFile) !== undefined) return "keep";
  scope.say("check-incomplete", "error", at, "FILE_CHECK without track_file is ignored: add track_file");
  return "drop";
}
