/** What stands before a line in the file, for keywords whose meaning depends on it. */
import type { BlockNode } from "./block-node.ts";
import type { DiagnosticCode, DiagnosticTraits, Severity } from "./diagnostic.ts";
import type { ReadContext } from "./forms/form.ts";
import type { Span } from "./source.ts";

export interface Scope {
  /** The block that the line stands in, as far as it was read; `node.parent` is the block around it. */
  readonly node: BlockNode;
  readonly context: ReadContext;
  /**
   * Whether a block of this keyword and name was read, closed and kept before: `declared("vrrp_script", "check_web")`.
   * keepalived looks such names up line by line, so order counts.
   */
  declared(keyword: string, name: string): boolean;
  say(code: DiagnosticCode, severity: Severity, at: Span, text: string, traits?: DiagnosticTraits): void;
}
