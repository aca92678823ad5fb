/**
 * Builds `dist/`: the native addon, and one bundle with an entry for the command and one for each process role. The bundle is
 * CommonJS, although every source is an ES module: Node starts it a quarter sooner, and each start of a process counts.
 */
import { execFileSync } from "node:child_process";
import { chmod, copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { buildAddon } from "../dgram-ext/build.mjs";
import { peggyGrammar } from "./peggy-grammar.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const dist = `${root}dist`;

/** Entry name to source file; `modules.json` lists what each entry loads or may load, which a test holds to the rules: of the command, which may load anything, only what it begins with. */
const entries = {
  main: "src/cli/main.ts",
  parent: "src/cli/roles/parent.ts",
  vrrp: "src/cli/roles/vrrp.ts",
  checker: "src/cli/roles/checker.ts",
  reader: "src/cli/roles/reader.ts",
  "lab-guest": "src/cli/roles/lab-guest.ts",
  "lab-client": "src/cli/roles/lab-client.ts",
};

/** Every project module that loading `file` brings in, by following the chunks; `later` says whether also what it may bring in later. */
function modulesOf(file, chunks, later, seen = new Set()) {
  const chunk = chunks.get(file);
  if (chunk === undefined || seen.has(file)) return [];
  seen.add(file);
  const own = chunk.moduleIds.map((id) => (id.startsWith(root) ? id.slice(root.length) : id));
  const next = later ? [...chunk.imports, ...chunk.dynamicImports] : chunk.imports;
  return [...own, ...next.flatMap((name) => modulesOf(name, chunks, later, seen))];
}

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
await buildAddon(`${dist}/dgram_ext.node`);

const bundle = await rolldown({
  cwd: root,
  input: entries,
  platform: "node",
  plugins: [peggyGrammar()],
  logLevel: "warn",
});
const { output } = await bundle.write({
  dir: dist,
  format: "cjs",
  // A script that is compiled as load.cjs does it has no import().
  dynamicImportInCjs: false,
  // Every start reads the bundle; its source has the comments.
  comments: false,
  entryFileNames: "[name].bundle.js",
  chunkFileNames: "[hash].bundle.js",
});
await bundle.close();

const chunks = new Map(output.filter((item) => item.type === "chunk").map((item) => [item.fileName, item]));
const modules = Object.fromEntries(
  Object.keys(entries).map((name) => [
    name,
    [...new Set(modulesOf(`${name}.bundle.js`, chunks, name !== "main"))].sort(),
  ]),
);
await writeFile(`${dist}/package.json`, '{ "type": "commonjs" }\n');
await writeFile(`${dist}/modules.json`, `${JSON.stringify(modules, null, 2)}\n`);

await copyFile(`${root}src/packaging/load.cjs`, `${dist}/load.js`);
for (const name of Object.keys(entries)) {
  await writeFile(
    `${dist}/${name}.js`,
    `#!/usr/bin/env node\nrequire("./load.js").load("${name}.bundle.js");\n`,
  );
}
await chmod(`${dist}/main.js`, 0o755);
execFileSync(
  process.execPath,
  [`${root}src/packaging/write-code.cjs`, dist, `${root}examples/lvs-dr/lvs01.conf`],
  {
    stdio: "ignore",
  },
);
