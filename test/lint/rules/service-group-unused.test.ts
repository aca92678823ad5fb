/** service/group-unused */
import { serviceGroupUnused } from "../../../src/lint/rules/service-group-unused.ts";
import { server, service, serviceLines } from "./made-config.ts";
import { ruleCases } from "./rule-cases.ts";

const group = (name: string) => `virtual_server_group ${name} {
    192.0.2.10 80
}
`;

ruleCases(serviceGroupUnused, {
  accept: [
    { title: "a service that names it", text: group("web") + service(server(), serviceLines, "group web") },
  ],
  reject: [
    {
      title: "no service that names it",
      text: group("mail") + group("web") + service(server(), serviceLines, "group web"),
      findings: ["1:1-26 virtual_server_group mail is not used: nothing of it is served"],
    },
    {
      title: "a second one of the name",
      text: group("web") + group("web") + service(server(), serviceLines, "group web"),
      findings: [
        "4:1-25 virtual_server_group web stands a second time: the first one is taken, and nothing of this one is served",
      ],
    },
  ],
});
