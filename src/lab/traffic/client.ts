/** The client's program: asks the site by new connections, on command one after the other or one every few milliseconds. */
import { createInterface } from "node:readline";
import { setImmediate } from "node:timers/promises";
import { nowMs } from "../wait-for.ts";
import { type AnswerTuple, toTuple } from "./answer.ts";
import { Request, type RequestTarget } from "./request.ts";

/** A question whose answer alone counts has time for the kernel's retransmissions. */
const askLimitMs = 5000;
/** Below the first retransmission of a SYN (1 s): in a steady stream a lost connection counts as lost. */
const steadyLimitMs = 900;
/** Between two looks at the commands, and two batches of answers. */
const sliceMs = 200;

/** A line of what the client says on its standard output. */
export type ClientLine =
  | { readonly kind: "ready" }
  | { readonly kind: "steady"; readonly answers: readonly AnswerTuple[] }
  | { readonly kind: "asked"; readonly answers: readonly AnswerTuple[] };

function say(line: ClientLine): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** One request after the other; nothing else happens in this process meanwhile. */
function ask(target: RequestTarget, count: number): readonly AnswerTuple[] {
  const answers: AnswerTuple[] = [];
  while (answers.length < count) {
    const request = new Request(target, askLimitMs);
    while (request.answer === undefined) request.advance(20);
    answers.push(toTuple(request.answer));
  }
  return answers;
}

const sleeper = new Int32Array(new SharedArrayBuffer(4));

/** Blocks the process: turning Node's event loop a hundred times a second would cost more than the requests. */
function blockUntil(timeMs: number): void {
  const leftMs = timeMs - nowMs();
  if (leftMs > 0) Atomics.wait(sleeper, 0, 0, leftMs);
}

/** Requests at a steady rate, each waited for until the next is due and then looked at once in every interval. */
class SteadyRequests {
  readonly #target: RequestTarget;
  readonly #everyMs: number;
  #open: Request[] = [];
  #answers: AnswerTuple[] = [];
  #dueMs = nowMs();
  #running = true;

  constructor(target: RequestTarget, everyMs: number) {
    this.#target = target;
    this.#everyMs = everyMs;
  }

  /** Resolves when it was stopped and the last request has its answer. */
  async run(): Promise<void> {
    while (this.#running || this.#open.length > 0) {
      const sliceEndMs = nowMs() + sliceMs;
      while (nowMs() < sliceEndMs) this.#turn();
      if (this.#answers.length > 0) say({ kind: "steady", answers: this.#answers });
      this.#answers = [];
      // Lets commands in.
      await setImmediate();
    }
  }

  stop(): void {
    this.#running = false;
  }

  #turn(): void {
    this.#dueMs += this.#everyMs;
    if (this.#running) {
      const request = new Request(this.#target, steadyLimitMs);
      this.#open.push(request);
      request.advance(Math.max(0, Math.floor(this.#dueMs - nowMs())));
    }
    for (const request of this.#open) {
      request.advance(0);
      if (request.answer !== undefined) this.#answers.push(toTuple(request.answer));
    }
    this.#open = this.#open.filter(({ answer }) => answer === undefined);
    blockUntil(this.#dueMs);
    // A late client leaves out what it missed: a burst would say more about this machine than about the service.
    this.#dueMs = Math.max(this.#dueMs, nowMs() - this.#everyMs);
  }
}

/** Obeys `ask COUNT`, `start EVERY_MS` and `stop`, one a line on standard input, until that ends. */
export async function serveClient(target: RequestTarget): Promise<void> {
  let steady: SteadyRequests | undefined;
  say({ kind: "ready" });
  for await (const line of createInterface({ input: process.stdin })) {
    const [command, argument] = line.split(" ");
    switch (command) {
      case "ask":
        say({ kind: "asked", answers: ask(target, Number(argument)) });
        break;
      case "start":
        steady?.stop();
        steady = new SteadyRequests(target, Number(argument));
        void steady.run();
        break;
      case "stop":
        steady?.stop();
        break;
      default:
        throw new Error(`unknown command: ${line}`);
    }
  }
  steady?.stop();
}
