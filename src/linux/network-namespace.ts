/** Sockets in another network namespace than the process's own. */
import { closeSync, openSync } from "node:fs";
import { setNamespace } from "../dgram-ext/index.ts";

const own = "/proc/thread-self/ns/net";
/** What a nameless namespace is to keepalived: the one the machine, or the container, was started with. */
const first = "/proc/1/ns/net";

/**
 * Opens something in a namespace of `ip netns`; sockets stay there when this thread has come back.
 * @param name empty for the first process's namespace; undefined for our own
 * @throws an Error that says what cannot be entered; the thread is then where it was
 */
export function inNetworkNamespace<T>(name: string | undefined, open: () => T): T {
  if (name === undefined) return open();
  const before = openSync(own, "r");
  try {
    enter(name);
    try {
      return open();
    } finally {
      setNamespace(before, "net");
    }
  } finally {
    closeSync(before);
  }
}

function enter(name: string): void {
  const path = name === "" ? first : `/run/netns/${name}`;
  try {
    if (name.includes("/")) throw new Error("a name has no '/'");
    const fd = openSync(path, "r");
    try {
      setNamespace(fd, "net");
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const remedy = code === "ENOENT" ? `; make it with: ip netns add ${name}` : "";
    throw Object.assign(new Error(`network namespace '${name}' cannot be entered: ${message}${remedy}`), {
      cause: error,
    });
  }
}
