/** Authentication of VRRP, which proves nothing. */
import { childrenOf, settingOf } from "../../config/block-node.ts";
import { authentication, authType } from "../../config/keywords/authentication.ts";
import { vrrpInstance } from "../../config/keywords/vrrp-instance.ts";
import type { Rule } from "../rule.ts";
import { block, vrrpExample } from "../vrrp-example.ts";

export const vrrpAuthentication: Rule = {
  id: "vrrp/authentication",
  level: "info",
  summary: "The instance uses authentication of VRRP version 2.",
  explanation:
    "RFC 3768 took authentication out of VRRP: PASS sends its text in clear with every advertisement, and neither kind keeps a machine on the " +
    "segment from becoming MASTER. It protects against mistakes only, such as a second cluster with the same virtual_router_id. Keep " +
    "strangers off the segment, or send to unicast_peer, instead.",
  bad: vrrpExample({ lines: block("authentication", "auth_type PASS", "auth_pass k7Qz2Lp0") }),
  good: vrrpExample(),
  check({ tree }, report) {
    for (const instance of childrenOf(tree, vrrpInstance)) {
      const written = childrenOf(instance, authentication).find(
        (one) => settingOf(one, authType) !== undefined,
      );
      if (written === undefined) continue;
      const type = settingOf(written, authType);
      const why =
        type === "PASS" ? "every advertisement shows its text" : "it keeps no machine of the segment out";
      report(written.at, `auth_type ${type} is no protection: ${why}; RFC 3768 removed it`, {
        remedy: "keep strangers off the network segment; leave authentication out on all nodes at once",
      });
    }
  },
};
