/** Network namespaces of one test file: made as root, entered for a moment to open sockets there, removed at the end. */
import { execFileSync } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { afterAll, beforeAll, describe, vi } from "vitest";
import { setNamespace } from "../../src/dgram-ext/index.ts";

// Making and removing namespaces takes long while others do so, too: the kernel has one lock for it.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

export const isRoot = process.getuid?.() === 0;

const skipped = Object.assign(
  (title: string, body: () => void) => describe.skip(`${title} (needs root)`, body),
  { skipIf: () => describe.skip },
) as unknown as typeof describe;

/** Runs where network namespaces can be made; elsewhere the title says why the tests were skipped. */
export const describeAsRoot: typeof describe = isRoot ? describe : skipped;

export function run(command: string): string {
  const [file = "", ...words] = command.split(" ");
  return execFileSync(file, words, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

/** Runs `action` with this thread in the namespace; sockets opened there stay there. */
export function within<T>(namespace: string, action: () => T): T {
  const here = openSync("/proc/thread-self/ns/net", "r");
  const there = openSync(`/run/netns/${namespace}`, "r");
  try {
    setNamespace(there, "net");
    return action();
  } finally {
    setNamespace(here, "net");
    closeSync(here);
    closeSync(there);
  }
}

export interface Pair {
  readonly a: string;
  readonly b: string;
}

/** Two namespaces joined by a veth pair: `veth0` 192.0.2.1/24 and fd00::1/64 in `a`, `veth0` 192.0.2.2/24 and fd00::2/64 in `b`. */
export function namespacePair(label: string): Pair {
  const pair = { a: `vgt-${label}-${process.pid}-a`, b: `vgt-${label}-${process.pid}-b` };
  const remove = () => {
    for (const name of [pair.a, pair.b]) {
      try {
        run(`ip netns del ${name}`);
      } catch {
        // It was not there.
      }
    }
  };
  beforeAll(() => {
    remove();
    for (const name of [pair.a, pair.b]) run(`ip netns add ${name}`);
    joinPair(pair);
  });
  afterAll(remove);
  return pair;
}

export function joinPair({ a, b }: Pair): void {
  run(`ip link add veth0 netns ${a} type veth peer name veth0 netns ${b}`);
  for (const [name, host] of [
    [a, 1],
    [b, 2],
  ]) {
    run(`ip -n ${name} addr add 192.0.2.${host}/24 dev veth0`);
    run(`ip -n ${name} addr add fd00::${host}/64 dev veth0 nodad`);
    run(`ip -n ${name} link set lo up`);
    run(`ip -n ${name} link set veth0 up`);
  }
}

export function interfaceIndex(namespace: string, name: string): number {
  const [link] = JSON.parse(run(`ip -n ${namespace} -j link show dev ${name}`)) as { ifindex: number }[];
  if (link === undefined) throw new Error(`no ${name} in ${namespace}`);
  return link.ifindex;
}
