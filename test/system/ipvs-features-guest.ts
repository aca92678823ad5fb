/** Runs keepalived and Vigil on the same configurations, each in a namespace of its own, and says as JSON lines what both made of the kernel. */
import { type ChildProcess, execFile, execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type FeatureCase, type FeatureStage, featureCases, type Leftover } from "./ipvs-features-cases.ts";
import { isAsTheirs, type KernelView } from "./ipvs-features-view.ts";

export interface StageResult {
  readonly case: string;
  readonly stage: string;
  readonly theirs: KernelView;
  readonly ours: KernelView;
  readonly theirsLeaves: Leftover | null;
}

export interface EndResult {
  readonly case: string;
  readonly statuses: readonly (number | null)[];
  readonly ourLog: string;
}

const vigil = [process.execPath, fileURLToPath(new URL("../main.js", import.meta.url)), "keepalived"];
/** Stands in a file for a namespace beside the program's own. */
const other = "@OTHER@";
/** A look costs an emulated machine half a second, which the programs looked at then lack. */
const pollMs = 2_500;
const stableMs = 2_500;
const limitMs = 120_000;
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

class Program {
  readonly #argv: readonly string[];
  readonly #namespace: string;
  readonly #namespaces: readonly string[];
  readonly #folder = mkdtempSync(join(tmpdir(), "vigil-features-"));
  #process: ChildProcess | undefined;

  constructor(argv: readonly string[], namespace: string, { before, options = [], stages }: FeatureCase) {
    this.#namespace = namespace;
    const usesOther = stages.some(({ config }) => config?.includes(other) === true);
    this.#namespaces = usesOther ? [namespace, `${namespace}-o`] : [namespace];
    for (const name of this.#namespaces) {
      execFileSync("ip", ["netns", "add", name]);
      // Without it the kernel takes no IPv4 server there: it knows no address to be unicast.
      execFileSync("ip", ["-n", name, "link", "set", "lo", "up"]);
    }
    this.shell(
      "ip link add eth1 type veth peer name peer1; ip link set eth1 up; ip link set peer1 up; ip addr add 192.168.200.250/24 dev eth1",
    );
    if (before !== undefined) this.shell(before);
    const files = ["-f", "c.conf", "-p", "p", "-r", "r", "-c", "k"].map((word) =>
      word.startsWith("-") ? word : join(this.#folder, word),
    );
    this.#argv = [...argv, "-n", "-l", "-G", "-D", ...files, ...options];
  }

  shell(text: string): void {
    execFileSync("nsenter", [`--net=/run/netns/${this.#namespace}`, "sh", "-c", text], { stdio: "ignore" });
  }

  enter({ config, shell }: FeatureStage): void {
    if (shell !== undefined) this.shell(shell);
    if (config === undefined) return;
    const text = config.replaceAll(other, this.#namespaces[1] ?? "");
    writeFileSync(join(this.#folder, "c.conf"), text, { mode: 0o600 });
    if (this.#process === undefined) this.#start();
    else this.#process.kill("SIGHUP");
  }

  #start(): void {
    const log = openSync(join(this.#folder, "log"), "w");
    const stdio = ["ignore", log, log] as const;
    this.#process = spawn("nsenter", [`--net=/run/netns/${this.#namespace}`, ...this.#argv], {
      stdio: [...stdio],
    });
  }

  stop(): Promise<number | null> {
    const child = this.#process;
    if (child === undefined) return Promise.resolve(null);
    return new Promise((resolve) => {
      child.on("exit", (status) => resolve(status));
      child.kill("SIGTERM");
    });
  }

  log(): string {
    return readFileSync(join(this.#folder, "log"), "utf8");
  }

  /** The tables of all its namespaces as one; only one of them has anything. */
  async view(): Promise<KernelView> {
    const texts = await Promise.all(this.#namespaces.map(listing));
    const lists = texts.map((text) =>
      text.split("--\n").map((part) => part.split("\n").filter((line) => line !== "")),
    );
    const all = (index: number) => lists.flatMap((list) => list[index] ?? []);
    return { saved: all(0), thresholds: all(1), order: byService(all(2)), daemons: all(3), timeouts: all(4) };
  }
}

const questions = ["-Sn", "-Ln --thresholds", "-Ln --nosort", "-Ln --daemon", "-Ln --timeout"];

/** All answers from one shell: the machine may be slow at starting programs. */
function listing(namespace: string): Promise<string> {
  const script = questions.map((options) => `ipvsadm ${options}; echo --`).join("; ");
  const argv = [`--net=/run/netns/${namespace}`, "sh", "-c", script];
  return new Promise((resolve, reject) => {
    execFile("nsenter", argv, (error, text) => (error === null ? resolve(text) : reject(error)));
  });
}

/** The order of services differs between namespaces, which the kernel's hash mixes in; that of servers must not. */
function byService(lines: readonly string[]): readonly string[] {
  const services: string[] = [];
  for (const line of lines) {
    if (line.startsWith("  ->")) services.push(`${services.pop() ?? ""}${line}`);
    else services.push(line);
  }
  return services.toSorted();
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** The table once it has not changed for a while. */
async function settled(program: Program, atLeastMs: number): Promise<KernelView> {
  await sleep(atLeastMs);
  let view = await program.view();
  for (let stable = 0; stable < stableMs; stable += pollMs) {
    await sleep(pollMs);
    const next = await program.view();
    if (!same(view, next)) stable = 0;
    view = next;
  }
  return view;
}

/** Waits until ours is as wanted, or for good. */
async function reaching(program: Program, isReached: (view: KernelView) => boolean): Promise<KernelView> {
  const untilMs = performance.now() + limitMs;
  for (;;) {
    const view = await program.view();
    if (isReached(view) || performance.now() > untilMs) return view;
    await sleep(pollMs);
  }
}

async function compare(index: number, of: FeatureCase): Promise<void> {
  const theirs = new Program(["keepalived"], `k${index}`, of);
  const ours = new Program(vigil, `v${index}`, of);
  let leaves: Leftover | null = null;
  const say = (stage: string, theirView: KernelView, ourView: KernelView) => {
    const result: StageResult = {
      case: of.name,
      stage,
      theirs: theirView,
      ours: ourView,
      theirsLeaves: leaves,
    };
    console.log(JSON.stringify(result));
  };
  for (const stage of of.stages) {
    leaves = stage.theirsLeaves ?? leaves;
    theirs.enter(stage);
    ours.enter(stage);
    const expected = await settled(theirs, stage.settleMs ?? 3_000);
    say(stage.name, expected, await reaching(ours, (view) => isAsTheirs(expected, view, leaves)));
  }
  const statuses = await Promise.all([theirs.stop(), ours.stop()]);
  say("stop", await theirs.view(), await ours.view());
  const end: EndResult = { case: of.name, statuses, ourLog: ours.log() };
  console.log(JSON.stringify(end));
}

if (process.argv[2] === "inside") {
  mkdirSync("/run/netns", { recursive: true });
  const waiting = [...featureCases.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await compare(...next);
  };
  await Promise.all([work(), work()]);
  process.exit(0);
} else {
  // With a /run and namespaces of its own, which end with it.
  const inside = 'mount -t tmpfs none /run && exec "$@"';
  const self = [process.execPath, fileURLToPath(import.meta.url), "inside"];
  execFileSync(
    "unshare",
    ["--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "sh", "-c", inside, "sh", ...self],
    {
      stdio: ["ignore", "inherit", "inherit"],
    },
  );
}
