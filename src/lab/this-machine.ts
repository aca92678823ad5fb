/** This machine as the lab's machine: its kernel has IPVS and we are root. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { release, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { LabError } from "./lab-error.ts";
import type { Machine, RunRequest, RunResult } from "./machine.ts";
import { pathWithSbin } from "./requirements.ts";
import { tryProgram } from "./run-program.ts";

/** True when root and ip_vs is in the kernel or loads; loading it alone does nothing to the machine's network. */
export async function kernelHasIpvs(): Promise<boolean> {
  if (process.getuid?.() !== 0) return false;
  if (existsSync("/proc/net/ip_vs")) return true;
  await tryProgram("modprobe", ["ip_vs"]).catch(() => undefined);
  return existsSync("/proc/net/ip_vs");
}

/** How long a run gets to remove its namespaces after it was asked to end. */
const graceMs = 10_000;

/** True until the process has ended, reaped or not. */
function isAlive(pid: number): boolean {
  try {
    return !/\) [ZX]/.test(readFileSync(`/proc/${pid}/stat`, "latin1"));
  } catch {
    return false;
  }
}

/** Asks a run to end and waits for it without an event loop: this process is exiting. */
function endNow(child: ChildProcess): void {
  if (child.pid === undefined) return;
  child.kill("SIGTERM");
  const sleeper = new Int32Array(new SharedArrayBuffer(4));
  for (let waitedMs = 0; isAlive(child.pid) && waitedMs < graceMs; waitedMs += 20)
    Atomics.wait(sleeper, 0, 0, 20);
  child.kill("SIGKILL");
}

class ThisMachine implements Machine {
  readonly kind = "this machine";
  readonly release = release();
  readonly share: string;
  readonly #runs = new Set<ChildProcess>();
  readonly #onExit = () => {
    for (const child of this.#runs) endNow(child);
    rmSync(this.share, { recursive: true, force: true });
  };

  constructor(share: string) {
    this.share = share;
    process.once("exit", this.#onExit);
  }

  run(request: RunRequest): Promise<RunResult> {
    const child = spawn("setpriv", ["--pdeathsig", "TERM", ...request.argv], {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, PATH: pathWithSbin(), ...request.env },
      ...(request.cwd === undefined ? {} : { cwd: request.cwd }),
    });
    this.#runs.add(child);
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    createInterface({ input: child.stdout }).on("line", (line) => request.onLine?.(line));
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => {
        const what = `${request.argv.slice(1, 4).join(" ")} did not end (limit ${request.limitMs / 1000} s)`;
        reject(new LabError("RUN_TIMEOUT", `${what}\nstderr: ${stderr.trim().slice(-2000)}`));
        void this.#end(child);
      }, request.limitMs);
      child.once("error", (cause) => {
        reject(new LabError("PROGRAM_FAILED", `cannot run ${request.argv[0]}: ${cause.message}`, { cause }));
      });
      child.once("close", (status) => {
        clearTimeout(limit);
        this.#runs.delete(child);
        resolve({ status: status ?? 128, stderr });
      });
    });
  }

  async #end(child: ChildProcess): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const closed = once(child, "close");
    child.kill("SIGTERM");
    const timer = setTimeout(() => child.kill("SIGKILL"), graceMs);
    await closed;
    clearTimeout(timer);
  }

  async close(): Promise<void> {
    process.removeListener("exit", this.#onExit);
    await Promise.all([...this.#runs].map((child) => this.#end(child)));
    await rm(this.share, { recursive: true, force: true });
  }
}

/** Opens it. A run gets TERM when this process dies, however that dies, and then removes what it made. */
export async function openThisMachine(): Promise<Machine> {
  return new ThisMachine(await mkdtemp(join(tmpdir(), "vigil-lab-")));
}
