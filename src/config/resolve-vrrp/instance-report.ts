/** A `vrrp_instance` block, and how what is found in the whole of it is said. */
import type { BlockNode } from "../block-node.ts";
import {
  type DiagnosticCode,
  type Diagnostics,
  type Rewrite,
  type Severity,
  weightOfRefusal,
} from "../diagnostic.ts";
import type { ReadContext } from "../forms/form.ts";
import type { Span } from "../source.ts";

/** The keywords whose absence these codes tell: where it was refused, that is the mistake. */
const lackingBy: Readonly<Partial<Record<DiagnosticCode, string>>> = {
  "interface-unset": "interface",
  "virtual-address-none": "virtual_ipaddress",
  "virtual-router-id-unset": "virtual_router_id",
};

export type InstanceBlock = BlockNode & { readonly head: string };

/** What is found when the whole block is known; keepalived names the instance and no line. */
export class InstanceReport {
  readonly #block: InstanceBlock;
  readonly #diagnostics: Diagnostics;
  readonly #mode: ReadContext["mode"];

  constructor(block: InstanceBlock, diagnostics: Diagnostics, mode: ReadContext["mode"]) {
    this.#block = block;
    this.#diagnostics = diagnostics;
    this.#mode = mode;
  }

  /** VRRP does not start with this. */
  sayFatal(code: DiagnosticCode, at: Span, text: string): void {
    const exit = { daemon: 2, test: 5, aborts: false };
    this.#say(code, "fatal", at, text, exit);
  }

  /** It starts, nearly as it is written. */
  sayWarning(code: DiagnosticCode, at: Span, text: string): void {
    this.#say(code, "warning", at, text);
  }

  /** It starts otherwise than it is written. */
  sayError(code: DiagnosticCode, at: Span, text: string): void {
    this.#say(code, "error", at, text);
  }

  /** As `sayError` of a line that does nothing at all, and is its setting's only trace: without it the same runs. */
  sayUseless(code: DiagnosticCode, at: Span, text: string, clears: string): void {
    this.#say(code, "error", at, text, undefined, { kind: "delete-line", clears });
  }

  /** keepalived can do this and Vigil not yet, and to run without it would harm the network: only the daemon refuses it. */
  refuseToRun(at: Span, text: string): void {
    const { severity, exit } = weightOfRefusal(this.#mode);
    this.#say("keyword-unsupported", severity, at, text, exit);
  }

  #say(
    code: DiagnosticCode,
    severity: Severity,
    at: Span,
    text: string,
    exit?: { readonly daemon: number; readonly test: number; readonly aborts: boolean },
    rewrite?: Rewrite,
  ): void {
    const lacking = lackingBy[code];
    const cause = lacking === undefined ? undefined : this.#diagnostics.gapIn(this.#block, lacking);
    const traits = {
      pass: "vrrp",
      stage: "checking",
      rewrite,
      ...(exit === undefined ? {} : { exit }),
      ...(cause === undefined ? {} : { cause }),
    } as const;
    this.#diagnostics.add(code, severity, at, `(${this.#block.head}) ${text}`, traits);
  }
}
