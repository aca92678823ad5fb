/** The code of V8's that stands beside the bundle's files: taken by the Node.js that built it, and all of it where it should be. */
import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { expect, test } from "vitest";

const dist = resolve(import.meta.dirname, "../../dist");

/** What a process of its own prints; the flags of this one are not a program's. */
function run(script: string): unknown {
  const { stdout, stderr } = spawnSync(process.execPath, ["-e", script], { encoding: "utf8" });
  expect(stderr).toBe("");
  return JSON.parse(stdout);
}

const files = `
  const { readdirSync, statSync } = require("node:fs");
  const { compile } = require("${dist}/load.js");
  const names = readdirSync("${dist}").filter((name) => name.endsWith(".bundle.js"));
`;

test("no file's code is refused", () => {
  const said = run(`${files}
    console.log(JSON.stringify([names.length, names.filter((name) => compile(name).cachedDataRejected !== false)]));
  `);
  expect(said).toEqual([expect.any(Number), []]);
  expect((said as [number])[0]).toBeGreaterThan(20);
});

test("a process of the daemon finds all its functions compiled", () => {
  const [stored, lazy] = run(`${files}
    const { readFileSync } = require("node:fs");
    const { Script } = require("node:vm");
    const source = readFileSync("${dist}/checker.bundle.js", "utf8");
    const lazy = new Script(\`(function (exports, require, module, __filename, __dirname) {\${source}\\n})\`).createCachedData();
    console.log(JSON.stringify([statSync("${dist}/checker.bundle.js.code").size, lazy.length]));
  `) as [number, number];
  expect(stored).toBeGreaterThan(2 * lazy);
});

test("no file asks for another by import(), which a script that is compiled like these does not have", () => {
  const said = run(`${files}
    const { readFileSync } = require("node:fs");
    const asks = (name) => /\\bimport\\(/.test(readFileSync("${dist}/" + name, "utf8"));
    console.log(JSON.stringify(names.filter(asks)));
  `);
  expect(said).toEqual([]);
});
