/** Requests about the whole table, its timeouts and its daemons, beside ipvsadm's and the kernel's answers to them. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { writeFlush, writeZero } from "../../src/ipvs/encode.ts";
import {
  decodeDaemon,
  type SyncDaemon,
  writeDaemonDump,
  writeStartDaemon,
  writeStopDaemon,
} from "../../src/ipvs/sync-daemon.ts";
import { decodeTimeouts, writeGetTimeouts, writeSetTimeouts } from "../../src/ipvs/timeouts.ts";
import { parseMessages } from "../../src/netlink/message.ts";
import { MessageWriter } from "../../src/netlink/writer.ts";
import { parseAddress } from "../../src/values/address.ts";
import { key } from "./services.ts";

const golden = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`golden/${name}.json`, import.meta.url), "utf8")) as T;
const requests = golden<{ requests: { command: string; payload: string }[] }>("ipvsadm-requests").requests;
const answers = golden<{ timeouts: string; daemons: string[] }>("kernel-answers");

const family = 0x20;
const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, "hex"));
const address = (text: string) => {
  const parsed = parseAddress(text);
  if (parsed === undefined) throw new Error(text);
  return parsed;
};

function request(write: (writer: MessageWriter) => void): string {
  const writer = new MessageWriter();
  write(writer);
  const messages = parseMessages(writer.datagram);
  if ("reason" in messages) throw new Error(messages.reason);
  expect(messages.value.map((message) => [message.type, message.flags])).toEqual([[family, 1]]);
  return Buffer.from(messages.value[0]?.payload ?? []).toString("hex");
}

const plain: SyncDaemon = { role: "master", interfaceName: "lo", syncid: 0 };
const full: SyncDaemon = {
  role: "backup",
  interfaceName: "lo",
  syncid: 7,
  maxLength: 1000,
  group: address("224.0.0.82"),
  port: 8849,
  ttl: 3,
};

test.each<[string, (writer: MessageWriter) => void]>([
  ["ipvsadm -C", (writer) => writeFlush(writer, family)],
  ["ipvsadm -Z", (writer) => writeZero(writer, family, undefined)],
  ["ipvsadm --set 30 5 60", (writer) => writeSetTimeouts(writer, family, { tcpS: 30, tcpFinS: 5, udpS: 60 })],
  ["ipvsadm -L --timeout", (writer) => writeGetTimeouts(writer, family)],
  ["ipvsadm --start-daemon master --mcast-interface lo", (writer) => writeStartDaemon(writer, family, plain)],
  [
    "ipvsadm --start-daemon backup --mcast-interface lo --syncid 7 --sync-maxlen 1000 --mcast-group 224.0.0.82 --mcast-port 8849 --mcast-ttl 3",
    (writer) => writeStartDaemon(writer, family, full),
  ],
  [
    "ipvsadm --start-daemon master --mcast-interface dum0 --mcast-group ff02::5",
    (writer) =>
      writeStartDaemon(writer, family, { ...plain, interfaceName: "dum0", group: address("ff02::5") }),
  ],
])("%s", (command, write) => {
  expect(request(write)).toBe(requests.find((one) => one.command === command)?.payload);
});

test("counters of one service: its key, without the settings that ipvsadm sends as noise", () => {
  const theirs = requests.find(({ command }) => command === "ipvsadm -Z -t 1.2.3.4:80")?.payload ?? "";
  const ours = request((writer) => writeZero(writer, family, key("1.2.3.4:80")));
  // The length of the nest differs.
  expect(ours.slice(0, 8)).toBe(theirs.slice(0, 8));
  expect(theirs.slice(16).startsWith(ours.slice(16))).toBe(true);
  expect(ours).toHaveLength(2 * (4 + 4 + 8 + 8 + 20 + 8));
});

test("stopping names the role only", () => {
  expect(request((writer) => writeStopDaemon(writer, family, "backup"))).toBe(
    `0a010000${"0c000380"}${"0800010002000000"}`,
  );
});

test("the question for the daemons", () => {
  const writer = new MessageWriter();
  writeDaemonDump(writer);
  expect(Buffer.from(writer.datagram).toString("hex")).toBe(
    requests.find(({ command }) => command === "ipvsadm -L --daemon")?.payload,
  );
});

test("answers", () => {
  expect(decodeTimeouts(bytes(answers.timeouts))).toEqual({ value: { tcpS: 30, tcpFinS: 5, udpS: 61 } });
  expect(answers.daemons.map((answer) => decodeDaemon(bytes(answer)))).toEqual([
    { value: { ...plain, maxLength: 1472, group: address("224.0.0.81"), port: 8848, ttl: 1 } },
    { value: { ...full, maxLength: 1024 } },
    {
      value: {
        ...plain,
        interfaceName: "dum0",
        maxLength: 1452,
        group: address("ff02::5"),
        port: 8848,
        ttl: 1,
      },
    },
  ]);
});

test("an answer cut at any place is a reason or the value, never an exception", () => {
  for (const answer of answers.daemons.map(bytes)) {
    for (let length = 0; length < answer.length; length++) {
      expect(decodeDaemon(answer.subarray(0, length))).toHaveProperty("reason");
    }
  }
  for (let length = 0; length <= answers.timeouts.length / 2; length++) {
    expect(() => decodeTimeouts(bytes(answers.timeouts).subarray(0, length))).not.toThrow();
  }
});
