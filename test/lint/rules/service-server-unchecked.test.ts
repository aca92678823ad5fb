/** service/server-unchecked */
import { serviceServerUnchecked } from "../../../src/lint/rules/service-server-unchecked.ts";
import { server, service, serviceLines, tcpCheck } from "./made-config.ts";
import { ruleCases } from "./rule-cases.ts";

ruleCases(serviceServerUnchecked, {
  accept: [
    { title: "a server with a check", text: service() },
    { title: "a server that nothing closes", text: service(server("")).slice(0, -8) },
    {
      title: "a check that was lost by a mistake",
      text: service(server("        MISC_CHECK {\n        }\n")),
    },
  ],
  reject: [
    {
      title: "a server without a check",
      text: service(server("") + server(tcpCheck, "192.0.2.22 80")),
      findings: ["6:5-30 real_server 192.0.2.21 80 has no check: it stays in the pool when it is dead"],
    },
    {
      title: "all of them, at the first one",
      text: service(server("") + server("", "192.0.2.22")),
      findings: ["6:5-30 none of its 2 real servers has a check: they stay in the pool when they are dead"],
    },
    {
      title: "a sorry server that is never used",
      text: service(server("        weight 1\n"), `${serviceLines}    sorry_server 192.0.2.29 80\n`),
      findings: [
        "7:5-30 real_server 192.0.2.21 80 has no check: it stays in the pool when it is dead, and the sorry_server never serves",
      ],
    },
    {
      title: "an unknown keyword beside it",
      text: service(server("        weigth 1\n")),
      findings: ["6:5-30 real_server 192.0.2.21 80 has no check: it stays in the pool when it is dead"],
    },
  ],
});
