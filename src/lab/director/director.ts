/** One director of the lab: its machine, the program on it, and all that can befall either. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { LabError } from "../lab-error.ts";
import type { LinkControl } from "../topology/link-control.ts";
import type { NamespaceSet } from "../topology/namespace-set.ts";
import { relayDirector } from "../topology/network.ts";
import type { DirectorName, ForwardingMode } from "../topology/plan.ts";
import { nowMs, waitFor } from "../wait-for.ts";
import { Container } from "./container.ts";
import { type DirectorProgram, directorCommand } from "./program.ts";

export interface DirectorSetup {
  readonly name: DirectorName;
  readonly program: DirectorProgram;
  readonly configFile: string;
  /** Folder of the built Vigil. */
  readonly dist: string;
  /** Called with each line of its log as it comes. */
  readonly onLog?: (text: string) => void;
}

/** The processes of either program, by the pid files that both write. */
const pidFiles = {
  parent: "/run/keepalived.pid",
  vrrp: "/run/vrrp.pid",
  checker: "/run/checkers.pid",
} as const;

export type ProcessRole = keyof typeof pidFiles;

export interface LogLine {
  /** CLOCK_MONOTONIC. */
  readonly atMs: number;
  readonly text: string;
}

const stopLimitMs = 15_000;

export class Director {
  readonly name: DirectorName;
  readonly configFile: string;
  /** Everything that the program said on this director, over all its starts. */
  readonly log: LogLine[] = [];
  readonly #setup: DirectorSetup;
  readonly #set: NamespaceSet;
  readonly #links: LinkControl;
  readonly #mode: ForwardingMode;
  #program: DirectorProgram;
  #container: Container | undefined;
  #running: ChildProcess | undefined;
  #dead = false;

  constructor(setup: DirectorSetup, set: NamespaceSet, links: LinkControl, mode: ForwardingMode) {
    this.name = setup.name;
    this.#program = setup.program;
    this.configFile = setup.configFile;
    this.#setup = setup;
    this.#set = set;
    this.#links = links;
    this.#mode = mode;
  }

  get program(): DirectorProgram {
    return this.#program;
  }

  /** From the next start on that program runs here. */
  install(program: DirectorProgram): void {
    this.#program = program;
  }

  /** The machine is on: its namespaces stand, no program runs yet. */
  async powerOn(): Promise<void> {
    this.#dead = false;
    this.#container = await Container.start(this.#set.enter(this.name));
  }

  get container(): Container {
    if (this.#container === undefined) throw new LabError("TOPOLOGY", `${this.name} is not powered on`);
    return this.#container;
  }

  /** Starts the program, `configFile` in place of the set-up's where it is given. Resolves at once; its log tells the rest. */
  start(configFile: string = this.configFile): void {
    const command = directorCommand(this.program, this.#setup.dist, configFile);
    const [program = "", ...args] = [...this.container.enter(), ...command];
    const { NOTIFY_SOCKET: _notify, ...env } = process.env;
    const child = spawn(program, args, {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...env, TMPDIR: "/run/tmp" },
      cwd: "/",
    });
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on("line", (text) => this.#note(text));
    }
    child.on("error", (error) => this.#note(`cannot be started: ${error.message}`));
    this.#running = child;
  }

  /** What comes after the machine's death was on its way before: it belongs to nobody's story. */
  #note(text: string): void {
    if (this.#dead) return;
    this.log.push({ atMs: nowMs(), text });
    this.#setup.onLog?.(text);
  }

  /** True while the program's first process runs. */
  get running(): boolean {
    return (
      this.#running !== undefined && this.#running.exitCode === null && this.#running.signalCode === null
    );
  }

  /** Pid, in the lab's own pid namespace, of one of the program's processes; undefined while there is none. */
  pidOf(role: ProcessRole): number | undefined {
    const inside = Number.parseInt(this.container.readFile(pidFiles[role]) ?? "", 10);
    return Number.isNaN(inside) ? undefined : this.container.processes().get(inside);
  }

  /** Sends a signal to one of the program's processes; an error when it does not run. */
  signal(role: ProcessRole, signal: NodeJS.Signals): void {
    const pid = this.pidOf(role);
    if (pid === undefined) throw new LabError("TOPOLOGY", `${this.name} has no ${role} process to signal`);
    process.kill(pid, signal);
    // The nsenter around the first process stops and continues along with it.
    if (signal === "SIGCONT") this.#running?.kill("SIGCONT");
  }

  /** Asks the program to stop (TERM to its first process) and returns its exit status when it has. */
  async stop(): Promise<number | null> {
    const child = this.#running;
    if (child === undefined || !this.running) return null;
    const exited = once(child, "exit");
    this.signal("parent", "SIGTERM");
    const timer = setTimeout(() => this.killProcesses(), stopLimitMs);
    await exited;
    clearTimeout(timer);
    return child.exitCode;
  }

  /** SIGSTOPs all of the program's processes: what comes next reaches them all in one moment. */
  stopProcesses(): void {
    for (const pid of this.container.processes().values()) process.kill(pid, "SIGSTOP");
  }

  /** SIGKILLs all of the program's processes while the machine stays on: the first one first, so that it respawns none. */
  killProcesses(): void {
    for (const pid of [...this.container.processes().entries()]
      .sort(([a], [b]) => a - b)
      .map(([, pid]) => pid)) {
      try {
        process.kill(pid, "SIGKILL");
      } catch {
        // Ended meanwhile.
      }
    }
    // The nsenter around the first process stopped along with it and would not notice its end.
    this.#running?.kill("SIGCONT");
  }

  /** The machine dies: all of its processes and its link in one moment. Returns that moment. */
  dies(): number {
    const atMs = nowMs();
    this.#dead = true;
    this.container.kill();
    this.#links.set(this.name, "down");
    return atMs;
  }

  /** A machine that died is on again, with the empty kernel of a fresh boot; its program is not started yet. */
  async returns(): Promise<void> {
    await this.container.ended();
    await relayDirector(this.#set, this.name, this.#mode);
    await this.powerOn();
  }

  /** Waits until the program logged a line that fits. */
  async logged(pattern: RegExp, limitMs: number): Promise<LogLine> {
    const find = () => this.log.find(({ text }) => pattern.test(text));
    await waitFor(`${this.name} to log ${pattern}`, limitMs, () => find() !== undefined);
    const line = find();
    if (line === undefined) throw new LabError("WAIT_TIMEOUT", `${this.name} never logged ${pattern}`);
    return line;
  }
}
