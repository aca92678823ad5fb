/** tcpdump in a node's namespace: to a file while things happen, and read back afterwards in its most talkative form. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { LabError } from "./lab-error.ts";
import { runProgram } from "./run-program.ts";
import type { NamespaceSet } from "./topology/namespace-set.ts";
import type { NodeName } from "./topology/plan.ts";
import { nowMs } from "./wait-for.ts";

/** What the directors say to each other and to their neighbours. */
export const directorProtocols = "ip proto 112 or arp";

async function listening(child: ChildProcess): Promise<void> {
  let words = "";
  await new Promise<void>((resolve, reject) => {
    child.once("exit", () => reject(new LabError("RUN_FAILED", `tcpdump ended: ${words.trim()}`)));
    child.once("error", reject);
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      words += text;
      if (words.includes("listening on")) resolve();
    });
  });
}

function startTcpdump(
  set: NamespaceSet,
  node: NodeName,
  device: string,
  options: readonly string[],
): ChildProcess {
  const [program = "", ...args] = set.enter(node);
  // As root it would become a user that may not write where we want the file.
  const tcpdump = ["tcpdump", "-Z", "root", "-n", "-i", device, ...options];
  return spawn(program, [...args, ...tcpdump], { stdio: ["ignore", "pipe", "pipe"] });
}

async function endTcpdump(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGINT");
  await ended;
}

export class Capture {
  readonly file: string;
  readonly #child: ChildProcess;

  private constructor(file: string, child: ChildProcess) {
    this.file = file;
    this.#child = child;
  }

  /** `file` ends in .pcap: some distributions let tcpdump write no other. Resolves when it listens. */
  static async start(set: NamespaceSet, node: NodeName, device: string, file: string): Promise<Capture> {
    const child = startTcpdump(set, node, device, ["-U", "-w", file, directorProtocols]);
    await listening(child);
    return new Capture(file, child);
  }

  async stop(): Promise<void> {
    await endTcpdump(this.#child);
  }
}

/** Each packet of a capture file as `tcpdump -vv` prints it, its continuation lines joined to its first. */
export async function readCapture(file: string): Promise<readonly string[]> {
  const text = await runProgram("tcpdump", ["-vv", "-n", "-tt", "-r", file]);
  const packets: string[] = [];
  for (const line of text.split("\n")) {
    if (/^\s/.test(line) && packets.length > 0) packets.push(`${packets.pop()} ${line.trim()}`);
    else if (line !== "") packets.push(line);
  }
  return packets;
}

export interface SeenPacket {
  /** CLOCK_MONOTONIC when the line was read, a little after the packet. */
  readonly atMs: number;
  readonly text: string;
}

/** Packets as they pass, for a scenario that has to act right after one or to count them. */
export class PacketWatch {
  /** All that passed so far. */
  readonly seen: SeenPacket[] = [];
  readonly #child: ChildProcess;
  #waiting: { readonly pattern: RegExp; readonly resolve: (packet: SeenPacket) => void } | undefined;

  private constructor(child: ChildProcess) {
    this.#child = child;
    if (child.stdout === null) return;
    createInterface({ input: child.stdout }).on("line", (text) => {
      const packet = { atMs: nowMs(), text };
      this.seen.push(packet);
      if (this.#waiting?.pattern.test(text) !== true) return;
      this.#waiting.resolve(packet);
      this.#waiting = undefined;
    });
  }

  static async start(set: NamespaceSet, node: NodeName, device: string): Promise<PacketWatch> {
    const child = startTcpdump(set, node, device, ["-l", "--immediate-mode", directorProtocols]);
    await listening(child);
    return new PacketWatch(child);
  }

  /** The next packet whose line fits. Errors: `WAIT_TIMEOUT`. */
  next(pattern: RegExp, limitMs: number): Promise<SeenPacket> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting = undefined;
        reject(new LabError("WAIT_TIMEOUT", `no packet like ${pattern} in ${limitMs / 1000} s`));
      }, limitMs);
      this.#waiting = {
        pattern,
        resolve: (packet) => {
          clearTimeout(timer);
          resolve(packet);
        },
      };
    });
  }

  async stop(): Promise<void> {
    await endTcpdump(this.#child);
  }
}
