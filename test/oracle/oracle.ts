/** Reads one configuration with the installed keepalived's `-t` and with ours, on the same host, and tells what each said. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { configTest } from "../../src/cli/commands/config-test.ts";
import { readLoadContext } from "../../src/linux/load-context.ts";

export interface OracleCase {
  readonly name: string;
  /** The main file, latin1. */
  readonly text: string;
  /** Further files by their path beside the main file. */
  readonly files?: Readonly<Record<string, string>>;
  /** `-i`. */
  readonly configId?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Files that are to be executable; `k.conf` is the main one. */
  readonly executable?: readonly string[];
  /** What stands in the main file's place. */
  readonly instead?: "nothing" | "directory";
  /** `-e`. */
  readonly allIncludeChecks?: true;
  /** What stands in the messages of both. */
  readonly says?: readonly string[];
  /** Stands where Vigil knowingly answers otherwise than the installed keepalived: the version's difference, or the reason. */
  readonly differs?: string;
}

export interface Verdict {
  readonly exit: number;
  /** Numbers of the lines that have a message, by file where a message names one. */
  readonly lines: readonly number[];
  readonly text: string;
}

export function lineNumbers(text: string): number[] {
  const found = [...text.matchAll(/\((?:[^() ]*: )?Line (\d+)\)/g)].map((match) => Number(match[1]));
  return [...new Set(found)].sort((a, b) => a - b);
}

/** Writes the case's files into a directory of its own, with a newline at the end, without which keepalived's parent counts one short. */
function writeCase(directory: string, one: OracleCase): string {
  const { text, files = {}, executable = [], instead } = one;
  const file = join(directory, "k.conf");
  if (instead === "directory") mkdirSync(file);
  else if (instead !== "nothing") writeFileSync(file, text.endsWith("\n") ? text : `${text}\n`, "latin1");
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), content, "latin1");
  }
  for (const name of executable) chmodSync(join(directory, name), 0o755);
  return file;
}

/** Has the case's files on disk while `use` runs with the main one's path. */
export function withCase<T>(one: OracleCase, use: (file: string) => T): T {
  const directory = mkdtempSync(join(tmpdir(), "vigil-oracle-"));
  try {
    return use(writeCase(directory, one));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

export function bothVerdicts(one: OracleCase): { readonly ours: Verdict; readonly theirs: Verdict } {
  return withCase(one, (file) => ({ ours: ourVerdict(file, one), theirs: keepalivedVerdict(file, one) }));
}

function keepalivedVerdict(file: string, { configId, environment, allIncludeChecks }: OracleCase): Verdict {
  const id = configId === undefined ? [] : ["-i", configId];
  const words = ["-t", "-f", file, ...id, ...(allIncludeChecks === true ? ["-e"] : [])];
  const env = { ...process.env, ...environment };
  const options = { encoding: "latin1", env, timeout: 20_000, killSignal: "SIGKILL" } as const;
  const direct = spawnSync("keepalived", words, options);
  // 2.2.7 takes a test with scripts of other users for an orphan and kills itself; the first process of a namespace has no parent.
  const { status, stderr } =
    direct.signal === "SIGTERM"
      ? spawnSync("unshare", ["--pid", "--fork", "--kill-child", "keepalived", ...words], options)
      : direct;
  // A crash of keepalived (HTTP_GET without url in 2.2.7) has no status; shells show it as 128 and the signal.
  return { exit: status ?? 139, lines: lineNumbers(stderr), text: stderr };
}

function ourVerdict(file: string, one: OracleCase): Verdict {
  const { exitCode, lines } = configTest({ file, context: contextOf(one) });
  const text = lines.join("\n");
  return { exit: exitCode, lines: lineNumbers(text), text };
}

function contextOf(one: OracleCase) {
  const environment = { ...process.env, ...one.environment };
  return { ...readLoadContext(one.configId, one.allIncludeChecks), environment };
}
