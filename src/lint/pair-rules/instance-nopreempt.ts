/** nopreempt on one node only. */
import { nopreempt } from "../../config/keywords/vrrp/election.ts";
import { instanceRule } from "../pair/pair-findings.ts";
import { samplePair } from "../pair/sample.ts";

export const instanceNopreempt = instanceRule(
  {
    id: "pair/nopreempt",
    level: "info",
    summary: "Only some of the nodes have nopreempt.",
    explanation:
      "nopreempt keeps a node from taking the addresses from a MASTER of lower priority. On one node only, it depends on who died last " +
      "whether the addresses move back by themselves. That can be meant; mostly one of the files was forgotten.",
    remedy: "write nopreempt on every node or on none",
    bad: samplePair({ lvs02: [["advert_int 1", "advert_int 1\n    nopreempt"]] }),
    good: samplePair(),
  },
  ({ first, other }) => {
    if (other.config.preempt === first.config.preempt) return undefined;
    const [withIt, without] = other.config.preempt ? [first, other] : [other, first];
    return {
      at: nopreempt,
      message: `${other.config.name} has nopreempt on ${withIt.node.name} and not on ${without.node.name}: whether the addresses move back depends on who died last`,
    };
  },
);
