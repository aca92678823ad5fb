/** vrrp/many-addresses */
import { vrrpManyAddresses } from "../../../src/lint/rules/vrrp-many-addresses.ts";
import { instance } from "./made-config.ts";
import { ruleCases } from "./rule-cases.ts";

const lines = (count: number) =>
  Array.from({ length: count }, (_, index) => `        192.0.2.${index + 10}/24\n`).join("");

ruleCases(vrrpManyAddresses, {
  accept: [{ title: "20 addresses", text: instance("", lines(20)) }],
  reject: [
    {
      title: "22 addresses, at the first one too many",
      text: instance("", lines(22)),
      findings: ["25:9-22 A announces 22 addresses, this is the first beyond 20"],
      remedy: "write them in virtual_ipaddress_excluded, on every node",
    },
  ],
});
