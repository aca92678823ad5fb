/** Linux error numbers (asm-generic/errno.h) that netlink requests can end with, as names and as words. */

const table: Readonly<Record<number, readonly [name: string, words: string]>> = {
  1: ["EPERM", "not permitted"],
  2: ["ENOENT", "no such entry"],
  3: ["ESRCH", "no such object"],
  4: ["EINTR", "interrupted"],
  5: ["EIO", "input/output error"],
  6: ["ENXIO", "no such device or address"],
  7: ["E2BIG", "too big"],
  9: ["EBADF", "bad file descriptor"],
  11: ["EAGAIN", "no answer in time"],
  12: ["ENOMEM", "out of memory"],
  13: ["EACCES", "access denied"],
  14: ["EFAULT", "bad address"],
  16: ["EBUSY", "busy"],
  17: ["EEXIST", "exists already"],
  18: ["EXDEV", "crosses devices"],
  19: ["ENODEV", "no such device"],
  22: ["EINVAL", "invalid argument"],
  23: ["ENFILE", "too many open files in the system"],
  24: ["EMFILE", "too many open files"],
  28: ["ENOSPC", "no space left"],
  30: ["EROFS", "read-only"],
  33: ["EDOM", "argument out of domain"],
  34: ["ERANGE", "out of range"],
  36: ["ENAMETOOLONG", "name too long"],
  38: ["ENOSYS", "not implemented"],
  61: ["ENODATA", "no data"],
  67: ["ENOLINK", "link severed"],
  71: ["EPROTO", "protocol error"],
  74: ["EBADMSG", "bad message"],
  75: ["EOVERFLOW", "value too large"],
  90: ["EMSGSIZE", "message too long"],
  92: ["ENOPROTOOPT", "protocol not available"],
  93: ["EPROTONOSUPPORT", "protocol not supported"],
  95: ["EOPNOTSUPP", "not supported"],
  97: ["EAFNOSUPPORT", "address family not supported"],
  98: ["EADDRINUSE", "address in use"],
  99: ["EADDRNOTAVAIL", "address not available"],
  100: ["ENETDOWN", "network is down"],
  101: ["ENETUNREACH", "network unreachable"],
  105: ["ENOBUFS", "no buffer space, replies were lost"],
  106: ["EISCONN", "already connected"],
  107: ["ENOTCONN", "not connected"],
  110: ["ETIMEDOUT", "timed out"],
  111: ["ECONNREFUSED", "refused: the kernel has no such netlink family"],
  113: ["EHOSTUNREACH", "no route to host"],
  114: ["EALREADY", "already in progress"],
  115: ["EINPROGRESS", "in progress"],
  116: ["ESTALE", "stale handle"],
};

/** The errno's name; `E` and the number where this table has none. */
export function errnoName(errno: number): string {
  return table[errno]?.[0] ?? `E${errno}`;
}

/** The errno in words. */
export function errnoWords(errno: number): string {
  return table[errno]?.[1] ?? `error ${errno}`;
}
