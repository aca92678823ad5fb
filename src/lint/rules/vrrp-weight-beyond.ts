/** Weights that take the priority past its limits. */
import { childrenOf, entriesOf, settingOf } from "../../config/block-node.ts";
import { DEFAULT_PRIORITY, OWNER_PRIORITY, priority, state } from "../../config/keywords/vrrp/election.ts";
import { trackInterface, trackProcess, trackScript } from "../../config/keywords/vrrp/tracking.ts";
import { vrrpInstance } from "../../config/keywords/vrrp-instance.ts";
import { scriptWeight, vrrpScript } from "../../config/keywords/vrrp-script.ts";
import type { Rule } from "../rule.ts";
import { block, scriptExample, vrrpExample } from "../vrrp-example.ts";

const HIGHEST = OWNER_PRIORITY - 1;
const tracking = block("track_script", "check_web");

export const vrrpWeightBeyond: Rule = {
  id: "vrrp/weight-beyond",
  level: "info",
  summary: "The weight of something tracked takes the priority past 254 or below 1.",
  explanation:
    "The priority with all weights is kept within 1 and 254. A weight that leads past that is cut, so it counts for less than what is written, and two " +
    "nodes that both arrive at the limit are equal. Choose priorities and weights that leave room.",
  bad: vrrpExample({ above: scriptExample("weight 100"), priority: "200", lines: tracking }),
  good: vrrpExample({ above: scriptExample("weight 50"), priority: "200", lines: tracking }),
  check({ tree }, report) {
    const scripts = new Map(childrenOf(tree, vrrpScript).map((script) => [script.head, script]));
    const said = new Set<unknown>();
    for (const instance of childrenOf(tree, vrrpInstance)) {
      const own =
        settingOf(instance, priority) ??
        (settingOf(instance, state) === "MASTER" ? OWNER_PRIORITY : DEFAULT_PRIORITY);
      if (own === OWNER_PRIORITY) continue;
      const tracked = [trackScript, trackInterface, trackProcess].flatMap((list) =>
        entriesOf(instance, list).map((entry) => ({
          ...entry,
          script: list === trackScript ? scripts.get(entry.value.name) : undefined,
        })),
      );
      for (const { value, at, script } of tracked) {
        const weight =
          value.weight ?? (script === undefined ? 0 : (settingOf(script, scriptWeight)?.weight ?? 0));
        const sum = own + weight;
        const place = value.weight === undefined ? (script?.at ?? at) : at;
        if ((sum >= 1 && sum <= HIGHEST) || said.has(place)) continue;
        said.add(place);
        const limit = sum < 1 ? 1 : HIGHEST;
        report(
          place,
          `weight ${weight} takes priority ${own} of ${instance.head} to ${sum}: it runs as ${limit}`,
          {
            remedy: `write a weight of at most ${sum < 1 ? own - 1 : HIGHEST - own}`,
          },
        );
      }
    }
  },
};
