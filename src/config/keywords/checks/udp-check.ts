/** The keywords of `UDP_CHECK` in a `real_server`. */
import { type BlockNode, valueOrDefault } from "../../block-node.ts";
import { type BytePattern, hexBytes, hexPattern } from "../../forms/hex-string.ts";
import { integer } from "../../forms/number.ts";
import { blockKeyword, defaultedKeyword, valueKeyword } from "../../keyword.ts";
import type { Scope } from "../../scope.ts";
import type { Span } from "../../source.ts";
import { connectionKeywords } from "./connection.ts";
import { judgeTarget } from "./target.ts";

const facts = {
  support: "accepted",
  since: "2.2.0",
  requires: [["LVS"]],
  whenInvalid: { keep: "previous" },
  whenRepeated: "last-wins",
} as const;

/** A UDP datagram has no more. */
const MOST_BYTES = 65_535;

const minReplyLength = defaultedKeyword<number>({
  ...facts,
  name: "min_reply_length",
  doc: "A shorter reply than this many bytes is a failure.",
  example: "min_reply_length 4",
  form: integer({ min: 0, max: MOST_BYTES, unit: "bytes" }),
  default: 0,
  whenMissing: "fatal",
});

const maxReplyLength = defaultedKeyword<number>({
  ...facts,
  name: "max_reply_length",
  doc: "A longer reply than this many bytes is a failure.",
  example: "max_reply_length 512",
  form: integer({ min: 0, max: MOST_BYTES, unit: "bytes" }),
  default: 255,
  whenMissing: "fatal",
});

export const udpCheck = blockKeyword({
  name: "UDP_CHECK",
  doc: "The server is up if a datagram to it is answered as wanted, or at least not refused.",
  example: "UDP_CHECK {",
  support: "accepted",
  since: "2.1.0",
  requires: [["LVS"]],
  whenMissing: "allowed",
  whenRepeated: "collected",
  keywords: {
    ...connectionKeywords({ run: false, since: "2.1.0" }),
    payload: valueKeyword<readonly number[]>({
      ...facts,
      name: "payload",
      doc: "The bytes that are sent.",
      example: "payload 0123 ab",
      form: hexBytes,
      default: { kind: "derived", from: "a text of keepalived's own" },
      whenMissing: "reported",
    }),
    requireReply: valueKeyword<BytePattern>({
      ...facts,
      since: "2.1.0",
      name: "require_reply",
      doc: "The server must answer, and its answer must begin with these bytes.",
      example: "require_reply 01x3",
      form: hexPattern,
      default: { kind: "absent" },
      whenMissing: "allowed",
    }),
    minReplyLength,
    maxReplyLength,
  },
  closed: judgeUdpCheck,
});

function judgeUdpCheck(node: BlockNode, scope: Scope, at: Span): "keep" | "drop" {
  const shortest = valueOrDefault(node, minReplyLength);
  const longest = valueOrDefault(node, maxReplyLength);
  if (shortest > longest) {
    const text = `no reply has at least ${shortest} and at most ${longest} bytes, so this check always fails: correct min_reply_length or max_reply_length`;
    scope.say("value-out-of-range", "error", at, text);
  }
  return judgeTarget(node, scope, at);
}
