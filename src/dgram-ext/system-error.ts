/** Errors of system calls as Node's own look: `code`, negative `errno`, `syscall`. */
import { constants } from "node:os";
import { getSystemErrorMap } from "node:util";

export interface SystemError extends Error {
  /** The errno's name, for example "EPERM". */
  readonly code: string;
  /** Negative, as in Node's own errors. */
  readonly errno: number;
  readonly syscall: string;
}

/** The name of a positive errno: 1 gives "EPERM"; "E999" for one that nobody knows. */
export function errnoName(errno: number): string {
  const known = getSystemErrorMap().get(-errno);
  if (known !== undefined) return known[0];
  return Object.entries(constants.errno).find(([, value]) => value === errno)?.[0] ?? `E${errno}`;
}

/** The error of a positive errno that did not come by a throw (SO_ERROR, a netlink ACK). */
export function systemError(errno: number, syscall: string): SystemError {
  const code = errnoName(errno);
  const text = getSystemErrorMap().get(-errno)?.[1] ?? "system error";
  return Object.assign(new Error(`${code}: ${text}, ${syscall}`), { code, errno: -errno, syscall });
}

export function isSystemError(error: unknown): error is SystemError {
  return error instanceof Error && "code" in error && "errno" in error && "syscall" in error;
}
