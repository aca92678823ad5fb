/** Brings everything in an example's folder but the directors' files to where it belongs in the lab. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Lab } from "../lab.ts";
import { runProgram } from "../run-program.ts";
import { layIpv6 } from "../topology/ipv6.ts";
import { backendNames, directorNames, webServerNames } from "../topology/plan.ts";
import { WebServer } from "../web-server.ts";
import type { Example } from "./examples.ts";
import { startMariaDb } from "./mariadb.ts";
import { startNginx } from "./nginx.ts";

async function run(enter: readonly string[], script: string): Promise<void> {
  const [program = "", ...args] = [...enter, "sh", script];
  await runProgram(program, args);
}

/**
 * `nginx.conf` and `my.cnf` are the real servers', in place of the lab's own web servers; `route.sh`, `director.sh` and
 * `realserver.sh` run on the machines that they name. The directors' programs are not started.
 */
export async function prepareExample(lab: Lab, example: Example, folder: string): Promise<void> {
  const { set } = lab;
  const file = (name: string) => join(folder, name);
  if (example.ipv6) await layIpv6(set);
  if (existsSync(file("route.sh"))) await run(set.enter("route"), file("route.sh"));
  if (existsSync(file("director.sh"))) {
    for (const name of directorNames) await run(lab.directors[name].container.enter(), file("director.sh"));
  }
  if (existsSync(file("realserver.sh"))) {
    for (const name of webServerNames) await run(set.enter(name), file("realserver.sh"));
  }
  if (existsSync(file("nginx.conf"))) {
    for (const server of Object.values(lab.webServers)) await server.dies();
    for (const name of backendNames) await new WebServer(name, set).start();
    await startNginx(set, file("nginx.conf"));
  }
  if (existsSync(file("my.cnf"))) await startMariaDb(set, file("my.cnf"));
}
