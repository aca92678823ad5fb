/** A web server of the tutorial, in either tier: answers every request with its own name. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { NamespaceSet } from "./topology/namespace-set.ts";
import type { BackendName, WebServerName } from "./topology/plan.ts";

export class WebServer {
  readonly name: WebServerName | BackendName;
  readonly #set: NamespaceSet;
  #process: ChildProcess | undefined;

  constructor(name: WebServerName | BackendName, set: NamespaceSet) {
    this.name = name;
    this.#set = set;
  }

  /** Listens on port 80 of every address of its node. */
  async start(): Promise<void> {
    const folder = join(this.#set.folder, this.name);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "index.html"), `${this.name}\n`);
    const [program = "", ...args] = this.#set.enter(this.name);
    const serve = ["busybox", "httpd", "-f", "-p", "80", "-h", folder];
    this.#process = spawn(program, [...args, ...serve], { stdio: "ignore" });
  }

  /** Its program ends at once; its machine stays, so new connections are refused. */
  async dies(): Promise<void> {
    const process = this.#process;
    this.#process = undefined;
    if (process === undefined || process.exitCode !== null || process.signalCode !== null) return;
    const ended = once(process, "exit");
    process.kill("SIGKILL");
    await ended;
  }
}
