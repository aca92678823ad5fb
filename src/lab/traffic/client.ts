/** The client's program: asks the site by new connections, on command one after the other or one every few milliseconds. */
import { connect } from "node:net";
import { createInterface } from "node:readline";
import { nowMs } from "../wait-for.ts";
import { type Answer, type AnswerTuple, toTuple } from "./answer.ts";

export interface ClientTarget {
  readonly address: string;
  readonly port: number;
  readonly host: string;
}

/** Below the kernel's first retransmission of a SYN (1 s), so that a lost connection counts as lost. */
const requestLimitMs = 900;
const flushEveryMs = 200;

/**
 * Source ports in turn: a port that came round again within two minutes would meet the connection that the director still
 * remembers under it.
 */
const ports = { first: 10_000, last: 64_000 };
let nextPort = ports.first;

function takePort(): number {
  const port = nextPort;
  nextPort = port === ports.last ? ports.first : port + 1;
  return port;
}

function readAnswer(text: string): Pick<Answer, "server" | "error"> {
  const [head = "", body = ""] = text.split("\r\n\r\n");
  const status = /^HTTP\/1\.[01] (\d+)/.exec(head)?.[1];
  if (status === "200" && body.trim() !== "") return { server: body.trim() };
  return { error: status === undefined ? "CLOSED" : `HTTP ${status}` };
}

function request(target: ClientTarget): Promise<Answer> {
  const startMs = nowMs();
  return new Promise((resolve) => {
    const socket = connect({ host: target.address, port: target.port, localPort: takePort() });
    let text = "";
    const finish = (outcome: Pick<Answer, "server" | "error">) => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ startMs, endMs: nowMs(), ...outcome });
    };
    const timer = setTimeout(() => finish({ error: "TIMEOUT" }), requestLimitMs);
    socket.setEncoding("latin1");
    socket.on("connect", () =>
      socket.write(`GET / HTTP/1.1\r\nHost: ${target.host}\r\nConnection: close\r\n\r\n`),
    );
    socket.on("data", (chunk: string) => {
      text += chunk;
    });
    socket.on("end", () => finish(readAnswer(text)));
    socket.on("error", (error: NodeJS.ErrnoException) => finish({ error: error.code ?? error.message }));
  });
}

/** Sends one request every `everyMs` until the returned function is called; each answer goes to `onAnswer`. */
function requestSteadily(
  target: ClientTarget,
  everyMs: number,
  onAnswer: (answer: Answer) => void,
): () => void {
  let due = nowMs();
  let timer: NodeJS.Timeout;
  const tick = () => {
    void request(target).then(onAnswer);
    // A late client leaves out what it missed: a burst would say more about this machine than about the service.
    due = Math.max(due + everyMs, nowMs());
    timer = setTimeout(tick, due - nowMs());
  };
  tick();
  return () => clearTimeout(timer);
}

/** A line of what the client says on its standard output. */
export type ClientLine =
  | { readonly kind: "ready" }
  | { readonly kind: "steady"; readonly answers: readonly AnswerTuple[] }
  | { readonly kind: "asked"; readonly answers: readonly AnswerTuple[] };

function say(line: ClientLine): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** Obeys `ask COUNT`, `start EVERY_MS` and `stop`, one a line on standard input, until that ends. */
export async function serveClient(target: ClientTarget): Promise<void> {
  let gathered: AnswerTuple[] = [];
  let stop = () => {};
  const flush = () => {
    if (gathered.length > 0) say({ kind: "steady", answers: gathered });
    gathered = [];
  };
  const flusher = setInterval(flush, flushEveryMs);
  say({ kind: "ready" });
  for await (const line of createInterface({ input: process.stdin })) {
    const [command, argument] = line.split(" ");
    switch (command) {
      case "ask": {
        const answers: AnswerTuple[] = [];
        for (let count = 0; count < Number(argument); count += 1)
          answers.push(toTuple(await request(target)));
        say({ kind: "asked", answers });
        break;
      }
      case "start":
        stop();
        stop = requestSteadily(target, Number(argument), (answer) => gathered.push(toTuple(answer)));
        break;
      case "stop":
        stop();
        break;
      default:
        throw new Error(`unknown command: ${line}`);
    }
  }
  stop();
  clearInterval(flusher);
  flush();
}
