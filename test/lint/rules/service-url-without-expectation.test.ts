/** service/url-without-expectation */
import { serviceUrlWithoutExpectation } from "../../../src/lint/rules/service-url-without-expectation.ts";
import { server, service } from "./made-config.ts";
import { ruleCases } from "./rule-cases.ts";

const web = (kind: string, expected: string) => `        ${kind} {
            url {
                path /
${expected}            }
        }
`;

ruleCases(serviceUrlWithoutExpectation, {
  accept: [
    { title: "a status", text: service(server(web("HTTP_GET", "                status_code 200\n"))) },
    {
      title: "a digest",
      text: service(server(web("SSL_GET", "                digest 9b3a0c85a887a256d6939da88aabd8cd\n"))),
    },
  ],
  reject: [
    {
      title: "a path alone",
      text: service(server(web("HTTP_GET", ""))),
      findings: ["8:13-16 the url says nothing of the answer: any status from 200 to 299 is a success"],
    },
    {
      title: "over TLS",
      text: service(server(web("SSL_GET", ""))),
      findings: ["8:13-16 the url says nothing of the answer: any status from 200 to 299 is a success"],
    },
  ],
});
