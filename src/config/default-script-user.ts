/** Who scripts run as that name no user: `script_user`, else the user that distributions make for it, else the daemon's own. */
import { type Owner, UNKNOWN_OWNER } from "./forms/user.ts";
import type { HostFacts } from "./host-facts.ts";

const DEFAULT_SCRIPT_USER = "keepalived_script";

type State =
  | { readonly kind: "unasked" }
  | { readonly kind: "found"; readonly owner: Owner | undefined }
  | { readonly kind: "none" };

/**
 * keepalived settles it once, line by line: the first script without a user of its own asks for it, and what is settled then stays for
 * all processes, whatever stands further down.
 */
export class DefaultScriptUser {
  readonly #host: HostFacts;
  #isProtected = false;
  #state: State = { kind: "unasked" };

  constructor(host: HostFacts) {
    this.#host = host;
  }

  /** `enable_script_security`. */
  protect(): void {
    this.#isProtected = true;
  }

  get isProtected(): boolean {
    return this.#isProtected;
  }

  /** `script_user`; false when it comes too late, after there was none. */
  write(owner: Owner): boolean {
    if (this.#state.kind === "none") return owner === UNKNOWN_OWNER;
    this.#state = owner === UNKNOWN_OWNER ? { kind: "none" } : { kind: "found", owner };
    return true;
  }

  /** `none-now` to the script that is the first to learn that there is none. */
  ask(): "found" | "none" | "none-now" {
    if (this.#state.kind !== "unasked") return this.#state.kind;
    if (this.#host.accounts?.hasUser(DEFAULT_SCRIPT_USER) !== false) {
      this.#state = { kind: "found", owner: { user: DEFAULT_SCRIPT_USER, supplementaryGroups: false } };
    } else if (this.#isProtected) {
      this.#state = { kind: "none" };
      return "none-now";
    } else {
      this.#state = { kind: "found", owner: undefined };
    }
    return "found";
  }

  /** Undefined for the daemon's own user. */
  get owner(): Owner | undefined {
    return this.#state.kind === "found" ? this.#state.owner : undefined;
  }
}
