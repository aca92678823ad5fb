/** The sorry server of a service as it would run. */
import { formatAddress, type IpFamily } from "../values/address.ts";
import { settingOf, spanOf } from "./block-node.ts";
import type { Diagnostics } from "./diagnostic.ts";
import { type SorryServer, sorryServer, sorryServerMethod } from "./keywords/service/sorry-server.ts";
import type { ServiceSettings } from "./model.ts";
import { misfitOfPort } from "./resolve-real-server.ts";
import { type ServiceBlock, type ServiceContext, sayOfService } from "./service-context.ts";

/** Undefined when there is none, or none that the service can have; `family` is that of the service, if anything else gives it. */
export function findSorryServer(
  block: ServiceBlock,
  family: IpFamily | undefined,
  diagnostics: Diagnostics,
): SorryServer | undefined {
  const sorry = settingOf(block, sorryServer);
  // keepalived looks at the service's closing brace; a block without one is not looked at.
  if (sorry === undefined || block.end === undefined) return sorry;
  const method = settingOf(block, sorryServerMethod) ?? sorry.inherited;
  if (method?.method === "TUN" || (family ?? sorry.address.family) === sorry.address.family) return sorry;
  const text = `sorry server ${formatAddress(sorry.address)} is not of the service's family (IPv${family}) and is ignored; only TUN allows that`;
  diagnostics.add("address-family-mismatch", "error", block.end, text, { pass: "checker" });
  return undefined;
}

/** What differs from what is written; undefined when nothing does. Port 0 is the service's. */
export function resolveSorryServer(
  sorry: SorryServer | undefined,
  service: ServiceContext,
): Partial<ServiceSettings> | undefined {
  const { block } = service;
  if (sorry === undefined) {
    return settingOf(block, sorryServer) === undefined ? undefined : { sorryServer: undefined };
  }
  const forwarding = settingOf(block, sorryServerMethod) ?? sorry.inherited ?? service.forwarding;
  if (sorry.port === 0 || forwarding.method === "NAT") return undefined;
  const reason = misfitOfPort(sorry.port, service);
  if (reason === undefined) return undefined;
  const text = `sorry server ${formatAddress(sorry.address)} ${sorry.port}: with ${forwarding.method} it has the service's port, and ${reason}`;
  sayOfService(service, "value-adjusted", "warning", spanOf(block, sorryServer), text);
  return { sorryServer: { ...sorry, port: 0 } };
}
