/** Requests over one netlink socket: batches of changes, single questions and dumps. */
import type { KernelRefusal } from "../ports/routing.ts";
import {
  type NetlinkMessage,
  NLM_F_DUMP,
  NLM_F_DUMP_INTR,
  NLM_F_REQUEST,
  NLMSG_DONE,
  NLMSG_ERROR,
  NLMSG_MIN_TYPE,
  parseMessages,
  visitMessages,
} from "./message.ts";
import { NetlinkError } from "./netlink-error.ts";
import { parseDoneMessage, parseErrorMessage } from "./refusal.ts";
import type { NetlinkTransport } from "./transport.ts";
import { MessageWriter } from "./writer.ts";

/** The default receive buffer (212,992 bytes) holds 256 acknowledgements on Linux 6.18; what does not fit is lost. */
const maxRepliesInFlight = 200;
/** Far below the default send buffer, which bounds a datagram. */
const maxDatagramBytes = 65_536;
const maxDumpAttempts = 10;

/** Not reentrant: one request at a time, each answered before it returns. */
export class NetlinkSession {
  readonly #transport: NetlinkTransport;
  readonly #writer = new MessageWriter();

  constructor(transport: NetlinkTransport) {
    this.#transport = transport;
  }

  /**
   * Sends one message an item, many in a datagram and only the last acknowledged: the kernel goes on after an error and
   * reports each under its sequence number. `write` writes exactly one whole message.
   * The answer has one place an item, undefined where it succeeded. Throws what the transport throws; the kernel may then
   * have carried out any of them.
   */
  batch<T>(
    items: readonly T[],
    write: (writer: MessageWriter, item: T) => void,
  ): (KernelRefusal | undefined)[] {
    const refusals = new Array<KernelRefusal | undefined>(items.length).fill(undefined);
    const writer = this.#writer;
    writer.clear();
    let first = 0;
    let pending = 0;
    const flush = () => {
      this.#flush(pending, (offset, refusal) => {
        refusals[first + offset] = refusal;
      });
      first += pending;
      pending = 0;
    };
    for (const item of items) {
      write(writer, item);
      pending++;
      if (pending === maxRepliesInFlight || writer.length >= maxDatagramBytes) flush();
    }
    if (pending > 0) flush();
    return refusals;
  }

  #flush(pending: number, onRefusal: (offset: number, refusal: KernelRefusal) => void): void {
    const writer = this.#writer;
    writer.acknowledgeLast();
    const last = writer.sequence;
    this.#exchange((message) => {
      const offset = pending - 1 - ((last - message.sequence) >>> 0);
      if (offset < 0 || message.type !== NLMSG_ERROR) return false;
      const refusal = decodedOrThrow(parseErrorMessage(message));
      if (refusal !== undefined) onRefusal(offset, refusal);
      return message.sequence === last;
    });
  }

  /** Sends the one whole message that `write` writes; undefined where it succeeded. Throws what the transport throws. */
  change(write: (writer: MessageWriter) => void): KernelRefusal | undefined {
    return this.batch([write], (writer, item) => item(writer))[0];
  }

  /** One question; the messages that answer it. Throws NetlinkError with the errno's name when it is refused. */
  ask(write: (writer: MessageWriter) => void): readonly NetlinkMessage[] {
    const writer = this.#writer;
    writer.clear();
    write(writer);
    writer.acknowledgeLast();
    const answers: NetlinkMessage[] = [];
    this.#exchange((message) => {
      if (message.sequence !== writer.sequence) return false;
      if (message.type !== NLMSG_ERROR) {
        answers.push(message);
        return false;
      }
      throwIfRefused(decodedOrThrow(parseErrorMessage(message)));
      return true;
    });
    return answers;
  }

  /**
   * All messages of one dump of `type`; `write` adds what follows the header. A dump that the kernel marks as interrupted is
   * made again, up to 10 times. Throws NetlinkError: the refusal's errno, or EINTR when the table never held still.
   */
  dump(type: number, write: (writer: MessageWriter) => void): readonly NetlinkMessage[] {
    for (let attempt = 0; attempt < maxDumpAttempts; attempt++) {
      const messages = this.#dumpOnce(type, write);
      if (messages !== undefined) return messages;
    }
    throw new NetlinkError("EINTR", `the table changed during each of ${maxDumpAttempts} dumps`);
  }

  /**
   * dump() for large ones: `visit` gets the bounds of each payload in its datagram, when the whole dump is there, and no
   * message costs an object. Throws as dump() does.
   */
  visitDump(
    type: number,
    write: (writer: MessageWriter) => void,
    visit: (datagram: Uint8Array, start: number, end: number) => void,
  ): void {
    for (let attempt = 0; attempt < maxDumpAttempts; attempt++) {
      const datagrams = this.#dumpDatagrams(type, write);
      if (datagrams === undefined) continue;
      const expected = this.#writer.sequence;
      for (const datagram of datagrams) {
        visitMessages(datagram, (found, _, sequence, start, end) => {
          if (found >= NLMSG_MIN_TYPE && sequence === expected) visit(datagram, start, end);
        });
      }
      return;
    }
    throw new NetlinkError("EINTR", `the table changed during each of ${maxDumpAttempts} dumps`);
  }

  /** undefined when the kernel marked the dump as interrupted. */
  #dumpDatagrams(type: number, write: (writer: MessageWriter) => void): readonly Uint8Array[] | undefined {
    const writer = this.#writer;
    this.#writeDump(type, write);
    let interrupted = false;
    try {
      const datagrams = this.#transport.exchange(writer.datagram, (datagram) => {
        let hasControl = false;
        const isWhole = visitMessages(datagram, (found, flags, sequence) => {
          if (sequence !== writer.sequence) return;
          interrupted ||= (flags & NLM_F_DUMP_INTR) !== 0;
          hasControl ||= found < NLMSG_MIN_TYPE;
        });
        return (hasControl || !isWhole) && this.#endsDump(datagram);
      });
      return interrupted ? undefined : datagrams;
    } finally {
      writer.clear();
    }
  }

  /** Throws what the kernel refused. */
  #endsDump(datagram: Uint8Array): boolean {
    for (const message of decodedOrThrow(parseMessages(datagram))) {
      if (message.sequence !== this.#writer.sequence) continue;
      if (message.type === NLMSG_ERROR) throwIfRefused(decodedOrThrow(parseErrorMessage(message)));
      if (message.type === NLMSG_DONE) throwIfRefused(parseDoneMessage(message));
      if (message.type === NLMSG_ERROR || message.type === NLMSG_DONE) return true;
    }
    return false;
  }

  #writeDump(type: number, write: (writer: MessageWriter) => void): void {
    const writer = this.#writer;
    writer.clear();
    writer.begin(type, NLM_F_REQUEST | NLM_F_DUMP);
    write(writer);
    writer.end();
  }

  #dumpOnce(type: number, write: (writer: MessageWriter) => void): readonly NetlinkMessage[] | undefined {
    const writer = this.#writer;
    this.#writeDump(type, write);
    const messages: NetlinkMessage[] = [];
    let interrupted = false;
    this.#exchange((message) => {
      if (message.sequence !== writer.sequence) return false;
      interrupted ||= (message.flags & NLM_F_DUMP_INTR) !== 0;
      if (message.type === NLMSG_ERROR) {
        throwIfRefused(decodedOrThrow(parseErrorMessage(message)));
        return true;
      }
      if (message.type === NLMSG_DONE) {
        throwIfRefused(parseDoneMessage(message));
        return true;
      }
      messages.push(message);
      return false;
    });
    return interrupted ? undefined : messages;
  }

  /** Sends what the writer holds and hands over each reply until `isLast` says so. */
  #exchange(isLast: (message: NetlinkMessage) => boolean): void {
    const request = this.#writer.datagram;
    try {
      this.#transport.exchange(request, (datagram) => {
        let complete = false;
        for (const message of decodedOrThrow(parseMessages(datagram))) complete = isLast(message) || complete;
        return complete;
      });
    } finally {
      this.#writer.clear();
    }
  }

  close(): void {
    this.#transport.close();
  }
}

function decodedOrThrow<T>(decoded: { readonly value: T } | { readonly reason: string }): T {
  if ("value" in decoded) return decoded.value;
  throw new NetlinkError("EBADMSG", `unreadable netlink message: ${decoded.reason}`);
}

function throwIfRefused(refusal: KernelRefusal | undefined): void {
  if (refusal !== undefined) throw new NetlinkError(refusal.code, refusal.message);
}
