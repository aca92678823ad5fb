/** Children started before it is known whether they are needed: a process takes about as long to start as the reader to read. */
import { type Child, type ChildListener, startChild } from "./child.ts";
import type { SlicedRole } from "./messages.ts";
import type { DaemonOptions } from "./options.ts";

interface Spare {
  readonly child: Child;
  /** Whoever has taken it. */
  listener: ChildListener | undefined;
  over: boolean;
}

export class SpareChildren {
  readonly #spares = new Map<SlicedRole, Spare>();

  constructor(roles: readonly SlicedRole[], options: DaemonOptions) {
    for (const role of roles) {
      const child = startChild(role, options, {
        onMessage: (message, attached) => spare.listener?.onMessage(message, attached),
        onExit: (exit) => {
          spare.over = true;
          spare.listener?.onExit(exit);
        },
      });
      const spare: Spare = { child, listener: undefined, over: false };
      this.#spares.set(role, spare);
    }
  }

  /** The one of a role, whose messages and end go to the listener from now on; undefined where there is none, or none any more. */
  take(role: SlicedRole, listener: ChildListener): Child | undefined {
    const spare = this.#spares.get(role);
    this.#spares.delete(role);
    if (spare === undefined || spare.over) return undefined;
    spare.listener = listener;
    return spare.child;
  }

  /** Ends those that nobody has taken; they hold nothing yet, so they go without a word. */
  discard(): void {
    for (const { child } of this.#spares.values()) child.kill("SIGKILL");
    this.#spares.clear();
  }
}
