/** Decides where the lab runs, and sees to it that what it needs is there. */
import { cacheFolder } from "./cache-folder.ts";
import { LabError } from "./lab-error.ts";
import type { Machine } from "./machine.ts";
import type { Progress } from "./progress.ts";
import { ensurePrograms, type LabProgram, networkPrograms, vmPrograms } from "./requirements.ts";
import { kernelHasIpvs, openThisMachine } from "./this-machine.ts";
import { startVm } from "./vm/vm.ts";

export interface OpenOptions {
  readonly progress: Progress;
  /** Programs besides those of the network itself, such as a keepalived to test against. */
  readonly programs?: readonly LabProgram[];
  readonly memoryMiB?: number;
}

/**
 * This machine where its kernel has IPVS and the user is root, else a VM on it.
 * Errors: `REQUIREMENT_MISSING`, `KERNEL_PACKAGE`, `VM_BOOT`, `VM_DIED`.
 */
export async function openMachine(options: OpenOptions): Promise<Machine> {
  const programs = [...networkPrograms, ...(options.programs ?? [])];
  if (await kernelHasIpvs()) {
    await ensurePrograms(programs, options.progress);
    return openThisMachine();
  }
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new LabError(
      "REQUIREMENT_MISSING",
      "without IPVS in its kernel this machine needs a VM, which the lab has for Linux on x86-64 only",
    );
  }
  await ensurePrograms([...programs, ...vmPrograms], options.progress);
  const cache = await cacheFolder();
  const memory = options.memoryMiB === undefined ? {} : { memoryMiB: options.memoryMiB };
  return startVm({ cache, progress: options.progress, ...memory });
}
