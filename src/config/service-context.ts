/** A `virtual_server` block while it becomes the service that runs, and how what is found in the whole of it is said. */
import type { IpFamily } from "../values/address.ts";
import type { BlockNode } from "./block-node.ts";
import type { DiagnosticCode, Diagnostics, Severity } from "./diagnostic.ts";
import { type ServiceName, serviceName } from "./forms/service-key.ts";
import type { Forwarding, VirtualServerGroupConfig } from "./model.ts";
import type { Span } from "./source.ts";

export type ServiceBlock = BlockNode & { readonly head: ServiceName };

/** What its servers need to know of a service. */
export interface ServiceContext {
  readonly block: ServiceBlock;
  /** Of a service by group. */
  readonly group: VirtualServerGroupConfig | undefined;
  readonly family: IpFamily;
  readonly forwarding: Forwarding;
  readonly diagnostics: Diagnostics;
}

/** For what keepalived finds when the whole service is known: it names the service and no line. */
export function sayOfService(
  { block, diagnostics }: Pick<ServiceContext, "block" | "diagnostics">,
  code: DiagnosticCode,
  severity: Severity,
  at: Span,
  text: string,
): void {
  const message = `virtual server ${serviceName.print(block.head)}: ${text}`;
  diagnostics.add(code, severity, at, message, { pass: "checker", stage: "checking" });
}
