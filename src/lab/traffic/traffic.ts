/** A scenario's hand on the client: starts its program in the client's namespace, tells it what to ask, keeps its answers. */
import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { LabError } from "../lab-error.ts";
import { type Answer, fromTuple } from "./answer.ts";
import type { ClientLine } from "./client.ts";

/** A request's limit, its flush, and room for a slow machine. */
const settleMs = 1500;

export class Traffic {
  /** Every answer of the steady requests so far, in the order of their ends. */
  readonly answers: Answer[] = [];
  readonly #child: ChildProcess;
  #onReady: () => void = () => {};
  #onAsked: (answers: readonly Answer[]) => void = () => {};
  #onEnded: (error: LabError) => void = () => {};

  private constructor(child: ChildProcess) {
    this.#child = child;
    let words = "";
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      words += text;
    });
    child.stdin?.on("error", () => {});
    child.once("exit", () =>
      this.#onEnded(new LabError("RUN_FAILED", `the client's program ended: ${words.trim()}`)),
    );
    if (child.stdout !== null) {
      createInterface({ input: child.stdout }).on("line", (line) =>
        this.#hear(JSON.parse(line) as ClientLine),
      );
    }
  }

  #hear(line: ClientLine): void {
    switch (line.kind) {
      case "ready":
        this.#onReady();
        return;
      case "steady":
        this.answers.push(...line.answers.map(fromTuple));
        return;
      case "asked":
        this.#onAsked(line.answers.map(fromTuple));
    }
  }

  /** `command` runs `serveClient`, by whatever words lead into the client's namespace. */
  static async start(command: readonly string[]): Promise<Traffic> {
    const [program = "", ...args] = command;
    const traffic = new Traffic(spawn(program, args, { stdio: ["pipe", "pipe", "pipe"] }));
    await new Promise<void>((resolve, reject) => {
      traffic.#onReady = resolve;
      traffic.#onEnded = reject;
    });
    return traffic;
  }

  /** So many requests one after the other, each on a new connection. Not to be called again before it has answered. */
  ask(count: number): Promise<readonly Answer[]> {
    return new Promise((resolve, reject) => {
      this.#onAsked = resolve;
      this.#onEnded = reject;
      this.#child.stdin?.write(`ask ${count}\n`);
    });
  }

  /** From now on one request every `everyMs`, into `answers`. */
  startSteady(everyMs: number): void {
    this.#onEnded = () => {};
    this.#child.stdin?.write(`start ${everyMs}\n`);
  }

  /** Ends the steady requests; resolves when the last answer is in `answers`. */
  async stopSteady(): Promise<void> {
    this.#child.stdin?.write("stop\n");
    await sleep(settleMs);
  }

  /** The steady requests that were started in that span. */
  between(fromMs: number, toMs: number): readonly Answer[] {
    return this.answers.filter(({ startMs }) => startMs >= fromMs && startMs < toMs);
  }

  close(): void {
    this.#onEnded = () => {};
    this.#child.kill("SIGKILL");
  }
}
