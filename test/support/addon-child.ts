/** Child processes that load the addon by themselves, for what one must not do to the test runner. */
import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterEach, vi } from "vitest";

export const addonFile = fileURLToPath(new URL("../../dist/dgram_ext.node", import.meta.url));

// A process starts slowly on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

/** Starts Node on a script in which `addon` is the addon and `say(text)` writes a line at once; killed after the test. */
export function startChild(script: string, wrapper: readonly string[] = []): ChildProcess {
  const prelude = `const addon = require(${JSON.stringify(addonFile)}); const fs = require("node:fs"); const say = (text) => fs.writeSync(1, text + "\\n");`;
  const [file = process.execPath, ...words] = [...wrapper, process.execPath, "-e", `${prelude}\n${script}`];
  const child = spawn(file, words, { stdio: ["pipe", "pipe", "pipe"] });
  children.push(child);
  return child;
}

export interface Ending {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Everything a child said, and how it ended. */
export function ending(child: ChildProcess): Promise<Ending> {
  let stdout = "";
  let stderr = "";
  child.stdout?.setEncoding("utf8").on("data", (text) => (stdout += text));
  child.stderr?.setEncoding("utf8").on("data", (text) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}

/** The child's next line of output. */
export function line(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    const onData = (chunk: string) => {
      text += chunk;
      const end = text.indexOf("\n");
      if (end === -1) return;
      child.stdout?.off("data", onData);
      resolve(text.slice(0, end));
    };
    child.stdout?.setEncoding("utf8").on("data", onData);
    child.once("close", () => reject(new Error(`ended before a line: ${text}`)));
  });
}

/** The outcome of a script that prints one JSON value and ends well. */
export async function evaluate(script: string, wrapper: readonly string[] = []): Promise<unknown> {
  const { code, signal, stdout, stderr } = await ending(startChild(script, wrapper));
  if (code !== 0) throw new Error(`child ended with ${signal ?? code}: ${stderr}`);
  return JSON.parse(stdout);
}
