/** Scripts, files and processes that nothing tracks. */
import { type BlockNode, findNamed } from "../../config/block-node.ts";
import type { TrackLine } from "../../config/forms/track-line.ts";
import type { ListKeyword } from "../../config/keyword.ts";
import { trackFile, trackProcess, trackScript } from "../../config/keywords/vrrp/tracking.ts";
import type { Rule } from "../rule.ts";
import { block, scriptExample, vrrpExample } from "../vrrp-example.ts";

/** Blocks that define something to track, and the list that names it. */
const trackedBy: ReadonlyMap<string, ListKeyword<TrackLine>> = new Map([
  ["vrrp_script", trackScript],
  ["track_file", trackFile],
  ["vrrp_track_file", trackFile],
  ["vrrp_track_process", trackProcess],
]);

export const vrrpScriptUntracked: Rule = {
  id: "vrrp/untracked",
  level: "warning",
  summary: "A script, file or process is defined and tracked by nothing.",
  explanation:
    "A vrrp_script that no instance and no group names in track_script is never run, and its failure moves nothing; so it is with track_file and " +
    "vrrp_track_process. Mostly the line in the instance was forgotten, or its name is spelt otherwise.",
  bad: vrrpExample({ above: scriptExample("weight -60") }),
  good: vrrpExample({ above: scriptExample("weight -60"), lines: block("track_script", "check_web") }),
  check({ tree, diagnostics }, report) {
    // A name that is refused where it stands, because its definition comes too late, is not a second mistake.
    const refused = diagnostics.filter(({ code }) => code === "name-unknown").map(({ message }) => message);
    const used = new Set<string>();
    for (const user of tree.children) collect(user, used);
    for (const definition of tree.children) {
      const list = trackedBy.get(definition.keyword?.name ?? "");
      if (list === undefined || typeof definition.head !== "string") continue;
      if (used.has(`${list.name} ${definition.head}`)) continue;
      if (refused.some((message) => message.includes(`'${definition.head}'`))) continue;
      report(
        definition.at,
        `${definition.keyword?.name} ${definition.head} is tracked by nothing: it has no effect`,
        {
          remedy: `name it in ${list.name} of an instance, or delete it`,
        },
      );
    }
  },
};

/** Of an instance or a sync group. */
function collect(user: BlockNode, used: Set<string>): void {
  for (const list of new Set(trackedBy.values())) {
    // A group's list is an entry of its own in the table.
    for (const { value } of findNamed(user, list.name)?.entries ?? []) {
      used.add(`${list.name} ${(value as TrackLine).name}`);
    }
  }
}
