/** The VM's image in the user's cache: a kernel with its modules, and the initramfs made from it. */
import { createHash } from "node:crypto";
import { chmod, copyFile, cp, mkdir, readdir, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { LabError } from "../lab-error.ts";
import { withLock } from "../lock-file.ts";
import type { Progress } from "../progress.ts";
import { findProgram } from "../requirements.ts";
import { runProgram } from "../run-program.ts";
import { initScript } from "./guest-scripts.ts";
import { findKernelPackages, type KernelPackages, unpackKernel } from "./kernel-package.ts";
import { bootModules, placeModule } from "./modules.ts";
import { writeUncompressedKernel } from "./uncompressed-kernel.ts";

export interface VmImage {
  readonly release: string;
  readonly kernel: string;
  readonly initramfs: string;
  /** The module tree, what /lib/modules/RELEASE is in the guest. */
  readonly modules: string;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Builds into a folder of another name and renames it: a reader sees a whole image or none. */
async function makeKernel(kernel: KernelPackages, target: string): Promise<void> {
  const building = `${target}.building`;
  await rm(building, { recursive: true, force: true });
  await mkdir(building, { recursive: true });
  await unpackKernel(kernel, building);
  const boot = join(building, "boot");
  const vmlinuz = (await readdir(boot)).find((name) => name.startsWith("vmlinuz-"));
  if (vmlinuz === undefined)
    throw new LabError("KERNEL_PACKAGE", `no kernel in ${kernel.packages.join(" ")}`);
  const image = join(building, "kernel");
  if (!(await writeUncompressedKernel(join(boot, vmlinuz), image)))
    await copyFile(join(boot, vmlinuz), image);
  await chmod(image, 0o644);
  await rm(boot, { recursive: true });
  await rename(building, target);
}

async function makeInitramfs(folder: string, release: string, target: string): Promise<void> {
  const building = join(folder, "initramfs.building");
  await rm(building, { recursive: true, force: true });
  await mkdir(join(building, "modules"), { recursive: true });
  await mkdir(join(building, "bin"));
  const busybox = await realpath(findProgram("busybox") ?? "/bin/busybox");
  await cp(busybox, join(building, "bin", "busybox"));
  await writeFile(join(building, "init"), initScript, { mode: 0o755 });
  const order: string[] = [];
  for (const file of await bootModules(folder, release)) {
    order.push(await placeModule(file, join(building, "modules")));
  }
  await writeFile(join(building, "modules", "order"), `${order.join("\n")}\n`);
  const packed = `${target}.building`;
  await runProgram("sh", [
    "-c",
    'cd "$1" && find . | "$3" cpio -o -H newc > "$2"',
    "sh",
    building,
    packed,
    busybox,
  ]);
  await rename(packed, target);
  await rm(building, { recursive: true });
}

/** The newest kernel that an earlier run left, for a machine that has no network now. */
async function cachedRelease(cache: string): Promise<string | undefined> {
  const names = await readdir(cache);
  const kernels = names.filter((name) => /^\d[^/]*$/.test(name) && !name.endsWith(".building"));
  return kernels.sort((a, b) => a.localeCompare(b, "en", { numeric: true })).at(-1);
}

/** Asking apt takes seconds; a distribution's kernel of last week is as good. */
const freshForMs = 7 * 24 * 3600 * 1000;

async function isFresh(folder: string): Promise<boolean> {
  const made = await stat(join(folder, "kernel")).catch(() => undefined);
  return made !== undefined && Date.now() - made.mtimeMs < freshForMs;
}

/** The release of a kernel that is in the cache now: the distribution's present one where it can be had. */
async function ensureKernel(cache: string, progress: Progress): Promise<string> {
  const cached = await cachedRelease(cache);
  if (cached !== undefined && (await isFresh(join(cache, cached)))) return cached;
  const wanted = await findKernelPackages();
  if (wanted !== undefined && (await exists(join(cache, wanted.release)))) return wanted.release;
  if (wanted === undefined) {
    if (cached !== undefined) return cached;
    throw new LabError(
      "KERNEL_PACKAGE",
      "apt knows no kernel package here: the VM needs Debian's or Ubuntu's. Refresh its lists with:\n  sudo apt-get update",
    );
  }
  progress(`downloading kernel ${wanted.release} for the VM, once`);
  try {
    await makeKernel(wanted, join(cache, wanted.release));
    return wanted.release;
  } catch (error) {
    if (cached === undefined) throw error;
    progress(`kernel ${wanted.release} could not be had, taking ${cached}, which is here`);
    return cached;
  }
}

/** The image, made on first use; two runs at once make one. Errors: `KERNEL_PACKAGE`. */
export async function ensureImage(cache: string, progress: Progress): Promise<VmImage> {
  return withLock(join(cache, "image.lock"), async () => {
    const release = await ensureKernel(cache, progress);
    const folder = join(cache, release);
    // Named by what is in it, so that another version of Vigil beside this one makes its own.
    const digest = createHash("sha256").update(initScript).digest("hex").slice(0, 12);
    const initramfs = join(folder, `initramfs-${digest}`);
    if (!(await exists(initramfs))) await makeInitramfs(folder, release, initramfs);
    return {
      release,
      kernel: join(folder, "kernel"),
      initramfs,
      modules: join(folder, "lib", "modules", release),
    };
  });
}
