/** A running VM: boots Debian's stock kernel on this machine's own root file system and runs programs in it. */
import { type ChildProcess, spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { LabError } from "../lab-error.ts";
import type { Machine, RunRequest, RunResult } from "../machine.ts";
import type { Progress } from "../progress.ts";
import { pathWithSbin } from "../requirements.ts";
import { type Accelerator, accelerator, acceleratorOptions } from "./accelerator.ts";
import { followFile } from "./follow-file.ts";
import { ensureImage, type VmImage } from "./image.ts";
import { makeShare } from "./share.ts";

/**
 * Emulated, the guest is up after 3 to 5 s on an idle machine and after 15 s on a slow one. Now and then an emulated one with several
 * processors stays silent for ever: it gets another start, and the last one all the time that an overloaded machine needs.
 */
const bootLimitsMs = [40_000, 60_000, 90_000];

export interface VmOptions {
  readonly cache: string;
  readonly progress: Progress;
  /** MiB of memory, taken from this machine only as the guest uses them. */
  readonly memoryMiB?: number;
}

/** In qemu's option lists a comma ends the value unless it is doubled. */
function nineShare(path: string, tag: string, readOnly: boolean): readonly string[] {
  const options = `security_model=none,multidevs=remap${readOnly ? ",readonly=on" : ""}`;
  return ["-virtfs", `local,path=${path.replaceAll(",", ",,")},mount_tag=${tag},${options}`];
}

/**
 * Emulated, the clock would be the HPET, whose every reading leaves the emulation; the time stamp counter is this
 * machine's own and needs none of the checks by which the guest finds it wanting.
 */
function kernelArguments(kind: Accelerator): string {
  const clock = kind === "tcg" ? " tsc=reliable clocksource=tsc" : "";
  return `console=ttyS0 quiet panic=1 mitigations=off cryptomgr.notests${clock}`;
}

/** As many as this machine has, within what a pair of directors can use; two at least, or they would wait for each other. */
function processors(): number {
  return Math.max(2, Math.min(4, availableParallelism()));
}

function qemuArguments(
  image: VmImage,
  share: string,
  kind: Accelerator,
  memoryMiB: number,
): readonly string[] {
  return [
    ...acceleratorOptions(kind),
    ...["-smp", String(processors()), "-m", String(memoryMiB)],
    ...["-nodefaults", "-display", "none", "-no-reboot"],
    ...["-serial", `file:${join(share, "console").replaceAll(",", ",,")}`],
    ...["-chardev", "stdio,id=control,signal=off", "-serial", "chardev:control"],
    ...["-kernel", image.kernel, "-initrd", image.initramfs],
    ...["-append", kernelArguments(kind)],
    ...nineShare("/", "root", true),
    ...nineShare(image.modules, "modules", true),
    ...nineShare(share, "share", false),
  ];
}

/** qemu that dies with this process, however that dies. */
function startQemu(args: readonly string[]): ChildProcess {
  return spawn("setpriv", ["--pdeathsig", "KILL", "qemu-system-x86_64", ...args], {
    stdio: ["pipe", "pipe", "pipe"],
    env: { ...process.env, PATH: pathWithSbin() },
  });
}

function shellQuote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/** A run's shell file: its environment, its folder, its command. */
function runScript(request: RunRequest): string {
  const exports = Object.entries(request.env ?? {}).map(
    ([name, value]) => `export ${name}=${shellQuote(value)}`,
  );
  const folder = request.cwd === undefined ? [] : [`cd ${shellQuote(request.cwd)}`];
  return [...exports, ...folder, `exec ${request.argv.map(shellQuote).join(" ")}`, ""].join("\n");
}

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

class Vm implements Machine {
  readonly kind = "VM";
  readonly release: string;
  readonly share: string;
  readonly #qemu: ChildProcess;
  readonly #waiting = new Map<string, Waiting>();
  readonly #exited: Promise<void>;
  readonly #onExit = () => {
    this.#qemu.kill("SIGKILL");
    rmSync(this.share, { recursive: true, force: true });
  };
  #stderr = "";
  #runs = 0;
  #closing = false;

  constructor(image: VmImage, share: string, qemu: ChildProcess) {
    this.release = image.release;
    this.share = share;
    this.#qemu = qemu;
    process.once("exit", this.#onExit);
    qemu.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-4000);
    });
    qemu.stdin?.on("error", () => {});
    if (qemu.stdout !== null) {
      createInterface({ input: qemu.stdout }).on("line", (line) => this.#hear(line.trim()));
    }
    this.#exited = new Promise((resolve) => {
      qemu.once("error", (error) => {
        this.#stderr += error.message;
        void this.#fail("VM_DIED", "qemu cannot be started").then(resolve);
      });
      qemu.once("exit", (status, signal) => {
        if (this.#closing) resolve();
        else void this.#fail("VM_DIED", `the VM ended by itself (${signal ?? status})`).then(resolve);
      });
    });
  }

  #hear(word: string): void {
    this.#waiting.get(word)?.resolve();
    this.#waiting.delete(word);
  }

  async #fail(code: "VM_DIED", what: string): Promise<void> {
    const error = new LabError(code, `${what}${await this.lastWords()}`);
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }

  /** What qemu and the guest's kernel said last, for an error's text. */
  async lastWords(): Promise<string> {
    const console = await readFile(join(this.share, "console"), "latin1").catch(() => "");
    const tail = console.trimEnd().split(/\r?\n/).slice(-50).join("\n");
    return `\nqemu: ${this.#stderr.trim() || "(silent)"}\nconsole:\n${tail || "(empty)"}`;
  }

  /** Waits for the guest to say a word on its second serial line; beyond the limit an error with the console's tail. */
  async awaitWord(
    word: string,
    limitMs: number,
    code: "VM_BOOT" | "RUN_TIMEOUT",
    what: string,
  ): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        this.#waiting.set(word, { resolve, reject });
        timer = setTimeout(() => {
          this.#waiting.delete(word);
          void this.lastWords().then((words) => {
            reject(new LabError(code, `${what} (limit ${limitMs / 1000} s)${words}`));
          });
        }, limitMs);
      });
    } finally {
      clearTimeout(timer);
    }
  }

  async run(request: RunRequest): Promise<RunResult> {
    this.#runs += 1;
    const number = String(this.#runs);
    const path = (kind: string) => join(this.share, `${number}.${kind}`);
    await writeFile(path("run"), runScript(request));
    const follower = followFile(path("out"), request.onLine ?? (() => {}));
    const readStderr = () => readFile(path("err"), "utf8").catch(() => "");
    try {
      const what = `${request.argv.slice(1, 4).join(" ")} did not end`;
      const ended = this.awaitWord(`ended ${number}`, request.limitMs, "RUN_TIMEOUT", what);
      this.#qemu.stdin?.write(`${number}\n`);
      await ended;
    } catch (error) {
      // Whatever hangs in there, it ends with the guest.
      this.#qemu.kill("SIGKILL");
      const stderr = (await readStderr()).trim().slice(-2000);
      if (error instanceof LabError && stderr !== "") error.message += `\nstderr of the run:\n${stderr}`;
      throw error;
    } finally {
      await follower.finish();
    }
    const status = Number.parseInt(await readFile(path("status"), "utf8"), 10);
    return { status, stderr: await readStderr() };
  }

  async close(): Promise<void> {
    this.#closing = true;
    process.removeListener("exit", this.#onExit);
    this.#qemu.kill("SIGKILL");
    await this.#exited;
    await rm(this.share, { recursive: true, force: true });
  }
}

async function bootOnce(image: VmImage, kind: Accelerator, options: VmOptions, limitMs: number): Promise<Vm> {
  const share = await makeShare(options.cache);
  const vm = new Vm(image, share, startQemu(qemuArguments(image, share, kind, options.memoryMiB ?? 3072)));
  try {
    await vm.awaitWord("up", limitMs, "VM_BOOT", "the VM did not come up");
    return vm;
  } catch (error) {
    await vm.close();
    throw error;
  }
}

async function boot(image: VmImage, kind: Accelerator, options: VmOptions): Promise<Vm> {
  const [limitMs = 0, ...later] = bootLimitsMs;
  let vm = bootOnce(image, kind, options, limitMs);
  for (const nextMs of later) {
    vm = vm.catch((error) => {
      if (!(error instanceof LabError) || error.code !== "VM_BOOT") throw error;
      options.progress(`${error.message.split("\n")[0]}, starting it again`);
      return bootOnce(image, kind, options, nextMs);
    });
  }
  return vm;
}

/** Makes the image where needed and boots it; a KVM that does not carry the guest gives way to emulation. Errors: `KERNEL_PACKAGE`, `VM_BOOT`, `VM_DIED`. */
export async function startVm(options: VmOptions): Promise<Machine> {
  const image = await ensureImage(options.cache, options.progress);
  const kind = accelerator();
  options.progress(
    `booting a VM with kernel ${image.release} (${kind === "kvm" ? "KVM" : "software emulation"})`,
  );
  try {
    return await boot(image, kind, options);
  } catch (error) {
    if (kind === "tcg") throw error;
    options.progress("KVM does not carry the VM, emulating instead");
    return boot(image, "tcg", options);
  }
}
