/** service/check-of-another-port */
import { serviceCheckOfAnotherPort } from "../../../src/lint/rules/service-check-of-another-port.ts";
import { server, service, serviceLines } from "./made-config.ts";
import { ruleCases } from "./rule-cases.ts";

const asking = (port: number) => `        TCP_CHECK {
            connect_port ${port}
        }
`;

ruleCases(serviceCheckOfAnotherPort, {
  accept: [
    { title: "the same port", text: service(server(asking(80))) },
    { title: "the service's port", text: service(server(asking(80), "192.0.2.21")) },
    { title: "no port of its own", text: service() },
    {
      title: "a firewall mark, which has any port",
      text: service(server(asking(80), "192.0.2.21"), serviceLines, "fwmark 3"),
    },
    {
      title: "every port",
      text: service(
        server(asking(80), "192.0.2.21"),
        `${serviceLines}    persistence_timeout 60\n`,
        "192.0.2.10",
      ),
    },
  ],
  reject: [
    {
      title: "another port",
      text: service(server(asking(8080))),
      findings: [
        "8:13-30 TCP_CHECK asks port 8080, and real_server 192.0.2.21 80 serves on 80: it is not noticed when that port alone is dead",
      ],
    },
    {
      title: "another than the service's",
      text: service(server(asking(8080), "192.0.2.21")),
      findings: [
        "8:13-30 TCP_CHECK asks port 8080, and real_server 192.0.2.21 serves on 80: it is not noticed when that port alone is dead",
      ],
    },
  ],
});
