/** The keyword `vrrp_instance`; its keywords stand by subject in the folder vrrp. */
import { blockName } from "../forms/text.ts";
import { blockKeyword } from "../keyword.ts";
import { authentication } from "./authentication.ts";
import { addressKeywords } from "./vrrp/addresses.ts";
import { authHmac } from "./vrrp/auth-hmac.ts";
import { closeInstance } from "./vrrp/closing.ts";
import { electionKeywords } from "./vrrp/election.ts";
import { gratuitousArpKeywords } from "./vrrp/gratuitous-arp.ts";
import { identityKeywords } from "./vrrp/identity.ts";
import { notifyKeywords } from "./vrrp/notify.ts";
import { packetKeywords } from "./vrrp/packets.ts";
import { trackingKeywords } from "./vrrp/tracking.ts";
import { vmacKeywords } from "./vrrp/vmac.ts";

export const vrrpInstance = blockKeyword({
  name: "vrrp_instance",
  doc: "One virtual router on one interface.",
  example: "vrrp_instance VI_1 {",
  support: "full",
  requires: [["VRRP"]],
  head: blockName("vrrp_instance"),
  whenMissing: "reported",
  whenRepeated: "first-wins-reported",
  owner: "vrrp",
  closed: closeInstance,
  keywords: {
    ...identityKeywords,
    ...electionKeywords,
    ...addressKeywords,
    ...packetKeywords,
    ...gratuitousArpKeywords,
    ...trackingKeywords,
    ...vmacKeywords,
    ...notifyKeywords,
    authentication,
    authHmac,
  },
});
