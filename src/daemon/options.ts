/** What the daemon was asked to do: the result of its command line, handed to every process of it. */

import type { ReconcilePolicy } from "../ipvs/policy.ts";

/** Where and how much to log. */
export interface LogOptions {
  readonly console: boolean;
  /** 0 normal, 1 with `-D`, 2 when given twice. */
  readonly detail: number;
  readonly syslog: boolean;
  /** syslog(3) facility code: 3 daemon, 1 user, 16..23 local0..local7. */
  readonly facility: number;
  readonly file?: string;
}

/** When the kernel's IPVS table is compared with the desired one, besides start, reload and demand. */
export type ReconcileSchedule =
  | { readonly kind: "off" }
  | { readonly kind: "every"; readonly seconds: number }
  | { readonly kind: "cron"; readonly expression: string };

export interface DaemonOptions {
  readonly configFile: string;
  /** Which `@id` lines are kept; absent: the host's name up to the first dot. */
  readonly configId?: string;
  /** Whether any include that fails ends the run. */
  readonly allIncludeChecks?: true;
  /** The name the command was started by; process titles and messages follow it. */
  readonly programName: string;
  readonly commandLine: readonly string[];
  readonly runVrrp: boolean;
  readonly runCheckers: boolean;
  readonly foreground: boolean;
  readonly dumpConfig: boolean;
  readonly respawn: boolean;
  readonly pidFile: string;
  readonly vrrpPidFile: string;
  readonly checkersPidFile: string;
  readonly umask: number;
  /** Leave addresses (`-V`) or services (`-I`) in the kernel at stop. */
  readonly keepAddressesAtStop: boolean;
  readonly keepServicesAtStop: boolean;
  readonly reconcile: { readonly schedule: ReconcileSchedule; readonly policy: ReconcilePolicy };
  readonly log: LogOptions;
}

/** Reads back what one process of the daemon wrote for another; the text comes from our own parent. */
export function parseDaemonOptions(text: string): DaemonOptions {
  return JSON.parse(text) as DaemonOptions;
}
