/** What a person sees of a director's kernel: `ip address` and `ipvsadm`, with the counters that change by the second left out. */
import { runProgram } from "./run-program.ts";
import type { NamespaceSet } from "./topology/namespace-set.ts";
import { type NodeName, serverInterface } from "./topology/plan.ts";
import { untilAlike } from "./until-alike.ts";

export interface KernelView {
  /** Lines of `ip -4 address show dev eth1` that name an address. */
  readonly addresses: readonly string[];
  /** `ipvsadm -Ln` without its two connection columns. */
  readonly table: readonly string[];
  /** Service line to its servers in the kernel's list order, by `ipvsadm -Ln --nosort`. */
  readonly order: Readonly<Record<string, readonly string[]>>;
}

/** Leaves out the counters: "  -> 172.16.1.5:80  Route  1  0  3" and its heading lose the last two words. */
export function withoutConnections(listing: string): readonly string[] {
  return listing
    .trimEnd()
    .split("\n")
    .map((line) => (line.startsWith("  ->") ? line.replace(/\s+\S+\s+\S+\s*$/, "") : line.trimEnd()));
}

/** Servers under each service, in the order of the listing. */
export function serversByService(listing: string): Readonly<Record<string, readonly string[]>> {
  const services: Record<string, string[]> = {};
  let current: string[] | undefined;
  for (const line of listing.trimEnd().split("\n").slice(3)) {
    const server = /^\s+-> (\S+)/.exec(line)?.[1];
    if (server !== undefined) current?.push(server);
    else {
      current = [];
      services[line.trim()] = current;
    }
  }
  return services;
}

/** A line that none of the three programs prints. */
const divider = "----";

const mostLooks = 10;

/** While a director writes its table, ipvsadm can list a service twice or not at all: the kernel's dumps resume by index. */
export async function viewKernel(set: NamespaceSet, node: NodeName): Promise<KernelView> {
  return untilAlike(() => look(set, node), mostLooks);
}

async function look(set: NamespaceSet, node: NodeName): Promise<KernelView> {
  const [program = "", ...args] = set.enter(node);
  const commands = [`ip -4 address show dev ${serverInterface}`, "ipvsadm -Ln", "ipvsadm -Ln --nosort"];
  const input = commands.join(`\necho ${divider}\n`);
  const shown = await runProgram(program, [...args, "sh", "-e"], { input });
  const [addresses = "", table = "", unsorted = ""] = shown.split(`${divider}\n`);
  return {
    addresses: addresses
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line.startsWith("inet ")),
    table: withoutConnections(table),
    order: serversByService(unsorted),
  };
}
