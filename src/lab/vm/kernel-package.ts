/** Which packages hold the distribution's stock kernel, and their unpacking into a folder of ours. */
import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { LabError } from "../lab-error.ts";
import { updatePackageLists } from "../requirements.ts";
import { runProgram, tryProgram } from "../run-program.ts";

/** Image and modules packages of one kernel; the first is the image. */
const kernelPackage = /^linux-(?:image|modules|modules-extra)-[0-9]\S*$/;

/** The names that a package depends on, in apt's order; for alternatives each is named. */
async function dependencies(name: string): Promise<readonly string[]> {
  const { status, stdout } = await tryProgram("apt-cache", ["depends", name]);
  if (status !== 0) return [];
  return [...stdout.matchAll(/^[ |]+(?:Pre)?Depends: (\S+)/gm)].map((match) => match[1] ?? "");
}

async function metaPackage(): Promise<string> {
  const release = await readFile("/etc/os-release", "utf8").catch(() => "");
  const debian = /^ID=debian$/m.test(release) || !/^ID(?:_LIKE)?=.*ubuntu/m.test(release);
  // Debian's "cloud" flavour has no 9p; the plain one has all.
  return debian ? "linux-image-amd64" : "linux-image-generic";
}

async function closure(meta: string): Promise<readonly string[]> {
  const found = new Set<string>();
  const walk = async (name: string): Promise<void> => {
    for (const next of await dependencies(name)) {
      // Of alternatives ("linux-image-X | linux-image-unsigned-X") the first is the one that apt itself takes.
      if (!kernelPackage.test(next) || found.has(next) || next.includes("-unsigned-")) continue;
      found.add(next);
      await walk(next);
    }
  };
  await walk(meta);
  return [...found];
}

export interface KernelPackages {
  /** As `uname -r` will say in the guest. */
  readonly release: string;
  readonly packages: readonly string[];
}

/** Asks apt which kernel the distribution ships now; undefined when apt knows none, even after its lists were refreshed. */
export async function findKernelPackages(): Promise<KernelPackages | undefined> {
  const meta = await metaPackage();
  let packages = await closure(meta);
  if (packages.length === 0 && (await updatePackageLists())) packages = await closure(meta);
  const image = packages.find((name) => name.startsWith("linux-image-"));
  if (image === undefined) return undefined;
  return { release: image.slice("linux-image-".length), packages };
}

/** `apt-get download` needs no root, only apt's lists; a list older than the mirror leads to one refresh. */
async function download(packages: readonly string[], folder: string): Promise<void> {
  const args = ["-q", "-o", "APT::Sandbox::User=root", "download", ...packages];
  const first = await tryProgram("apt-get", args, { cwd: folder });
  if (first.status === 0) return;
  await updatePackageLists();
  const second = await tryProgram("apt-get", args, { cwd: folder });
  if (second.status !== 0) {
    throw new LabError(
      "KERNEL_PACKAGE",
      `apt-get could not download ${packages.join(" ")} (are its lists fresh? "sudo apt-get update"): ${second.stderr.trim().slice(-1000)}`,
    );
  }
}

/** Downloads and unpacks into `folder`: afterwards it has `boot/` and `lib/modules/RELEASE` with its module index. */
export async function unpackKernel(kernel: KernelPackages, folder: string): Promise<void> {
  const packages = join(folder, "packages");
  await mkdir(packages, { recursive: true });
  await download(kernel.packages, packages);
  const files = (await readdir(packages)).filter((name) => name.endsWith(".deb"));
  for (const file of files) await runProgram("dpkg-deb", ["-x", join(packages, file), folder]);
  await rm(packages, { recursive: true });
  // A merged /usr puts modules there (Ubuntu 24.10 on); modprobe looks under /lib.
  const usrModules = join(folder, "usr", "lib", "modules");
  if ((await readdir(usrModules).catch(() => [])).length > 0) {
    await mkdir(join(folder, "lib"), { recursive: true });
    await runProgram("mv", [usrModules, join(folder, "lib", "modules")]);
  }
  // Sound, screens and cameras are two thirds of what no guest of ours can have; the rest stays whole.
  const modules = join(folder, "lib", "modules", kernel.release);
  for (const name of ["kernel/sound", "kernel/drivers/gpu", "kernel/drivers/media"]) {
    await rm(join(modules, name), { recursive: true, force: true });
  }
  await rm(join(folder, "usr"), { recursive: true, force: true });
  await runProgram("depmod", ["-b", folder, kernel.release]);
}
