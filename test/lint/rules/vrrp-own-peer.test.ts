/** The cases of the rule in vrrp-own-peer.ts. */
import { vrrpOwnPeer } from "../../../src/lint/rules/vrrp-own-peer.ts";
import { block, vrrpExample } from "../../../src/lint/vrrp-example.ts";
import { ruleCases } from "./rule-cases.ts";

const unicast = (...peers: string[]) => ["unicast_src_ip 192.0.2.1", ...block("unicast_peer", ...peers)];

ruleCases(vrrpOwnPeer, {
  accept: [
    {
      title: "others",
      text: vrrpExample({ lines: unicast("192.0.2.2", "192.0.2.3") }),
    },
    {
      title: "no source address",
      text: vrrpExample({ lines: block("unicast_peer", "192.0.2.1") }),
    },
  ],
  reject: [
    {
      title: "itself among others",
      text: vrrpExample({ lines: unicast("192.0.2.2", "192.0.2.1") }),
      findings: ["10:9-18 192.0.2.1 is VI_1's own unicast_src_ip: it would hear itself"],
      remedy: "name the other nodes only",
    },
  ],
});
