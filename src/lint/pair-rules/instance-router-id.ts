/** An instance with one virtual_router_id on one node and another one on the other. */
import { virtualRouterId } from "../../config/keywords/vrrp/identity.ts";
import { instanceRule, onBoth } from "../pair/pair-findings.ts";
import { samplePair } from "../pair/sample.ts";

export const instanceRouterId = instanceRule(
  {
    id: "pair/router-id",
    level: "error",
    summary: "An instance has different virtual router ids on the nodes.",
    explanation:
      "Routers know each other by the virtual_router_id alone: with two numbers each node hears nobody, both become MASTER, and both " +
      "hold the addresses. Write the same number on every node, and one that no other cluster on the network segment has.",
    remedy: "write the same virtual_router_id on every node",
    bad: samplePair({ lvs02: [["virtual_router_id 87", "virtual_router_id 88"]] }),
    good: samplePair(),
  },
  (pair) => {
    const [own, wanted] = [pair.other.config.virtualRouterId, pair.first.config.virtualRouterId];
    if (own === wanted) return undefined;
    const { name } = pair.other.config;
    return {
      at: virtualRouterId,
      message: `${name} has virtual_router_id ${onBoth(pair, own, wanted)}: neither hears the other, both become MASTER`,
    };
  },
);
