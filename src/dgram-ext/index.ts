/**
 * dgram-ext: what Node's dgram lacks on Linux. Importing loads nothing; the addon is loaded at the first call, and an Error
 * with code ERR_VIGIL_ADDON is thrown when it is missing. What the kernel refuses is thrown as SystemError.
 */
export * from "./ancillary.ts";
export * from "./constants.ts";
export { type LockMode, lockFile, lockHolder, lockRecord } from "./file-lock.ts";
export { AddonError } from "./native.ts";
export {
  getLimit,
  type Limit,
  type Namespace,
  openMemoryFile,
  type ResourceLimit,
  type SchedulingPolicy,
  setChildSubreaper,
  setLimit,
  setNamespace,
  setParentDeathSignal,
  setScheduling,
  setThreadName,
  startSession,
} from "./process.ts";
export { onSignal } from "./signal.ts";
export {
  type Received,
  type ReceiveOptions,
  type SendOptions,
  Socket,
  type SocketEvents,
  type SocketFamily,
  type SocketKind,
} from "./socket.ts";
export {
  decodeSocketAddress,
  encodeSocketAddress,
  type InetSocketAddress,
  type NetlinkSocketAddress,
  type PacketSocketAddress,
  type SocketAddress,
  type UnixSocketAddress,
} from "./socket-address.ts";
export { errnoName, isSystemError, type SystemError, systemError } from "./system-error.ts";
export { DeadlineTimer, realtimeUs } from "./timer.ts";
