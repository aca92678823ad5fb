/** host/nonlocal-bind */
import { hostNonlocalBind } from "../../../src/lint/rules/host-nonlocal-bind.ts";
import { hostSet, instance, service } from "./made-config.ts";
import { ruleCases } from "./rule-cases.ts";

ruleCases(hostNonlocalBind, {
  accept: [
    {
      title: "virtual servers",
      text: instance() + service(),
      host: hostSet({ "net/ipv4/ip_nonlocal_bind": 0 }),
    },
    { title: "a host that allows it", text: instance(), host: hostSet({ "net/ipv4/ip_nonlocal_bind": 1 }) },
  ],
  reject: [
    {
      title: "an address alone",
      text: instance(),
      host: hostSet({ "net/ipv4/ip_nonlocal_bind": 0 }),
      findings: [
        "5:9-22 a program that listens on 192.0.2.10 itself cannot start while this host is BACKUP: net.ipv4.ip_nonlocal_bind is 0",
      ],
    },
  ],
});
