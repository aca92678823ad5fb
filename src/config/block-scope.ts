/** The builder's view of a block, as keywords get it. */
import type { BlockNode } from "./block-node.ts";
import type { DiagnosticCode, Diagnostics, DiagnosticTraits, Severity } from "./diagnostic.ts";
import type { ReadContext } from "./forms/form.ts";
import type { Scope } from "./scope.ts";
import type { Span } from "./source.ts";

export class BlockScope implements Scope {
  readonly node: BlockNode;
  readonly context: ReadContext;
  readonly #diagnostics: Diagnostics;
  readonly #declared: ReadonlySet<string>;

  constructor(
    node: BlockNode,
    context: ReadContext,
    diagnostics: Diagnostics,
    declared: ReadonlySet<string>,
  ) {
    this.node = node;
    this.context = context;
    this.#diagnostics = diagnostics;
    this.#declared = declared;
  }

  declared(keyword: string, name: string): boolean {
    return this.#declared.has(`${keyword} ${name}`);
  }

  say(code: DiagnosticCode, severity: Severity, at: Span, text: string, traits?: DiagnosticTraits): void {
    this.#diagnostics.add(code, severity, at, text, traits);
  }
}
