/** What is wrong with a virtual server, its group or its servers as a whole. */
import type { DiagnosticRule } from "./diagnostic-rule.ts";
import { block, checkWith, serverWith, serviceOf, serviceWith } from "./example-text.ts";

const checked = ["weight 1", "TCP_CHECK {", "    connect_timeout 3", "}"];
const url = ["url {", "    path /", "    status_code 200", "}", "connect_timeout 3"];
const byGroup = serviceWith().replace("virtual_server 192.0.2.10 80", "virtual_server group WEB");
const twice = serviceWith("real_server 192.0.2.21 80 {", ...checked.map((line) => `    ${line}`), "}");

export const serviceRules = {
  "check-incomplete": {
    id: "config/check-incomplete",
    summary: "A checker lacks what it is to check.",
    explanation:
      "An HTTP_GET without a url, a MISC_CHECK without a program or a checker without a usable target is dropped. The server has no " +
      "checker then: it counts as up for ever and gets connections also when it is dead. Add what the message names.",
    bad: checkWith("HTTP_GET", "connect_timeout 3"),
    good: checkWith("HTTP_GET", ...url),
  },
  "group-empty": {
    id: "config/group-empty",
    summary: "A virtual_server_group has no usable entry.",
    explanation:
      "keepalived removes the group, and with it every service that names it: nothing is served under its addresses. Each line of the " +
      "group is an address with its port, a range, or `fwmark` with a number.",
    bad: `${block("virtual_server_group WEB")}${byGroup}`,
    good: `${block("virtual_server_group WEB", "192.0.2.10 80")}${byGroup}`,
  },
  "group-unknown": {
    id: "config/group-unknown",
    level: "error",
    summary: "A service names a group that does not exist.",
    explanation:
      "keepalived leaves out the whole service and calls the file right: `-t` says nothing and ends with 0, and no packet is served. " +
      "Mend the name, which is exact in case, or write the virtual_server_group; it may stand above or below.",
    bad: byGroup,
    good: `${block("virtual_server_group WEB", "192.0.2.10 80")}${byGroup}`,
  },
  "quorum-unreachable": {
    id: "config/quorum-unreachable",
    summary: "The servers of a service never weigh as much as its quorum.",
    explanation:
      "The quorum is the sum of weights that makes a service count as up. When all servers together are lighter, keepalived lowers it to " +
      "their sum, so the loss of a single one counts as the loss of the service: quorum_down runs and the sorry server takes over. " +
      "Write a quorum that some of the servers reach without the others.",
    bad: serviceWith("quorum 5"),
    good: serviceWith("quorum 1"),
  },
  "real-server-duplicate": {
    id: "config/real-server-duplicate",
    summary: "A real server stands twice in a service.",
    explanation:
      "A server is told from others by its address and port. The second block is ignored with its weight and its checkers, so a change " +
      "made there does nothing. Remove one of them; for a larger share of the connections raise the weight.",
    bad: twice,
    good: serviceWith(),
  },
  "real-servers-none": {
    id: "config/real-servers-none",
    summary: "A service has no usable real server.",
    explanation:
      "keepalived ignores such a service as a whole, also its sorry server, so packets for its address are refused by the host itself. " +
      "Write at least one real_server, and see whether those that are written were refused further up.",
    bad: serviceOf("delay_loop 6", "lb_algo wrr", "lb_kind NAT", "protocol TCP"),
    good: serviceWith(),
  },
  "threshold-refused": {
    id: "config/threshold-refused",
    level: "error",
    summary: "The lower threshold of a server is not below its upper one.",
    explanation:
      "The kernel refuses a server whose lthreshold is not below its uthreshold. keepalived calls the file right, logs a failure at its " +
      "start and runs without the server: it gets no connection. Write an uthreshold above the lthreshold, or leave both out.",
    bad: serverWith("uthreshold 10", "lthreshold 20", ...checked),
    good: serverWith("uthreshold 20", "lthreshold 10", ...checked),
  },
} satisfies Record<string, DiagnosticRule>;
