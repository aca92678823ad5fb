/** Configurations to make mutations of: the examples, every keyword of the table in its block, and whatever a folder holds. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { exampleLines } from "../../src/config/keyword-example.ts";
import { rootKeywords } from "../../src/config/keywords/root.ts";
import { tableEntries } from "../../src/config/table-entries.ts";

/** Keywords of one block in one generated file; whole blocks would make every mutation look at the same long file. */
const KEYWORDS_A_FILE = 5;

/** @param folder of `.conf` files; none without it */
export function readSeeds(root: string, folder?: string): string[] {
  const files = [join(root, "examples"), ...(folder === undefined ? [] : [folder])].flatMap(configsIn);
  return [...files, ...generatedConfigs()];
}

function configsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".conf"))
    .sort()
    .map((name) => readFileSync(join(folder, name), "latin1"));
}

/** Files that together hold the example of every entry of the table, each in its blocks. */
export function generatedConfigs(): string[] {
  const texts = tableEntries(rootKeywords).map((entry) => exampleLines(entry).join("\n"));
  const files: string[] = [];
  for (let at = 0; at < texts.length; at += KEYWORDS_A_FILE) {
    files.push(`${texts.slice(at, at + KEYWORDS_A_FILE).join("\n\n")}\n`);
  }
  return files;
}
