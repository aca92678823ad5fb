/** The modules that the guest needs before it sees its root file system, in the order of their loading. */
import { copyFile, open } from "node:fs/promises";
import { basename, join } from "node:path";
import { LabError } from "../lab-error.ts";
import { tryProgram } from "../run-program.ts";

const wanted = ["virtio_pci", "9pnet_virtio", "9p", "overlay"];

/** What `modprobe --show-depends` names in the unpacked packages, each file once; what the kernel has built in is left out. */
export async function bootModules(kernelFolder: string, release: string): Promise<readonly string[]> {
  const files = new Set<string>();
  for (const name of wanted) {
    const { status, stdout, stderr } = await tryProgram("modprobe", [
      "-d",
      kernelFolder,
      "-S",
      release,
      "--show-depends",
      name,
    ]);
    if (status !== 0) {
      throw new LabError("KERNEL_PACKAGE", `kernel ${release} has no module ${name}: ${stderr.trim()}`);
    }
    for (const match of stdout.matchAll(/^insmod (\S+)/gm)) files.add(match[1] ?? "");
  }
  return [...files];
}

async function decompress(program: string, source: string, target: string): Promise<void> {
  const file = await open(target, "w");
  await file.close();
  const { status, stderr } = await tryProgram("sh", [
    "-c",
    `exec ${program} -dc -- "$1" > "$2"`,
    "sh",
    source,
    target,
  ]);
  if (status !== 0)
    throw new LabError("KERNEL_PACKAGE", `${program} cannot unpack ${source}: ${stderr.trim()}`);
}

/** Copies a module into `folder`, decompressed: busybox's insmod reads plain ones only. Returns its file name there. */
export async function placeModule(source: string, folder: string): Promise<string> {
  const name = basename(source).replace(/\.(?:xz|zst|gz)$/, "");
  const target = join(folder, name);
  if (source.endsWith(".xz")) await decompress("xz", source, target);
  else if (source.endsWith(".zst")) await decompress("zstd", source, target);
  else if (source.endsWith(".gz")) await decompress("gzip", source, target);
  else await copyFile(source, target);
  return name;
}
