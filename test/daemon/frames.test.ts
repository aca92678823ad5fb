/** What one process writes, the other reads, however the stream is cut. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { frame, readFrames } from "../../src/daemon/frames.ts";

type Message = { readonly value: unknown; readonly attached: readonly string[] };

function readAll(chunks: readonly Buffer[]): Message[] {
  const messages: Message[] = [];
  const read = readFrames((value, attached) => {
    messages.push({ value, attached: attached.map((text) => text.toString()) });
  });
  for (const chunk of chunks) read(chunk);
  return messages;
}

const message = fc.record({
  value: fc.jsonValue(),
  attached: fc.array(fc.jsonValue().map((value) => JSON.stringify(value))),
});

test("messages with and without attached texts arrive whole and in order, wherever the stream is cut", () => {
  fc.assert(
    fc.property(fc.array(message), fc.integer({ min: 1, max: 40 }), (messages, size) => {
      const bytes = Buffer.concat(
        messages.flatMap(({ value, attached }) =>
          frame(
            value,
            attached.map((text) => Buffer.from(text)),
          ),
        ),
      );
      const chunks = [];
      for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size));
      expect(readAll(chunks)).toEqual(JSON.parse(JSON.stringify(messages)));
    }),
  );
});

test("an empty attached text is one", () => {
  expect(readAll([...frame("reload", [Buffer.alloc(0)])])).toEqual([{ value: "reload", attached: [""] }]);
});

test("what is no message throws", () => {
  for (const stray of ['{"kind":"ready"}\n', "\n", "x {}\n", "0 {\n"])
    expect(() => readAll([Buffer.from(stray)]), stray).toThrow();
});
