/** A machine whose kernel has IPVS and where we are root: this one, or a VM on it. */

/** One program to run there, with paths of this machine: they hold in both. */
export interface RunRequest {
  readonly argv: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Called with each whole line of standard output as it comes. */
  readonly onLine?: (line: string) => void;
  /** After this the run counts as hung: it is killed, a VM with all that runs in it, and the error holds the last words of both. */
  readonly limitMs: number;
}

export interface RunResult {
  readonly status: number;
  readonly stderr: string;
}

export interface Machine {
  readonly kind: "this machine" | "VM";
  /** `uname -r` there. */
  readonly release: string;
  /** A folder that both sides can write, for captures and other files; gone after `close`. */
  readonly share: string;
  /** Several may run at once. Errors: `RUN_TIMEOUT`, `VM_DIED`, `PROGRAM_FAILED`. */
  run(request: RunRequest): Promise<RunResult>;
  /** Ends every run (each removes what it made) and the machine. */
  close(): Promise<void>;
}
