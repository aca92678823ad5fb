/** `virtual_router_id 51`, which the sample that everybody starts from has. */
import { childrenOf, settingOf, spanOf } from "../../config/block-node.ts";
import { virtualRouterId } from "../../config/keywords/vrrp/identity.ts";
import { vrrpInstance } from "../../config/keywords/vrrp-instance.ts";
import type { Rule } from "../rule.ts";

const SAMPLE_ID = 51;

export const virtualRouterIdSample: Rule = {
  id: "vrrp/sample-router-id",
  level: "info",
  summary: "The virtual router id is the sample's, 51.",
  explanation:
    "Two clusters on one network segment with the same virtual_router_id take each other's advertisements for their own: the " +
    "addresses flap or the log fills with mismatches. 51 stands in keepalived's sample, so it is the number that a stranger " +
    "most likely has, too. Choose another and write down which are taken.",
  bad: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 100
    advert_int 1
    virtual_ipaddress {
        192.0.2.10/24
    }
}
`,
  good: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 87
    priority 100
    advert_int 1
    virtual_ipaddress {
        192.0.2.10/24
    }
}
`,
  check({ tree }, report) {
    for (const instance of childrenOf(tree, vrrpInstance)) {
      if (settingOf(instance, virtualRouterId) !== SAMPLE_ID) continue;
      report(
        spanOf(instance, virtualRouterId),
        "virtual_router_id 51 is the sample's: other clusters have it, too",
        {
          remedy: "choose a number that no other cluster on this network segment has",
        },
      );
    }
  },
};
