/** The log of one process: pino in front; terminal, file and syslog behind it, none of which can ever make the caller wait. */
import { type DestinationStream, destination, type Logger, pino, symbols } from "pino";
import type { SystemLog } from "../ports/syslog.ts";
import type { LogOptions } from "./options.ts";

export type Log = Logger;

/** Bytes that may wait for a slow terminal or disk; what comes after that is dropped and counted. */
const waitingBytesLimit = 1024 * 1024;

type Sink = (level: number, message: string) => void;

/** syslog(3) severities of pino's levels. */
function severity(level: number): number {
  if (level >= 60) return 2;
  if (level >= 50) return 3;
  if (level >= 40) return 4;
  return level >= 30 ? 6 : 7;
}

/** The parts of a local time: asctime(3)'s form is keepalived's on a terminal, RFC 3164's is syslog's. */
function timestamps(now: Date): { readonly asctime: string; readonly syslog: string } {
  const [day, month, date, year, time] = now.toString().split(" ");
  const syslog = `${month} ${String(Number(date)).padStart(2)} ${time}`;
  return { asctime: `${day} ${syslog} ${year}`, syslog };
}

/** One line stays one line, whatever a name or an error text brings along. */
function oneLine(message: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must go
  return message.replace(/[\u0000-\u001f\u007f]+/g, " ");
}

/** A file descriptor or path behind a bounded queue that a worker of libuv's pool empties. */
function streamSink(target: number | string, onDrop: () => void): { sink: Sink; flush: () => Promise<void> } {
  const file = typeof target === "number" ? { fd: target } : { dest: target, mode: 0o600, append: true };
  const stream = destination({ ...file, sync: false, minLength: 0, maxLength: waitingBytesLimit });
  stream.on("drop", onDrop);
  stream.on("error", onDrop);
  return {
    sink: (_level, message) => stream.write(`${timestamps(new Date()).asctime}: ${message}\n`),
    flush: () =>
      new Promise((resolve) => {
        const giveUp = setTimeout(resolve, 300);
        stream.flush(() => {
          clearTimeout(giveUp);
          resolve();
        });
      }),
  };
}

function syslogSink(system: SystemLog, facility: number, tag: string, onDrop: () => void): Sink {
  return (level, message) => {
    const when = timestamps(new Date()).syslog;
    const text = `<${facility * 8 + severity(level)}>${when} ${tag}[${process.pid}]: ${message}`;
    if (!system.send(Buffer.from(text, "utf8"))) onDrop();
  };
}

export interface ProcessLog {
  readonly log: Log;
  /** Lets what waits reach its destination, for at most 0.3 s. */
  flush(): Promise<void>;
}

/**
 * Opens the log of one process.
 * @param tag syslog's name of the process, as keepalived's: Keepalived, Keepalived_vrrp, Keepalived_healthcheckers
 */
export function openLog(options: LogOptions, tag: string, system: SystemLog | undefined): ProcessLog {
  let dropped = 0;
  const onDrop = () => {
    dropped++;
  };
  const sinks: Sink[] = [];
  const flushes: (() => Promise<void>)[] = [];
  if (options.console) {
    const { sink, flush } = streamSink(2, onDrop);
    sinks.push(sink);
    flushes.push(flush);
  }
  if (options.file !== undefined) {
    const { sink, flush } = streamSink(fileOf(options.file, tag), onDrop);
    sinks.push(sink);
    flushes.push(flush);
  }
  if (options.syslog && system !== undefined) sinks.push(syslogSink(system, options.facility, tag, onDrop));

  const stream: DestinationStream & Record<string | symbol, unknown> = {
    [symbols.needsMetadataGsym]: true,
    write() {
      const level = Number(stream.lastLevel);
      if (dropped > 0) {
        const lost = dropped;
        dropped = 0;
        for (const sink of sinks) sink(40, `${lost} log lines were lost: the log could not take them`);
      }
      for (const sink of sinks) sink(level, oneLine(String(stream.lastMsg)));
    },
  };
  const log = pino({ level: options.detail > 0 ? "debug" : "info", base: null, timestamp: false }, stream);
  return { log, flush: async () => void (await Promise.all(flushes.map((flush) => flush()))) };
}

/** keepalived inserts the process's name before the extension. */
function fileOf(path: string, tag: string): string {
  const suffix = tag.slice("Keepalived".length);
  return path.replace(/(\.[^./]*)?$/, (extension) => `${suffix}${extension}`);
}
