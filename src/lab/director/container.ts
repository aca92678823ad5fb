/** A director as a machine: one namespace set for processes, mounts and network, so that all in it die at one stroke. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { LabError } from "../lab-error.ts";

/**
 * The first process of the container. It mounts a /run of its own, so that two directors' pid files do not meet, and a
 * /sys that shows its own links; then it does nothing.
 */
const initScript = `mount -t tmpfs tmpfs /run && mkdir -p /run/tmp /run/lock && mount -t sysfs sysfs /sys
echo ready
exec sleep infinity`;

export class Container {
  /** Pid, outside, of the container's first process. */
  readonly initPid: number;
  readonly #unshare: ChildProcess;

  private constructor(unshare: ChildProcess, initPid: number) {
    this.#unshare = unshare;
    this.initPid = initPid;
  }

  /** `enter` are the words that lead into the network namespace. */
  static async start(enter: readonly string[]): Promise<Container> {
    const [program = "", ...args] = enter;
    const unshare = [
      "unshare",
      "--mount",
      "--propagation",
      "private",
      "--pid",
      "--fork",
      "--kill-child",
      "--mount-proc",
    ];
    const child = spawn(program, [...args, ...unshare, "sh", "-c", initScript], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    let words = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      words += text;
    });
    const ready = once(child.stdout, "data").then(() => true);
    const ended = once(child, "exit").then(() => false);
    if (!(await Promise.race([ready, ended]))) {
      throw new LabError("TOPOLOGY", `a director's namespaces cannot be made: ${words.trim()}`);
    }
    const children = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, "latin1");
    return new Container(child, Number(children.trim().split(" ")[0]));
  }

  /** The words before a command that make it run inside. */
  enter(): readonly string[] {
    return ["nsenter", "-t", String(this.initPid), "-n", "-m", "-p", "--"];
  }

  get alive(): boolean {
    return existsSync(`/proc/${this.initPid}/ns/pid`) && this.#unshare.exitCode === null;
  }

  /** Reads a file as the container sees it; undefined where there is none. */
  readFile(path: string): string | undefined {
    try {
      return readFileSync(join(`/proc/${this.initPid}/root`, path), "utf8");
    } catch {
      return undefined;
    }
  }

  /** Pids of the container's processes: key inside, value outside; its first process is left out. */
  processes(): ReadonlyMap<number, number> {
    const inside = new Map<number, number>();
    if (!this.alive) return inside;
    const own = readlinkSync(`/proc/${this.initPid}/ns/pid`);
    for (const name of readdirSync("/proc")) {
      if (!/^\d+$/.test(name) || Number(name) === this.initPid) continue;
      try {
        if (readlinkSync(`/proc/${name}/ns/pid`) !== own) continue;
        const status = readFileSync(`/proc/${name}/status`, "latin1");
        // Dead, and kept only until its parent asks how it ended.
        if (/^State:\s+Z/m.test(status)) continue;
        const pids = /^NSpid:\s+(.*)$/m.exec(status)?.[1] ?? "";
        inside.set(Number(pids.split(/\s+/).at(-1)), Number(name));
      } catch {
        // Ended while we looked.
      }
    }
    return inside;
  }

  /**
   * SIGKILL for all processes at once: the kernel ends a pid namespace whole with its first process, before any process
   * in it can hear of another's death and say goodbye.
   */
  kill(): void {
    try {
      process.kill(this.initPid, "SIGKILL");
    } catch {
      // Dead already.
    }
  }

  /** Resolves when the last process is gone. */
  async ended(): Promise<void> {
    if (this.#unshare.exitCode === null && this.#unshare.signalCode === null)
      await once(this.#unshare, "exit");
  }
}
