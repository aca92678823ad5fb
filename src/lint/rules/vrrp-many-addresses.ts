/** More virtual addresses than an advertisement is meant to hold. */
import { childrenOf, entriesOf } from "../../config/block-node.ts";
import { virtualIpaddress } from "../../config/keywords/vrrp/addresses.ts";
import { vrrpInstance } from "../../config/keywords/vrrp-instance.ts";
import type { Rule } from "../rule.ts";
import { vrrpExample } from "../vrrp-example.ts";

const MOST = 20;

const addresses = (count: number) => Array.from({ length: count }, (_, index) => `192.0.2.${index + 10}/24`);

export const vrrpManyAddresses: Rule = {
  id: "vrrp/many-addresses",
  level: "warning",
  summary: "An instance announces more than 20 addresses.",
  explanation:
    "Every address of virtual_ipaddress is in every advertisement, and other implementations and the manual count on 20 at most. " +
    "Addresses of virtual_ipaddress_excluded are added and removed all the same, and are not announced: leave one address in " +
    "virtual_ipaddress and write the others there, on every node alike.",
  bad: vrrpExample({ addresses: addresses(MOST + 1) }),
  good: vrrpExample({ addresses: addresses(MOST) }),
  check({ tree }, report) {
    for (const instance of childrenOf(tree, vrrpInstance)) {
      const announced = entriesOf(instance, virtualIpaddress);
      const first = announced[MOST];
      if (first === undefined) continue;
      const message = `${instance.head} announces ${announced.length} addresses, this is the first beyond ${MOST}`;
      report(first.at, message, { remedy: "write them in virtual_ipaddress_excluded, on every node" });
    }
  },
};
