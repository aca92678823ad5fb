/** What rules may ask of the host under `--host`; given as an argument, so that tests need none. */

export interface HostView {
  /** The value of a kernel parameter by its path below /proc/sys, such as `net/ipv4/ip_forward`; undefined where there is none. */
  sysctl(path: string): string | undefined;
  /** Whether a kernel module is loaded or built in. */
  hasModule(name: string): boolean;
  /** Mode bits, owner and whether it is a regular file; undefined where there is no such file. */
  fileFacts(path: string): FileFacts | undefined;
}

export interface FileFacts {
  /** The lowest twelve bits of st_mode. */
  readonly mode: number;
  readonly uid: number;
  readonly kind: "file" | "directory" | "other";
}
