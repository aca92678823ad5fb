/** What ipvsadm shows of a namespace, and when ours is as keepalived's. */
import type { Leftover } from "./ipvs-features-cases.ts";

export interface KernelView {
  readonly saved: readonly string[];
  readonly thresholds: readonly string[];
  /** Each service with its servers in the kernel's order. */
  readonly order: readonly string[];
  readonly daemons: readonly string[];
  readonly timeouts: readonly string[];
}

/** The services of the group whose members change are told by their settings. */
const isComparable = (service: string) => !service.includes(" lc persistent 30");

/** Theirs without what 2.2.7 leaves behind. */
export function expectedView(theirs: KernelView, leaves: Leftover | null): KernelView {
  if (leaves === "daemons") return { ...theirs, daemons: [] };
  if (leaves === null) return theirs;
  const isEmptied = (line: string, next: string, server: string) =>
    !line.startsWith(server) && !next.startsWith(server);
  const withoutEmptied = (lines: readonly string[], server: string) =>
    lines.filter((line, index) => !isEmptied(line, lines[index + 1] ?? "", server));
  return {
    ...theirs,
    saved: withoutEmptied(theirs.saved, "-a"),
    thresholds: [...theirs.thresholds.slice(0, 3), ...withoutEmptied(theirs.thresholds.slice(3), "  ->")],
    order: theirs.order.filter(isComparable),
  };
}

export function isAsTheirs(theirs: KernelView, ours: KernelView, leaves: Leftover | null): boolean {
  return JSON.stringify(expectedView(theirs, leaves)) === JSON.stringify(comparable(ours, leaves));
}

/** Ours without what cannot be compared there. */
export function comparable(ours: KernelView, leaves: Leftover | null): KernelView {
  return leaves === "group-services" ? { ...ours, order: ours.order.filter(isComparable) } : ours;
}
