/** VRRP version 2 on one node and 3 on the other. */
import { version } from "../../config/keywords/vrrp/identity.ts";
import { instanceRule, onBoth } from "../pair/pair-findings.ts";
import { samplePair } from "../pair/sample.ts";

export const instanceVersion = instanceRule(
  {
    id: "pair/version",
    level: "error",
    summary: "The nodes run different versions of VRRP.",
    explanation:
      "A router of one version drops the packets of the other, so both become MASTER and both hold the addresses. Set vrrp_version in " +
      "global_defs, or version in the instance, to the same number on every node.",
    remedy: "write the same version on every node",
    bad: samplePair({ lvs02: [["interface eth0", "interface eth0\n    version 3"]] }),
    good: samplePair(),
  },
  (pair) => {
    const [own, wanted] = [pair.other.config.version, pair.first.config.version];
    if (own === wanted) return undefined;
    const { name } = pair.other.config;
    return {
      at: version,
      message: `${name} runs VRRP version ${onBoth(pair, own, wanted)}: each drops the other's packets, both become MASTER`,
    };
  },
);
