/** One HTTP request on a connection of its own, by plain system calls: Node's own sockets cost an emulated processor 30 ms each. */
import { isSystemError, Socket } from "../../dgram-ext/index.ts";
import { parseAddress } from "../../values/address.ts";
import { nowMs } from "../wait-for.ts";
import type { Answer } from "./answer.ts";

export interface RequestTarget {
  /** IPv4. */
  readonly address: string;
  readonly port: number;
  readonly host: string;
}

/**
 * Source ports in turn: a port that came round again within two minutes would meet the connection that the director still
 * remembers under it.
 */
const ports = { first: 10_000, last: 64_000 };
const anyAddress = "0.0.0.0";
let nextPort = ports.first;

function takePort(): number {
  const port = nextPort;
  nextPort = port === ports.last ? ports.first : port + 1;
  return port;
}

/** Binds to the next source port that nobody on this machine uses. */
function bindInTurn(socket: Socket): void {
  for (;;) {
    try {
      socket.bind({ family: "inet", address: ipv4(anyAddress), port: takePort() });
      return;
    } catch (error) {
      if (!isSystemError(error) || error.code !== "EADDRINUSE") throw error;
    }
  }
}

function ipv4(text: string) {
  const address = parseAddress(text);
  if (address === undefined) throw new Error(`not an IP address: ${text}`);
  return address;
}

/** What a complete answer says; undefined while bytes are missing. */
function readAnswer(text: string): Pick<Answer, "server" | "error"> | undefined {
  const [head, body] = text.split("\r\n\r\n");
  if (head === undefined || body === undefined) return undefined;
  const length = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? Number.NaN);
  if (!(body.length >= length)) return undefined;
  const status = /^HTTP\/1\.[01] (\d+)/.exec(head)?.[1];
  return status === "200" ? { server: body.trim() } : { error: `HTTP ${status}` };
}

/** In progress from its making; `advance` takes it on, until `answer` is there. */
export class Request {
  readonly #startMs = nowMs();
  readonly #socket = Socket.open("inet", "stream");
  readonly #text: Uint8Array;
  readonly #limitMs: number;
  #sent = false;
  #heard = "";
  #answer: Answer | undefined;

  /** Beyond `limitMs` without a complete answer it has failed, by TIMEOUT. */
  constructor(target: RequestTarget, limitMs: number) {
    this.#limitMs = limitMs;
    this.#text = Buffer.from(`GET / HTTP/1.1\r\nHost: ${target.host}\r\nConnection: close\r\n\r\n`);
    this.#guarded(() => {
      bindInTurn(this.#socket);
      this.#socket.connect({ family: "inet", address: ipv4(target.address), port: target.port });
    });
  }

  get answer(): Answer | undefined {
    return this.#answer;
  }

  #finish(outcome: Pick<Answer, "server" | "error">): void {
    this.#socket.close();
    this.#answer = { startMs: this.#startMs, endMs: nowMs(), ...outcome };
  }

  /** A refusal of the kernel is the request's answer. */
  #guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!isSystemError(error)) throw error;
      this.#finish({ error: error.code });
    }
  }

  /** Sends as soon as the connection stands: EAGAIN while it is being made. */
  #send(): void {
    try {
      this.#socket.send(this.#text);
      this.#sent = true;
    } catch (error) {
      if (!isSystemError(error) || error.code !== "EAGAIN") throw error;
    }
  }

  #read(waitMs: number): void {
    const received = this.#socket.receive({ waitMs });
    if (received === undefined) return;
    this.#heard += Buffer.from(received.data).toString("latin1");
    const outcome = received.data.length === 0 ? { error: "CLOSED" } : readAnswer(this.#heard);
    if (outcome !== undefined) this.#finish(outcome);
  }

  /** Takes the request as far as it goes; blocks at most `waitMs` for an answer. */
  advance(waitMs: number): void {
    if (this.#answer !== undefined) return;
    this.#guarded(() => {
      if (!this.#sent) this.#send();
      if (this.#answer === undefined) this.#read(this.#sent ? waitMs : Math.min(waitMs, 1));
    });
    if (this.#answer === undefined && nowMs() - this.#startMs > this.#limitMs)
      this.#finish({ error: "TIMEOUT" });
  }
}
