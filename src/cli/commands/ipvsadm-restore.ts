/** `vigil ipvsadm -R`: carries out the lines of standard input as if each were a command of its own, but sends many at a time. */
import { readRequest } from "../../ipvs/ipvsadm/read-request.ts";
import { type ChangeRequest, type IpvsadmRequest, usageStatus } from "../../ipvs/ipvsadm/request.ts";
import { type RestoreLine, restoreLines } from "../../ipvs/ipvsadm/restore-lines.ts";
import { type IpvsadmIo, type IpvsadmTable, sayError } from "./ipvsadm-io.ts";
import { type Performed, perform, refusedStatus, settled } from "./ipvsadm-perform.ts";

type LineRequest = Exclude<IpvsadmRequest, { kind: "restore" }>;
type Waiting = { readonly line: RestoreLine } & (
  | { readonly request: ChangeRequest }
  | { readonly failed: Performed }
);

/** Answers the status of the last line, or of the one at which it stops. */
export async function restore(strict: boolean, table: IpvsadmTable, io: IpvsadmIo): Promise<number> {
  const input = await io.readInput();
  return strict ? restoreStrictly(input, table, io) : new Restore(table, io).run(input);
}

class Restore {
  readonly #table: IpvsadmTable;
  readonly #io: IpvsadmIo;
  #waiting: Waiting[] = [];
  #status = 0;
  #done = 0;
  #refused = 0;

  constructor(table: IpvsadmTable, io: IpvsadmIo) {
    this.#table = table;
    this.#io = io;
  }

  async run(input: string): Promise<number> {
    for (const line of restoreLines(input)) {
      const reading = readRequest(line.words, this.#io.names, "restore");
      if ("error" in reading) {
        const { kind, message } = reading.error;
        const failed: Performed = { status: usageStatus[kind], refusal: message };
        this.#waiting.push({ line, failed });
        // Words that cannot be told apart count as refused; what makes no sense ends it all.
        if (kind !== "unreadable") return this.#stop(line, input);
      } else if (reading.request.kind === "change") {
        this.#waiting.push({ line, request: reading.request });
      } else if (reading.request.kind !== "restore") {
        const end = await this.#other(line, reading.request);
        if (end) return this.#status;
      }
    }
    this.#send();
    return this.#status;
  }

  /** Sends what waits and tells its refusals in the order of the lines. */
  #send(): void {
    const waiting = this.#waiting;
    if (waiting.length === 0) return;
    this.#waiting = [];
    const requests = waiting.flatMap((one) => ("request" in one ? [one.request] : []));
    const refusals = this.#table.apply(requests.map(({ command }) => command))[Symbol.iterator]();
    for (const one of waiting) {
      this.#settle(one.line, "request" in one ? settled(one.request, refusals.next().value) : one.failed);
    }
  }

  #settle(line: RestoreLine, { status, refusal }: Performed): void {
    this.#status = status;
    if (refusal === undefined) {
      this.#done++;
    } else {
      this.#refused++;
      sayLine(this.#io, line, refusal);
    }
  }

  /** Whether this is the last line that is looked at: as in ipvsadm, help and a listing of what is missing are. */
  async #other(line: RestoreLine, request: LineRequest): Promise<boolean> {
    this.#send();
    const performed = await perform(request, this.#table, this.#io);
    this.#settle(line, performed);
    if (request.kind === "help" || request.kind === "version") return true;
    return request.kind === "list" && performed.status !== 0;
  }

  #stop(line: RestoreLine, input: string): number {
    this.#send();
    // The line itself is among the refused ones.
    sayEnd(this.#io, line, input, this.#done, this.#refused - 1);
    return this.#status;
  }
}

/** Nothing is sent before every line has been read; then one at a time, for the kernel would go on after a refusal. */
async function restoreStrictly(input: string, table: IpvsadmTable, io: IpvsadmIo): Promise<number> {
  const requests: { readonly line: RestoreLine; readonly request: LineRequest }[] = [];
  for (const line of restoreLines(input)) {
    const reading = readRequest(line.words, io.names, "restore");
    if ("error" in reading) {
      sayLine(io, line, reading.error.message);
      sayError(io, "nothing was applied");
      return usageStatus[reading.error.kind];
    }
    if (reading.request.kind !== "restore") requests.push({ line, request: reading.request });
  }
  for (const [applied, { line, request }] of requests.entries()) {
    const { status, refusal } = await perform(request, table, io);
    if (status === 0) continue;
    sayLine(io, line, refusal ?? "what should be listed is missing");
    sayEnd(io, line, input, applied, 0);
    return refusal === undefined ? status : refusedStatus;
  }
  return 0;
}

function sayLine(io: IpvsadmIo, { number, text }: RestoreLine, message: string): void {
  sayError(io, `line ${number}: ${text}: ${message}`);
}

function sayEnd(
  io: IpvsadmIo,
  { number }: RestoreLine,
  input: string,
  applied: number,
  refused: number,
): void {
  let behind = 0;
  for (const line of restoreLines(input)) if (line.number > number) behind++;
  const before = refused === 0 ? `${applied} applied` : `${applied} applied, ${refused} refused`;
  sayError(io, `stopped at line ${number}: ${before} before it, ${behind} behind it not looked at`);
}
