/** Whether the resolver knows a host name, asked at once and once for each name. */
import { getent } from "./getent.ts";

/** Longer than the resolver's own patience with two servers. */
const PATIENCE_MS = 30_000;

/** Addresses, also those with fewer than four numbers, are answered without asking anybody (getaddrinfo(3)). */
export function hostNames(): (name: string) => boolean {
  const answers = new Map<string, boolean>();
  return (name) => {
    const known = answers.get(name) ?? ask(name);
    answers.set(name, known);
    return known;
  };
}

function ask(name: string): boolean {
  return !name.startsWith("-") && getent("ahosts", name, PATIENCE_MS).found;
}
