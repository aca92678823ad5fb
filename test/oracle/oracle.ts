/** Reads one configuration with the installed keepalived's `-t` and with ours, on the same host, and tells what each said. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
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
  /** Stands where Vigil knowingly answers otherwise than the installed keepalived: the version's difference, or the reason. */
  readonly differs?: string;
}

export interface Verdict {
  readonly exit: number;
  /** Numbers of the lines that have a message, by file where a message names one. */
  readonly lines: readonly number[];
  readonly text: string;
}

function lineNumbers(text: string): number[] {
  const found = [...text.matchAll(/\((?:[^() ]*: )?Line (\d+)\)/g)].map((match) => Number(match[1]));
  return [...new Set(found)].sort((a, b) => a - b);
}

/** Writes the case's files into a directory of its own, with a newline at the end, without which keepalived's parent counts one short. */
function writeCase(directory: string, { text, files = {} }: OracleCase): string {
  const file = join(directory, "k.conf");
  writeFileSync(file, text.endsWith("\n") ? text : `${text}\n`, "latin1");
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), content, "latin1");
  }
  return file;
}

export function bothVerdicts(one: OracleCase): { readonly ours: Verdict; readonly theirs: Verdict } {
  const directory = mkdtempSync(join(tmpdir(), "vigil-oracle-"));
  try {
    const file = writeCase(directory, one);
    return { ours: ourVerdict(file, one), theirs: keepalivedVerdict(file, one) };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function keepalivedVerdict(file: string, { configId, environment }: OracleCase): Verdict {
  const words = ["-t", "-f", file, ...(configId === undefined ? [] : ["-i", configId])];
  const env = { ...process.env, ...environment };
  const { status, stderr } = spawnSync("keepalived", words, { encoding: "latin1", env, timeout: 20_000 });
  // A crash of keepalived (HTTP_GET without url in 2.2.7) has no status; shells show it as 128 and the signal.
  return { exit: status ?? 139, lines: lineNumbers(stderr), text: stderr };
}

function ourVerdict(file: string, { configId, environment }: OracleCase): Verdict {
  const context = { ...readLoadContext(configId), environment: { ...process.env, ...environment } };
  const { exitCode, lines } = configTest({ file, context });
  const text = lines.join("\n");
  return { exit: exitCode, lines: lineNumbers(text), text };
}
