/** MariaDB on the real servers with an example's file, each with a database of its own that has the same book in it. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { runProgram } from "../run-program.ts";
import type { NamespaceSet } from "../topology/namespace-set.ts";
import { type WebServerName, webServerNames } from "../topology/plan.ts";
import { startServerProgram } from "./server-program.ts";

const port = 3306;

/** What replication would have brought there. */
const content = `CREATE DATABASE shop;
CREATE TABLE shop.book (id INT PRIMARY KEY, title VARCHAR(80));
INSERT INTO shop.book VALUES (1, 'A book about availability');
`;

async function startOn(set: NamespaceSet, node: WebServerName, configFile: string): Promise<void> {
  const folder = join(set.folder, `${node}-mariadb`);
  await mkdir(join(folder, "data"), { recursive: true });
  const socket = `--socket=${folder}/socket`;
  // Everybody may do everything: making the tables of rights takes an emulated processor minutes.
  const own = [`--datadir=${folder}/data`, socket, `--pid-file=${folder}/pid`, "--skip-grant-tables"];
  await startServerProgram(
    set,
    node,
    ["mariadbd", `--defaults-file=${configFile}`, "--user=root", ...own],
    port,
  );
  await runProgram("mariadb", ["--no-defaults", socket], { input: content });
}

/** Resolves when both have the database. */
export async function startMariaDb(set: NamespaceSet, configFile: string): Promise<void> {
  await Promise.all(webServerNames.map((node) => startOn(set, node, configFile)));
}
