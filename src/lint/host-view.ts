/** What rules may ask of the host under `--host`; given as an argument, so that tests need none. */
import type { HostFacts } from "../config/host-facts.ts";

export interface HostView {
  /** What reading a configuration asks of the host: interfaces, users, script files. */
  readonly facts: HostFacts;
  /** A kernel parameter that is one whole number, by its path below /proc/sys, such as `net/ipv4/ip_forward`; undefined where there is none. */
  sysctl(path: string): number | undefined;
  /** Whether the kernel has a module: loaded, built in, or there to be loaded; undefined where nobody can tell. */
  hasModule(name: string): boolean | undefined;
  /** Mode bits, owner and whether it is a regular file; undefined where there is no such file. */
  fileFacts(path: string): FileFacts | undefined;
}

export interface FileFacts {
  /** The lowest twelve bits of st_mode. */
  readonly mode: number;
  readonly uid: number;
  readonly kind: "file" | "directory" | "other";
}
