/** Whether the VM can use the processor's virtualisation or has to be emulated. */
import { accessSync, constants, readFileSync } from "node:fs";

export type Accelerator = "kvm" | "tcg";

/**
 * KVM when the device can be opened and the processor says that it virtualises. The device alone is not enough: inside
 * some hosted VMs it is there, answers, and its guests hang before their first line.
 */
export function accelerator(): Accelerator {
  try {
    accessSync("/dev/kvm", constants.R_OK | constants.W_OK);
    return /^flags\s*:.*\b(?:vmx|svm)\b/m.test(readFileSync("/proc/cpuinfo", "latin1")) ? "kvm" : "tcg";
  } catch {
    return "tcg";
  }
}

/** qemu's options for it; emulation gets a thread for each processor. */
export function acceleratorOptions(kind: Accelerator): readonly string[] {
  return kind === "kvm" ? ["-accel", "kvm", "-cpu", "host"] : ["-accel", "tcg,thread=multi", "-cpu", "max"];
}
