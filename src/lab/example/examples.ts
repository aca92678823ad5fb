/** The folders under `examples/`: which there are, and what the lab must know to bring each up. */
import type { LabProgram } from "../requirements.ts";
import type { ForwardingMode } from "../topology/plan.ts";

export interface Example {
  readonly mode: ForwardingMode;
  /** Besides those of the lab itself. */
  readonly programs: readonly LabProgram[];
  /** The network has IPv6 addresses, too. */
  readonly ipv6: boolean;
}

const nginx: readonly LabProgram[] = ["nginx", "openssl", "curl"];

export const examples = {
  "lvs-dr": { mode: "DR", programs: [], ipv6: false },
  "lvs-nat": { mode: "NAT", programs: [], ipv6: false },
  "lvs-tun": { mode: "TUN", programs: ["curl", "modprobe"], ipv6: false },
  "lvs-https": { mode: "DR", programs: nginx, ipv6: false },
  "lvs-mysql": { mode: "DR", programs: ["mariadbd", "mariadb"], ipv6: false },
  "lvs-fwmark": { mode: "DR", programs: nginx, ipv6: false },
  "lvs-ipv6": { mode: "DR", programs: ["curl"], ipv6: true },
  "lvs-two-tiers": { mode: "DR", programs: nginx, ipv6: false },
} as const satisfies Record<string, Example>;

export type ExampleName = keyof typeof examples;
export const exampleNames = Object.keys(examples) as ExampleName[];
