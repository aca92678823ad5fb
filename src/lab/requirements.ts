/** The programs of the distribution that the lab needs: installed when we may, else named in one exact command. */
import { closeSync, existsSync, openSync, readSync, rmSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { LabError } from "./lab-error.ts";
import type { Progress } from "./progress.ts";
import { tryProgram } from "./run-program.ts";

/** Program to the Debian and Ubuntu package that has it. */
const packageOf = {
  "qemu-system-x86_64": "qemu-system-x86",
  busybox: "busybox-static",
  modprobe: "kmod",
  depmod: "kmod",
  ip: "iproute2",
  iptables: "iptables",
  ipvsadm: "ipvsadm",
  tcpdump: "tcpdump",
  keepalived: "keepalived",
  unshare: "util-linux",
  nsenter: "util-linux",
  setpriv: "util-linux",
  xz: "xz-utils",
  zstd: "zstd",
  pgrep: "procps",
  python3: "python3",
  curl: "curl",
  openssl: "openssl",
  nft: "nftables",
  nginx: "nginx",
  // Without the package around them, which would make a database and a service on this machine.
  mariadbd: "mariadb-server-core",
  mariadb: "mariadb-client-core",
} as const;

export type LabProgram = keyof typeof packageOf;

/** What building the network in namespaces takes, on whatever kernel. */
export const networkPrograms: readonly LabProgram[] = [
  "ip",
  "iptables",
  "ipvsadm",
  "tcpdump",
  "busybox",
  "unshare",
  "nsenter",
  "setpriv",
];

/** What making and booting the VM takes besides. */
export const vmPrograms: readonly LabProgram[] = [
  "qemu-system-x86_64",
  "busybox",
  "modprobe",
  "depmod",
  "xz",
  "zstd",
  "setpriv",
];

const searchPath = `${process.env.PATH ?? ""}:/usr/local/sbin:/usr/sbin:/sbin:/usr/bin:/bin`;

/** Where the program is, or undefined. */
export function findProgram(program: string): string | undefined {
  return searchPath
    .split(":")
    .filter((folder) => folder !== "")
    .map((folder) => `${folder}/${program}`)
    .find((path) => existsSync(path));
}

/** A static busybox is the initramfs's only program; the dynamic package of the same name would not start there. */
function isStatic(path: string): boolean {
  const head = Buffer.alloc(4096);
  const file = openSync(path, "r");
  try {
    return !head.subarray(0, readSync(file, head)).includes("ld-linux");
  } finally {
    closeSync(file);
  }
}

function isInstalled(program: string): boolean {
  const path = findProgram(program);
  return path !== undefined && (program !== "busybox" || isStatic(path));
}

/** The packages that are missing, sorted, each once. */
export function missingPackages(programs: readonly LabProgram[]): readonly string[] {
  const missing = programs.filter((program) => !isInstalled(program));
  return [...new Set(missing.map((program) => packageOf[program]))].sort();
}

/** The command that a person types to get them. */
export function installCommand(packages: readonly string[]): string {
  return `sudo apt-get install -y --no-install-recommends ${packages.join(" ")}`;
}

const policyFile = "/usr/sbin/policy-rc.d";

/**
 * Keeps a package's service from being started by its installation: 101 is Debian policy's "forbidden by policy"
 * (invoke-rc.d(8)). A file that is there already is the owner's word and stays as it is.
 */
async function withoutStartingServices<T>(work: () => Promise<T>): Promise<T> {
  if (existsSync(policyFile)) return work();
  const remove = () => rmSync(policyFile, { force: true });
  process.once("exit", remove);
  await writeFile(policyFile, "#!/bin/sh\nexit 101\n", { mode: 0o755 });
  try {
    return await work();
  } finally {
    process.removeListener("exit", remove);
    remove();
  }
}

async function aptGet(args: readonly string[]): Promise<{ readonly ok: boolean; readonly words: string }> {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", PATH: searchPath };
  const result = await tryProgram("apt-get", ["-q", "-y", ...args], { env });
  return { ok: result.status === 0, words: `${result.stdout}${result.stderr}`.trim().slice(-2000) };
}

/** Refreshes apt's lists; only root can, and a machine without network says so by false. */
export async function updatePackageLists(): Promise<boolean> {
  if (process.getuid?.() !== 0) return false;
  return (await aptGet(["update"])).ok;
}

async function install(packages: readonly string[]): Promise<void> {
  const args = ["install", "--no-install-recommends", ...packages];
  const first = await aptGet(args);
  if (first.ok) return;
  await updatePackageLists();
  const second = await aptGet(args);
  if (!second.ok) {
    throw new LabError(
      "REQUIREMENT_MISSING",
      `apt-get could not install ${packages.join(" ")}; install by hand:\n  ${installCommand(packages)}\n${second.words}`,
    );
  }
}

/**
 * Sees to it that the programs are there. Root on Debian or Ubuntu gets them installed, without their services being
 * started; anyone else gets `REQUIREMENT_MISSING` with the one command that installs them.
 */
export async function ensurePrograms(programs: readonly LabProgram[], progress: Progress): Promise<void> {
  const packages = missingPackages(programs);
  if (packages.length === 0) return;
  if (process.getuid?.() !== 0 || !isInstalled("apt-get")) {
    throw new LabError(
      "REQUIREMENT_MISSING",
      `missing on this machine: ${packages.join(" ")}. Install with:\n  ${installCommand(packages)}`,
    );
  }
  progress(`installing ${packages.join(" ")} with apt-get`);
  await withoutStartingServices(() => install(packages));
  const still = missingPackages(programs);
  if (still.length > 0) {
    throw new LabError(
      "REQUIREMENT_MISSING",
      `apt-get installed ${still.join(" ")}, but its programs are not there`,
    );
  }
}

/** The search path for children: a person's own PATH on Debian lacks the sbin folders. */
export function pathWithSbin(): string {
  return searchPath;
}
