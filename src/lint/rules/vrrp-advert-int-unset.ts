/** An instance without advert_int. */
import { childrenOf, findSetting } from "../../config/block-node.ts";
import { advertInt } from "../../config/keywords/vrrp/identity.ts";
import { vrrpInstance } from "../../config/keywords/vrrp-instance.ts";
import type { Rule } from "../rule.ts";
import { vrrpExample } from "../vrrp-example.ts";

export const vrrpAdvertIntUnset: Rule = {
  id: "vrrp/advert-int-unset",
  level: "info",
  summary: "The interval of advertisements is not written.",
  explanation:
    "Without advert_int an advertisement is sent every second, so a dead MASTER is noticed after 3 to 4 seconds. With version 2 all nodes must have " +
    "the same interval, or both become MASTER; a line that says it keeps the next editor of one file from changing only that one.",
  bad: vrrpExample({ advertInt: undefined }),
  good: vrrpExample(),
  check({ tree }, report) {
    for (const instance of childrenOf(tree, vrrpInstance)) {
      if (findSetting(instance, advertInt as Parameters<typeof findSetting>[1]) !== undefined) continue;
      report(instance.at, `${instance.head} has no advert_int: it runs as 1`, {
        remedy: "write advert_int 1",
      });
    }
  },
};
