/** The life every child of the daemon shares: signals, the socket to the parent, heartbeats, and one orderly way out. */
import { Socket } from "node:net";
import type { FileLocks, ProcessControl } from "../ports/processes.ts";
import type { SystemLog } from "../ports/syslog.ts";
import { frame, readFrames } from "./frames.ts";
import { type Log, openLog } from "./log.ts";
import type { ChildMessage, ParentMessage, ReconcileTrigger } from "./messages.ts";
import { type DaemonOptions, parseDaemonOptions } from "./options.ts";
import { type PidFile, writePidFile } from "./pid-file.ts";

/** The socket that the parent alone holds the other end of. */
const parentSocketFd = 3;
const heartbeatMs = 1_000;
/** Bytes that may wait for a parent that does not read; more heartbeats are left out until it does. */
const waitingBytesLimit = 64 * 1024;

/** The exit status of a broken invariant, as sysexits.h EX_SOFTWARE and keepalived have it. */
const internalErrorStatus = 70;

export interface ChildPorts {
  readonly control: ProcessControl;
  readonly locks: FileLocks;
  readonly systemLog: SystemLog | undefined;
}

/** A problem that ends the daemon: `exitCode` is what its user sees. */
export class FatalError extends Error {
  readonly exitCode: number;

  constructor(exitCode: number, message: string) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** What a role does; each call returns when it is done. */
export interface Role {
  /** Begins with the first configuration; throws FatalError when it cannot. */
  start(slice: string, respawned: boolean): void;
  reload(slice: string): void;
  /** Leaves the kernel as it should be left; called once. */
  stop(): void;
  dump(): void;
  /** Compares with the kernel what the role keeps there; a role without the method keeps nothing that can be compared. */
  reconcile?(trigger: ReconcileTrigger): void;
  /** One line for heartbeats. */
  summary(): string;
}

export interface RoleContext {
  readonly log: Log;
  readonly options: DaemonOptions;
  /** Tells the parent of a change at once instead of with the next heartbeat. */
  announce(): void;
}

export interface RoleDefinition {
  /** syslog's name of the process. */
  readonly tag: string;
  pidFile(options: DaemonOptions): string;
  create(context: RoleContext): Role;
}

/** Runs a role until the parent or a signal ends it. Signal handlers come first: SIGUSR1 must never find none. */
export function runChild(definition: RoleDefinition, ports: ChildPorts): void {
  let stopRequested = (_why: string) => process.exit(0);
  let dumpRequested = () => {};
  process.on("SIGTERM", () => stopRequested("SIGTERM"));
  process.on("SIGUSR1", () => dumpRequested());
  for (const signal of ["SIGINT", "SIGHUP", "SIGUSR2"] as const) process.on(signal, () => {});
  ports.control.terminateWithParent();

  const options = parseDaemonOptions(process.argv[2] ?? "{}");
  process.title = options.programName;
  process.umask(options.umask);
  const { log, flush } = openLog(options.log, definition.tag, ports.systemLog);
  const socket = new Socket({ fd: parentSocketFd, readable: true, writable: true });
  const send = (message: ChildMessage) => {
    if (socket.writable && socket.writableLength < waitingBytesLimit)
      for (const bytes of frame(message)) socket.write(bytes);
  };
  const announce = () => send({ kind: "heartbeat", state: role.summary() });
  const role = definition.create({ log, options, announce });
  let pidFile: PidFile | undefined;
  let leaving = false;

  const leave = (exitCode: number) => {
    leaving = true;
    try {
      pidFile?.remove();
    } catch (error) {
      log.warn(`the pid file could not be removed: ${(error as Error).message}`);
    }
    void flush().then(() => process.exit(exitCode));
  };
  const stop = (why: string) => {
    if (leaving) return;
    leaving = true;
    log.info(`Stopping (${why})`);
    try {
      role.stop();
    } catch (error) {
      log.error(`while stopping: ${(error as Error).stack}`);
      leave(internalErrorStatus);
      return;
    }
    log.info("Stopped");
    leave(0);
  };
  const fail = (error: unknown) => {
    if (leaving) return;
    const fatal = error instanceof FatalError;
    const message = fatal
      ? error.message
      : `internal error: ${error instanceof Error ? error.stack : String(error)}`;
    const exitCode = fatal ? error.exitCode : internalErrorStatus;
    log.error(message);
    socket.end(Buffer.concat(frame({ kind: "fatal", exitCode, message } satisfies ChildMessage)));
    leaving = true;
    try {
      role.stop();
    } finally {
      leave(exitCode);
    }
  };

  const obey = (message: ParentMessage, slice: string) => {
    if (message.kind === "configure") {
      role.start(slice, message.respawned);
      pidFile = writePidFile(definition.pidFile(options), ports.locks);
      send({ kind: "ready" });
      announce();
      setInterval(announce, heartbeatMs).unref();
    } else if (message.kind === "reload") {
      role.reload(slice);
      send({ kind: "reloaded" });
    } else if (message.kind === "reconcile") {
      role.reconcile?.(message.trigger);
    } else {
      role.dump();
    }
  };

  stopRequested = stop as typeof stopRequested;
  dumpRequested = () => role.dump();
  process.on("uncaughtException", fail);
  process.on("unhandledRejection", fail);
  socket.on(
    "data",
    readFrames((message, [slice]) => {
      if (!leaving) obey(message as ParentMessage, slice?.toString("utf8") ?? "");
    }),
  );
  socket.on("error", () => {});
  socket.on("close", () => stop("the parent process is gone"));
}
