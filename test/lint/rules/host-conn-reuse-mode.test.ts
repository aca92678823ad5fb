/** host/conn-reuse-mode */
import { hostConnReuseMode } from "../../../src/lint/rules/host-conn-reuse-mode.ts";
import { hostSet, instance, service } from "./made-config.ts";
import { ruleCases } from "./rule-cases.ts";

ruleCases(hostConnReuseMode, {
  accept: [
    { title: "1", text: service(), host: hostSet({ "net/ipv4/vs/conn_reuse_mode": 1 }) },
    { title: "no service", text: instance(), host: hostSet({ "net/ipv4/vs/conn_reuse_mode": 0 }) },
  ],
  reject: [
    {
      title: "0",
      text: service(),
      host: hostSet({ "net/ipv4/vs/conn_reuse_mode": 0 }),
      findings: [
        "1:1-29 net.ipv4.vs.conn_reuse_mode is 0 on this host: a client that uses a port again gets the server that it had, also one of weight 0",
      ],
    },
  ],
});
