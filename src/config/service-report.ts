/** A `virtual_server` block, and how what is found in the whole of it is said. */
import type { BlockNode } from "./block-node.ts";
import type { DiagnosticCode, Diagnostics, Severity } from "./diagnostic.ts";
import { type ServiceName, serviceName } from "./forms/service-key.ts";
import type { Span } from "./source.ts";

export type ServiceBlock = BlockNode & { readonly head: ServiceName };

/** What is found when the whole service is known; keepalived names the service and no line. */
export class ServiceReport {
  readonly name: string;
  readonly #diagnostics: Diagnostics;
  constructor(block: ServiceBlock, diagnostics: Diagnostics) {
    this.name = `virtual server ${serviceName.print(block.head)}`;
    this.#diagnostics = diagnostics;
  }
  say(code: DiagnosticCode, severity: Severity, at: Span, text: string): void {
    this.#diagnostics.add(code, severity, at, `${this.name}: ${text}`, {
      pass: "checker",
      stage: "checking",
    });
  }
  /** For what keepalived finds on a line. */
  sayOnLine(code: DiagnosticCode, at: Span, text: string): void {
    this.#diagnostics.add(code, "error", at, `${this.name}: ${text}`, { pass: "checker" });
  }
}
