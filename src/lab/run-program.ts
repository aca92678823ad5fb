/** Runs one program to its end and hands back what it printed. */
import { type SpawnOptions, spawn } from "node:child_process";
import { LabError } from "./lab-error.ts";

export interface ProgramResult {
  /** The exit status; 128 plus the number is not used: a signal gives null. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProgramOptions {
  /** Written to the program's standard input, which is empty otherwise. */
  readonly input?: string;
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Stops waiting and kills the program, as an error; no limit when absent. */
  readonly limitMs?: number;
}

function commandLine(program: string, args: readonly string[]): string {
  return [program, ...args].join(" ");
}

/** Runs a program whatever its exit status; throws only when it cannot be started (`PROGRAM_FAILED`). */
export function tryProgram(
  program: string,
  args: readonly string[],
  options: ProgramOptions = {},
): Promise<ProgramResult> {
  const spawnOptions: SpawnOptions = { stdio: ["pipe", "pipe", "pipe"] };
  if (options.cwd !== undefined) spawnOptions.cwd = options.cwd;
  if (options.env !== undefined) spawnOptions.env = options.env;
  if (options.limitMs !== undefined) {
    spawnOptions.timeout = options.limitMs;
    spawnOptions.killSignal = "SIGKILL";
  }
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, spawnOptions);
    const stdout: string[] = [];
    const stderr: string[] = [];
    child.stdout?.setEncoding("utf8").on("data", (text: string) => stdout.push(text));
    child.stderr?.setEncoding("utf8").on("data", (text: string) => stderr.push(text));
    // A program that ends without reading its input is no error of ours.
    child.stdin?.on("error", () => {});
    child.stdin?.end(options.input ?? "");
    child.on("error", (cause) => {
      reject(new LabError("PROGRAM_FAILED", `${program} cannot be started: ${cause.message}`, { cause }));
    });
    child.on("close", (status) => {
      resolve({ status, stdout: stdout.join(""), stderr: stderr.join("") });
    });
  });
}

/** Runs a program that must succeed and returns its standard output; throws `PROGRAM_FAILED` with its last words. */
export async function runProgram(
  program: string,
  args: readonly string[],
  options: ProgramOptions = {},
): Promise<string> {
  const result = await tryProgram(program, args, options);
  if (result.status !== 0) {
    const words = (result.stderr.trim() || result.stdout.trim()).slice(-2000);
    throw new LabError(
      "PROGRAM_FAILED",
      `"${commandLine(program, args)}" failed (${result.status ?? "signal"}): ${words}`,
    );
  }
  return result.stdout;
}
