/** What the kernel does too seldom to wait for: failed and interrupted dumps, strange answers, and how batches are cut. */
import { describe, expect, test } from "vitest";
import { type NetlinkMessage, NLM_F_ACK, parseMessages } from "../../src/netlink/message.ts";
import { NetlinkSession } from "../../src/netlink/session.ts";
import type { NetlinkTransport } from "../../src/netlink/transport.ts";
import { MessageWriter } from "../../src/netlink/writer.ts";

type Answer = (request: readonly NetlinkMessage[]) => Uint8Array[];

/** A kernel that answers as told and remembers what it was asked. */
class Scripted implements NetlinkTransport {
  readonly requests: (readonly NetlinkMessage[])[] = [];
  readonly sizes: number[] = [];
  readonly #answer: Answer;

  constructor(answer: Answer) {
    this.#answer = answer;
  }

  exchange(request: Uint8Array, isComplete: (datagram: Uint8Array) => boolean): Uint8Array[] {
    const messages = parseMessages(request.slice());
    if ("reason" in messages) throw new Error(messages.reason);
    this.requests.push(messages.value);
    this.sizes.push(request.length);
    const read: Uint8Array[] = [];
    for (const datagram of this.#answer(messages.value)) {
      read.push(datagram);
      if (isComplete(datagram)) return read;
    }
    throw Object.assign(new Error("no more answers"), { code: "EAGAIN" });
  }

  close(): void {}
}

/** One message with the sequence number of the request it answers. */
function reply(sequence: number, type: number, flags: number, words: readonly number[]): Uint8Array {
  const writer = new MessageWriter();
  writer.begin(type, flags);
  for (const word of words) writer.u32(word);
  writer.end();
  const bytes = writer.datagram.slice();
  new Uint32Array(bytes.buffer)[2] = sequence;
  return bytes;
}

const verdict = (sequence: number, errno: number) => reply(sequence, 2, 0x100, [-errno, 16, 0, sequence, 0]);
const last = (messages: readonly NetlinkMessage[]) => messages.at(-1)?.sequence ?? 0;

function writeNumber(writer: MessageWriter, item: number): void {
  writer.begin(100, 1);
  writer.u32(item);
  writer.end();
}

describe("batches", () => {
  const count = 1001;
  const items = Array.from({ length: count }, (_, index) => index);

  test("at most 200 in a datagram, only its last asks for an ACK, nothing is lost or repeated", () => {
    const kernel = new Scripted((messages) => [verdict(last(messages), 0)]);
    expect(new NetlinkSession(kernel).batch(items, writeNumber)).toEqual(new Array(count).fill(undefined));
    expect(kernel.requests.map((messages) => messages.length)).toEqual([200, 200, 200, 200, 200, 1]);
    for (const messages of kernel.requests) {
      const asking = messages.filter((message) => (message.flags & NLM_F_ACK) !== 0);
      expect(asking).toEqual([messages.at(-1)]);
    }
    const sent = kernel.requests
      .flat()
      .map((message) => new DataView(message.payload.slice().buffer).getUint32(0, true));
    expect(sent).toEqual(items);
  });

  test("big messages make shorter datagrams", () => {
    const kernel = new Scripted((messages) => [verdict(last(messages), 0)]);
    new NetlinkSession(kernel).batch(items, (writer) => {
      writer.begin(100, 1);
      writer.attributeBytes(1, new Uint8Array(3000));
      writer.end();
    });
    expect(kernel.requests.flat().length).toBe(count);
    expect(Math.max(...kernel.sizes)).toBeLessThan(72_000);
    expect(kernel.requests[0]?.length).toBe(22);
  });

  test("every refusal stands at its request, also those of one datagram and of the last", () => {
    const refusedItems = new Map([
      [3, 17],
      [199, 2],
      [200, 3],
      [1000, 1],
    ]);
    let base = 0;
    const kernel = new Scripted((messages) => {
      const answers: Uint8Array[] = [];
      for (const [index, message] of messages.entries()) {
        const errno = refusedItems.get(base + index);
        if (errno !== undefined) answers.push(verdict(message.sequence, errno));
        else if (index === messages.length - 1) answers.push(verdict(message.sequence, 0));
      }
      base += messages.length;
      return answers;
    });
    const answers = new NetlinkSession(kernel).batch(items, writeNumber);
    const refused = answers.flatMap((refusal, index) =>
      refusal === undefined ? [] : [[index, refusal.code]],
    );
    expect(refused).toEqual([
      [3, "EEXIST"],
      [199, "ENOENT"],
      [200, "ESRCH"],
      [1000, "EPERM"],
    ]);
  });

  test("an answer to an earlier request is nobody's", () => {
    const kernel = new Scripted((messages) => [
      verdict(last(messages) - 1, 17),
      verdict(last(messages) + 1, 17),
      verdict(last(messages), 0),
    ]);
    expect(new NetlinkSession(kernel).batch([1], writeNumber)).toEqual([undefined]);
  });

  test("nothing to do asks nothing", () => {
    const kernel = new Scripted(() => []);
    expect(new NetlinkSession(kernel).batch([], writeNumber)).toEqual([]);
    expect(kernel.requests).toEqual([]);
  });

  test("lost answers are the transport's error, and the next batch starts clean", () => {
    let answers = 0;
    const kernel = new Scripted((messages) => (answers++ === 0 ? [] : [verdict(last(messages), 0)]));
    const session = new NetlinkSession(kernel);
    expect(() => session.batch([1, 2], writeNumber)).toThrow(expect.objectContaining({ code: "EAGAIN" }));
    expect(session.batch([3], writeNumber)).toEqual([undefined]);
    expect(kernel.requests[1]?.length).toBe(1);
  });
});

const ways: Record<string, (session: NetlinkSession) => number[]> = {
  dump: (session) => session.dump(18, () => {}).map((message) => message.payload[0] ?? -1),
  visitDump: (session) => {
    const words: number[] = [];
    session.visitDump(
      18,
      () => {},
      (datagram, start, end) => words.push(end - start === 4 ? (datagram[start] ?? -1) : -1),
    );
    return words;
  },
};

describe.each(Object.entries(ways))("dumps by %s", (_, firstWords) => {
  test("collects until NLMSG_DONE and drops what answers another request", () => {
    const kernel = new Scripted((messages) => [
      reply(last(messages) - 1, 16, 2, [9]),
      reply(last(messages), 16, 2, [1]),
      reply(last(messages), 16, 2, [2]),
      reply(last(messages), 3, 2, [0]),
    ]);
    expect(firstWords(new NetlinkSession(kernel))).toEqual([1, 2]);
  });

  test("an interrupted dump is made again", () => {
    let attempt = 0;
    const kernel = new Scripted((messages) => {
      const interrupted = attempt++ < 2 ? 0x10 : 0;
      return [reply(last(messages), 16, 2 | interrupted, [attempt]), reply(last(messages), 3, 2, [0])];
    });
    expect(firstWords(new NetlinkSession(kernel))).toEqual([3]);
  });

  test("the flag on NLMSG_DONE alone counts too; a table that never holds still is an error", () => {
    const kernel = new Scripted((messages) => [reply(last(messages), 3, 2 | 0x10, [0])]);
    expect(() => firstWords(new NetlinkSession(kernel))).toThrow(expect.objectContaining({ code: "EINTR" }));
    expect(kernel.requests.length).toBe(10);
  });

  test("an errno in NLMSG_DONE fails the dump", () => {
    const kernel = new Scripted((messages) => [
      reply(last(messages), 16, 2, [1]),
      reply(last(messages), 3, 2, [-12]),
    ]);
    expect(() => firstWords(new NetlinkSession(kernel))).toThrow(expect.objectContaining({ code: "ENOMEM" }));
  });

  test("a refused dump is an error with the errno's name", () => {
    const kernel = new Scripted((messages) => [verdict(last(messages), 16)]);
    expect(() => firstWords(new NetlinkSession(kernel))).toThrow(expect.objectContaining({ code: "EBUSY" }));
  });

  test("an unreadable answer is an error", () => {
    const kernel = new Scripted(() => [Uint8Array.of(1, 2, 3)]);
    expect(() => firstWords(new NetlinkSession(kernel))).toThrow(
      expect.objectContaining({ code: "EBADMSG" }),
    );
  });

  test("several messages in one datagram, the last of them NLMSG_DONE", () => {
    const kernel = new Scripted((messages) => {
      const parts = [reply(last(messages), 16, 2, [1]), reply(last(messages), 16, 2, [2])];
      return [Uint8Array.from([...parts, reply(last(messages), 3, 2, [0])].flatMap((part) => [...part]))];
    });
    expect(firstWords(new NetlinkSession(kernel))).toEqual([1, 2]);
  });
});
