/** A virtual address on another interface than its instance's. */
import { childrenOf, entriesOf, settingOf } from "../../config/block-node.ts";
import { virtualIpaddress } from "../../config/keywords/vrrp/addresses.ts";
import { interfaceKeyword } from "../../config/keywords/vrrp/identity.ts";
import { vrrpInstance } from "../../config/keywords/vrrp-instance.ts";
import type { Rule } from "../rule.ts";
import { vrrpExample } from "../vrrp-example.ts";

export const vrrpAddressElsewhere: Rule = {
  id: "vrrp/address-elsewhere",
  level: "info",
  summary: "A virtual address is on another interface than its instance.",
  explanation:
    "Advertisements tell that the instance's own interface works, not that of the address: when only the latter loses its link the addresses stay where " +
    "nobody reaches them, unless the interface is tracked. That is right for a router with addresses on both sides; then write the other " +
    "interface into track_interface, too.",
  bad: vrrpExample({ addresses: ["192.0.2.10/24", "198.51.100.10/24 dev eth1"] }),
  good: vrrpExample({
    lines: ["track_interface {", "    eth1", "}"],
    addresses: ["192.0.2.10/24", "198.51.100.10/24 dev eth1"],
  }),
  check({ tree, config }, report) {
    const tracked = new Map(
      (config?.vrrpInstances ?? []).map(({ name, settings }) => [
        name,
        settings.trackInterface.map((one) => one.name),
      ]),
    );
    for (const instance of childrenOf(tree, vrrpInstance)) {
      const own = settingOf(instance, interfaceKeyword);
      if (own === undefined) continue;
      for (const { value, at } of entriesOf(instance, virtualIpaddress)) {
        const { interfaceName } = value;
        if (interfaceName === undefined || interfaceName === own) continue;
        if (tracked.get(instance.head)?.includes(interfaceName)) continue;
        const message = `the address is on ${interfaceName}, advertisements go through ${own}: when only ${interfaceName} loses its link nothing moves`;
        report(at, message, { remedy: `write ${interfaceName} into track_interface` });
      }
    }
  },
};
