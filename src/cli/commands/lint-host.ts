/** The host of `vigil lint --host`, loaded only when it is asked for: the rest of the linter needs no Linux. */
import type { HostView } from "../../lint/host-view.ts";

export type HostLook =
  | { readonly kind: "seen"; readonly host: HostView }
  /** It is no Linux, or the kernel does not let the process ask. */
  | { readonly kind: "unusable"; readonly message: string };

export async function lookAtHost(): Promise<HostLook> {
  try {
    const { lintHost } = await import("../../linux/lint-host.ts");
    return { kind: "seen", host: lintHost() };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: "unusable", message: `--host: this host cannot be looked at: ${reason}` };
  }
}
