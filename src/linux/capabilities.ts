/** Which of the needed capabilities (capabilities(7)) this process lacks, before any socket is refused half-way. */
import { readFileSync } from "node:fs";

const numbers = { CAP_NET_ADMIN: 12n, CAP_NET_RAW: 13n } as const;

export type Capability = keyof typeof numbers;

/** Throws an Error with code EPERM that names what is missing. */
export function requireCapabilities(names: readonly Capability[]): void {
  const line = /^CapEff:\s*([0-9a-f]+)$/m.exec(readFileSync("/proc/self/status", "latin1"))?.[1];
  const effective = BigInt(`0x${line ?? "0"}`);
  const missing = names.filter((name) => ((effective >> numbers[name]) & 1n) === 0n);
  if (missing.length > 0) throw Object.assign(new Error(`missing: ${missing.join(", ")}`), { code: "EPERM" });
}
