/** The address family of a `virtual_server`: written, or that of the first thing in it that has one. */
import type { IpFamily } from "../../../values/address.ts";
import { type BlockNode, settingOf } from "../../block-node.ts";
import type { AddressAndPort } from "../../forms/address.ts";
import { choice } from "../../forms/choice.ts";
import { accepted, refused } from "../../forms/form.ts";
import { type Granularity, granularity, granularityFor } from "../../forms/granularity.ts";
import type { ServiceName } from "../../forms/service-key.ts";
import { valueKeyword } from "../../keyword.ts";
import { lbKind, realServerMethod } from "./forwarding.ts";

const common = {
  requires: [["LVS"]],
  whenInvalid: { keep: "previous" },
  whenMissing: "fatal",
  whenRepeated: "last-wins",
} as const;

export const ipFamily = valueKeyword<"inet" | "inet6">({
  ...common,
  name: "ip_family",
  doc: "The address family of a service by firewall mark or group; else its servers give it.",
  example: "ip_family inet6",
  support: "full",
  since: "1.2.20",
  form: choice(["inet", "inet6"]),
  default: { kind: "derived", from: "the family of its addresses, else inet" },
  settle(value, { node }) {
    const known = serviceFamily(node);
    if (known === undefined || known === familyOfName(value)) return accepted(value);
    return refused("address-family-mismatch", `the service has IPv${known} addresses already`);
  },
});

export const persistenceGranularity = valueKeyword<Granularity>({
  ...common,
  name: "persistence_granularity",
  doc: "Clients of one network stay together with one server; without persistence_timeout for 360 seconds.",
  example: "persistence_granularity 255.255.255.0",
  support: "full",
  form: granularity,
  default: { kind: "derived", from: "single clients" },
  settle: (value, { node }) =>
    value.family === undefined ? granularityFor(value.word, serviceFamily(node)) : accepted(value),
});

function familyOfName(name: "inet" | "inet6"): IpFamily {
  return name === "inet" ? 4 : 6;
}

/** What the lines so far say; undefined when none of them says anything. `except` is a server that does not count. */
export function serviceFamily(service: BlockNode, except?: BlockNode): IpFamily | undefined {
  const head = service.head as ServiceName;
  if (head.kind === "address") return head.address.family;
  const written = settingOf(service, ipFamily);
  if (written !== undefined) return familyOfName(written);
  const grouping = settingOf(service, persistenceGranularity);
  if (grouping?.family !== undefined) return grouping.family;
  for (const server of service.children) {
    if (server !== except && !isTunnelled(server, service)) return serverFamily(server);
  }
  return undefined;
}

/** Tunnels carry either family, so their servers say nothing of the service's. */
export function isTunnelled(server: BlockNode, service: BlockNode): boolean {
  return (settingOf(server, realServerMethod) ?? settingOf(service, lbKind))?.method === "TUN";
}

export function serverFamily(server: BlockNode): IpFamily {
  return (server.head as AddressAndPort).address.family;
}
