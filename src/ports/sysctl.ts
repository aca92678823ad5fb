/** What the program asks of the kernel's settings under /proc/sys. */
import type { KernelRefusal } from "./routing.ts";

export interface Sysctl {
  /** A setting that is one whole number, by its path below /proc/sys; undefined where there is none. */
  read(path: string): number | undefined;
  /** The answer says why the kernel refused; undefined where it took the value. */
  write(path: string, value: number): KernelRefusal | undefined;
}
