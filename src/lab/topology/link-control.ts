/** Cuts and joins cables at the bridge without the time that starting a program takes. */
import { type ChildProcess, spawn } from "node:child_process";
import type { NamespaceSet } from "./namespace-set.ts";
import type { NodeName } from "./plan.ts";

export class LinkControl {
  /** An `ip` that waits for commands: one line is one request to the kernel. */
  readonly #ip: ChildProcess;

  constructor(set: NamespaceSet) {
    this.#ip = spawn("ip", ["-n", set.namespace("bridge"), "-force", "-batch", "-"], {
      stdio: ["pipe", "ignore", "inherit"],
    });
    this.#ip.stdin?.on("error", () => {});
  }

  set(node: NodeName, state: "up" | "down"): void {
    this.#ip.stdin?.write(`link set ${node} ${state}\n`);
  }

  close(): void {
    this.#ip.stdin?.end();
  }
}
