/** vrrp/sample-router-id */
import { virtualRouterIdSample } from "../../../src/lint/rules/virtual-router-id-sample.ts";
import { ruleCases } from "./rule-cases.ts";

const instance = (id: number) => `vrrp_instance A {
    interface eth0
    virtual_router_id ${id}
    virtual_ipaddress {
        192.0.2.1/24
    }
}
`;

ruleCases(virtualRouterIdSample, {
  accept: [{ title: "another number", text: instance(52) }],
  reject: [
    {
      title: "51",
      text: instance(51),
      findings: ["3:5-25 virtual_router_id 51 is the sample's: other clusters have it, too"],
      remedy: "choose a number that no other cluster on this network segment has",
    },
  ],
});
