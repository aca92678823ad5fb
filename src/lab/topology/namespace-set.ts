/** One set of network namespaces under a prefix of its own, and the certainty that it goes away again. */
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isRunning, processIdentity } from "../process-identity.ts";
import { runProgram } from "../run-program.ts";
import { type NodeName, nodeNames } from "./plan.ts";

const prefix = "vgl-";
const netnsFolder = "/run/netns";
/** One folder for each set, which names its owner. */
const ownersFolder = "/run/vigil-lab";

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function namespacesOf(id: string): readonly string[] {
  return namesIn(netnsFolder).filter((name) => name.startsWith(`${prefix}${id}-`));
}

/** Every process whose network namespace is one of those, whoever started it. */
function processesIn(namespaces: readonly string[]): readonly number[] {
  const inodes = new Set<string>();
  for (const name of namespaces) {
    try {
      inodes.add(`net:[${statSync(join(netnsFolder, name)).ino}]`);
    } catch {
      // Gone already.
    }
  }
  const belongs = (pid: string): boolean => {
    try {
      return inodes.has(readlinkSync(`/proc/${pid}/ns/net`));
    } catch {
      return false;
    }
  };
  return namesIn("/proc")
    .filter((pid) => /^\d+$/.test(pid) && belongs(pid))
    .map(Number);
}

/** A script's text: `ip` with all those commands in one process; the first that fails ends the script. */
export function batch(ip: string, commands: readonly string[]): string {
  return `${ip} -batch - <<'END'\n${commands.join("\n")}\nEND\n`;
}

/** Ends all processes in the set's namespaces, removes these and the set's folder. Synchronous: it also runs while this process exits. */
function removeSet(id: string): void {
  const namespaces = namespacesOf(id);
  for (const pid of processesIn(namespaces)) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // Ended by itself, or with the first process of its pid namespace.
    }
  }
  if (namespaces.length > 0) {
    const input = namespaces.map((name) => `netns delete ${name}\n`).join("");
    spawnSync("ip", ["-force", "-batch", "-"], { input, stdio: ["pipe", "ignore", "ignore"] });
  }
  rmSync(join(ownersFolder, id), { recursive: true, force: true });
}

/** Removes what a run left that was killed without a chance to clean up. */
export function removeLeftovers(): void {
  for (const id of namesIn(ownersFolder)) {
    try {
      if (!isRunning(readFileSync(join(ownersFolder, id, "owner"), "utf8"))) removeSet(id);
    } catch {
      // A set that is being made or removed at this moment.
    }
  }
}

export class NamespaceSet {
  readonly id: string;
  /** For small files of this set, such as the pages of its web servers. */
  readonly folder: string;
  readonly #onExit = () => removeSet(this.id);

  private constructor(id: string) {
    this.id = id;
    this.folder = join(ownersFolder, id);
  }

  /**
   * Makes an empty namespace for each node. From here on the set is removed when this process exits in any way that lets
   * it run code, and by the next run's `removeLeftovers` otherwise. `number` tells the sets of one process apart.
   */
  static async create(number: number): Promise<NamespaceSet> {
    removeLeftovers();
    const set = new NamespaceSet(`${process.pid.toString(36)}${number === 0 ? "" : `.${number}`}`);
    mkdirSync(set.folder, { recursive: true });
    writeFileSync(join(set.folder, "owner"), processIdentity());
    process.once("exit", set.#onExit);
    const add = nodeNames.map((node) => `netns add ${set.namespace(node)}`);
    await runProgram("sh", ["-e"], { input: batch("ip", add) });
    return set;
  }

  /** The name that `ip netns` shows. */
  namespace(node: NodeName): string {
    return `${prefix}${this.id}-${node}`;
  }

  /** The words before a command that make it run in the node's network namespace. */
  enter(node: NodeName): readonly string[] {
    return ["nsenter", `--net=${netnsFolder}/${this.namespace(node)}`, "--"];
  }

  /** A script's text that runs `ip` commands in the node's namespace, all in one process. */
  ip(node: NodeName, commands: readonly string[]): string {
    return batch(`ip -n ${this.namespace(node)}`, commands);
  }

  /** A script's text that gives settings of the node's namespace, named by their paths under /proc/sys, their values. */
  sysctl(node: NodeName, settings: Readonly<Record<string, number>>): string {
    const writes = Object.entries(settings).map(([path, value]) => `echo ${value} > /proc/sys/${path}`);
    return `${this.enter(node).join(" ")} sh -e <<'END'\n${writes.join("\n")}\nEND\n`;
  }

  /** A script's text that takes one namespace away and puts an empty one in its place: a machine's kernel after power was lost. */
  renew(node: NodeName): string {
    const name = this.namespace(node);
    return batch("ip", [`netns delete ${name}`, `netns add ${name}`]);
  }

  remove(): void {
    process.removeListener("exit", this.#onExit);
    removeSet(this.id);
  }
}
