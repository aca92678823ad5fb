/** host/expire-nodest-conn */
import { hostExpireNodestConn } from "../../../src/lint/rules/host-expire-nodest-conn.ts";
import { hostSet, server, service } from "./made-config.ts";
import { ruleCases } from "./rule-cases.ts";

ruleCases(hostExpireNodestConn, {
  accept: [
    { title: "1", text: service(), host: hostSet({ "net/ipv4/vs/expire_nodest_conn": 1 }) },
    {
      title: "servers that nothing takes out",
      text: service(server("")),
      host: hostSet({ "net/ipv4/vs/expire_nodest_conn": 0 }),
    },
    { title: "a kernel without IPVS yet", text: service(), host: hostSet({}) },
  ],
  reject: [
    {
      title: "0",
      text: service(),
      host: hostSet({ "net/ipv4/vs/expire_nodest_conn": 0 }),
      findings: [
        "1:1-29 net.ipv4.vs.expire_nodest_conn is 0 on this host: when a check takes a server out, its connections hang until they time out",
      ],
    },
  ],
});
