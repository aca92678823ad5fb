/** service/slow-detection */
import { serviceSlowDetection } from "../../../src/lint/rules/service-slow-detection.ts";
import { server, service, serviceLines } from "./made-config.ts";
import { ruleCases } from "./rule-cases.ts";

const check = (retry: number, timeout: number) => `        TCP_CHECK {
            connect_timeout ${timeout}
            retry ${retry}
            delay_before_retry 3
        }
`;

ruleCases(serviceSlowDetection, {
  accept: [
    { title: "the usual times", text: service(server(check(3, 3))) },
    {
      title: "a slow loop, whose retries are few",
      text: service(server(check(3, 5)), serviceLines.replace("loop 6", "loop 60")),
    },
    {
      title: "a program that runs once",
      text: service(server("        MISC_CHECK {\n            misc_path /usr/bin/true\n        }\n")),
    },
  ],
  reject: [
    {
      title: "many retries",
      text: service(server(check(10, 10))),
      findings: [
        "7:9-18 real_server 192.0.2.21 80 gets connections for up to 146 s after its death: delay_loop 6 + timeout 10 + retry 10 * (delay_before_retry 3 + timeout 10)",
      ],
    },
    {
      title: "equal times once",
      text: service(
        server(check(10, 10)) +
          server(check(10, 10), "192.0.2.22 80") +
          server(check(20, 10), "192.0.2.23 80"),
      ),
      findings: [
        "7:9-18 real_server 192.0.2.21 80 gets connections for up to 146 s after its death: delay_loop 6 + timeout 10 + retry 10 * (delay_before_retry 3 + timeout 10) (as with 2 checks in all)",
        "21:9-18 real_server 192.0.2.23 80 gets connections for up to 276 s after its death: delay_loop 6 + timeout 10 + retry 20 * (delay_before_retry 3 + timeout 10)",
      ],
    },
    {
      title: "retries of the service",
      text: service(server(), `${serviceLines}    retry 30\n    delay_before_retry 2\n`),
      findings: [
        "9:9-18 real_server 192.0.2.21 80 gets connections for up to 221 s after its death: delay_loop 6 + timeout 5 + retry 30 * (delay_before_retry 2 + timeout 5)",
      ],
    },
    {
      title: "those of DNS_CHECK, which has three",
      text: service(server("        DNS_CHECK {\n            delay_before_retry 20\n        }\n")),
      findings: [
        "7:9-18 real_server 192.0.2.21 80 gets connections for up to 86 s after its death: delay_loop 6 + timeout 5 + retry 3 * (delay_before_retry 20 + timeout 5)",
      ],
    },
  ],
});
