/** What Node cannot ask of the kernel about its own process: namespaces, scheduling, parent's death, session, limits, memory files. */
import { native } from "./native.ts";

export type Namespace = "net" | "mnt" | "uts" | "ipc" | "any";
const namespaceTypes: Record<Namespace, number> = {
  net: 0x4000_0000,
  mnt: 0x0002_0000,
  uts: 0x0400_0000,
  ipc: 0x0800_0000,
  any: 0,
};

/**
 * Moves this thread into the namespace that `fd` (an open /proc/PID/ns/… or /run/netns/…) names. Threads of libuv's pool that
 * already run stay where they are: call it before any name look-up or fs promise. EINVAL when `fd` is of another type.
 */
export function setNamespace(fd: number, type: Namespace): void {
  native().setns(fd, namespaceTypes[type]);
}

export type SchedulingPolicy = "other" | "fifo" | "round-robin" | "batch" | "idle";
const policies: Record<SchedulingPolicy, number> = {
  other: 0,
  fifo: 1,
  "round-robin": 2,
  batch: 3,
  idle: 5,
};
const resetOnForkBit = 0x4000_0000;

/** sched_setscheduler(2) of the calling thread. `priority` is 1 to 99 for fifo and round-robin, else 0; children start with "other" when `resetOnFork`. */
export function setScheduling(policy: SchedulingPolicy, priority: number, resetOnFork: boolean): void {
  native().setScheduler(policies[policy] | (resetOnFork ? resetOnForkBit : 0), priority);
}

/** prctl PR_SET_PDEATHSIG: this signal arrives when the thread that started this process ends; 0 is none. */
export function setParentDeathSignal(signal: number): void {
  native().setParentDeathSignal(signal);
}

/** prctl PR_SET_CHILD_SUBREAPER: orphaned descendants become children of this process. */
export function setChildSubreaper(on: boolean): void {
  native().setChildSubreaper(on);
}

/** prctl PR_SET_NAME: the name in /proc/PID/comm, cut to 15 bytes; the arguments that ps shows stay. */
export function setThreadName(name: string): void {
  native().setThreadName(name);
}

/** setsid(2): leaves the terminal; the new session's id. EPERM for a process-group leader. */
export function startSession(): number {
  return native().setsid();
}

/** An open, close-on-exec file that lives in memory only (memfd_create(2)); `name` shows in /proc/PID/fd. */
export function openMemoryFile(name: string): number {
  const closeOnExec = 1;
  return native().memfdCreate(name, closeOnExec);
}

export type ResourceLimit = "core" | "nofile" | "memlock" | "rtprio" | "rttime";
const resources: Record<ResourceLimit, number> = { core: 4, nofile: 7, memlock: 8, rtprio: 14, rttime: 15 };

export interface Limit {
  readonly soft: number;
  readonly hard: number;
}

/** getrlimit(2); Infinity is "unlimited"; rttime in microseconds, core and memlock in bytes. */
export function getLimit(resource: ResourceLimit): Limit {
  const [soft, hard] = native().getrlimit(resources[resource]);
  return { soft, hard };
}

export function setLimit(resource: ResourceLimit, { soft, hard }: Limit): void {
  native().setrlimit(resources[resource], soft, hard);
}
