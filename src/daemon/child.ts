/** One child process of the daemon, seen from the parent: started with a socket as descriptor 3, spoken to in frames. */
import { type ChildProcess, spawn } from "node:child_process";
import type { Duplex } from "node:stream";
import { fileURLToPath } from "node:url";
import { frame, readFrames } from "./frames.ts";
import type { DaemonOptions } from "./options.ts";

export type ChildRole = "vrrp" | "checker" | "reader";

export interface ChildExit {
  /** The exit status, or undefined when a signal ended it. */
  readonly exitCode: number | undefined;
  readonly signal: string | undefined;
  readonly livedMs: number;
}

export interface Child {
  readonly role: ChildRole;
  readonly pid: number | undefined;
  /** Queues one message with the texts that belong to it; a child that is gone loses it. */
  send(message: unknown, attached?: readonly Buffer[]): void;
  kill(signal: NodeJS.Signals): void;
}

export interface ChildListener {
  onMessage(message: unknown, attached: readonly Buffer[]): void;
  /** Called once, after the last message. */
  onExit(exit: ChildExit): void;
}

/**
 * V8 settings of the process where packets decide: short pauses (helper threads are not scheduled with us), and code that
 * stays compiled however long it was not used: a BACKUP may wait for months for its one takeover.
 */
const nodeFlags: Record<ChildRole, readonly string[]> = {
  vrrp: [
    "--single-threaded-gc",
    "--max-semi-space-size=2",
    "--no-flush-bytecode",
    "--no-lazy-feedback-allocation",
  ],
  checker: [],
  reader: [],
};

/** Before a listener stands, SIGUSR1 would open the inspector; Node can be told not to since 22.14. */
export const inspectorFlags: readonly string[] = process.allowedNodeEnvironmentFlags.has("--disable-sigusr1")
  ? ["--disable-sigusr1"]
  : [];

/** The bundle's entry of a role, beside the one that runs. */
function entryOf(role: ChildRole): string {
  return fileURLToPath(new URL(`./${role}.js`, import.meta.url));
}

/** Starts a child; what it needs to know comes as its last argument and over the socket. */
export function startChild(role: ChildRole, options: DaemonOptions, listener: ChildListener): Child {
  const startedMs = performance.now();
  const output = options.log.console ? "inherit" : "ignore";
  const flags = [...inspectorFlags, ...nodeFlags[role]];
  const child = spawn(process.execPath, [...flags, entryOf(role), JSON.stringify(options)], {
    stdio: ["ignore", output, output, "pipe"],
    argv0: options.programName,
  });
  const socket = child.stdio[3] as Duplex;
  const read = readFrames((message, attached) => listener.onMessage(message, attached));
  socket.on("data", (chunk: Buffer) => {
    try {
      read(chunk);
    } catch {
      child.kill("SIGKILL");
    }
  });
  socket.on("error", () => {});
  whenOver(child, socket, (exitCode, signal) =>
    listener.onExit({ exitCode, signal, livedMs: performance.now() - startedMs }),
  );
  return {
    role,
    pid: child.pid,
    send: (message, attached) => {
      if (socket.writable) for (const bytes of frame(message, attached)) socket.write(bytes);
    },
    kill: (signal) => void child.kill(signal),
  };
}

/** A socket from which nothing came for so long after the process ended has nothing more: a grandchild holds it open. */
const quietMs = 100;

/** Calls `done` once: after the process ended and all it had written was read, or when it could not be started. */
export function whenOver(
  child: ChildProcess,
  socket: Duplex,
  done: (exitCode: number | undefined, signal: string | undefined) => void,
): void {
  let called = false;
  const once = (exitCode: number | undefined, signal: string | undefined) => {
    if (called) return;
    called = true;
    done(exitCode, signal);
  };
  child.on("error", () => once(undefined, "not started"));
  child.on("exit", (exitCode, signal) => {
    const finish = () => once(exitCode ?? undefined, signal ?? undefined);
    if (socket.readableEnded || socket.destroyed) finish();
    else socket.once("close", finish);
    let isQuiet = false;
    socket.on("data", () => {
      isQuiet = false;
    });
    // Between two calls whatever had come was read at least in part, however little this process was given to run.
    const timer = setInterval(() => {
      if (isQuiet) socket.destroy();
      isQuiet = true;
    }, quietMs).unref();
    socket.once("close", () => clearInterval(timer));
  });
}
