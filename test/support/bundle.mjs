/** TypeScript programs of the tests as single files that Node runs anywhere, beside the built program and its addon. */
import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { peggyGrammar } from "../../src/packaging/peggy-grammar.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));

/**
 * Bundles a source file, named from the project's root, and answers the path of the program.
 * @param {string} source
 * @returns {Promise<string>}
 */
export async function bundle(source) {
  // dist/ itself holds CommonJS.
  await mkdir(`${root}dist/test`, { recursive: true });
  await writeFile(`${root}dist/test/package.json`, '{ "type": "module" }\n');
  const bundled = await rolldown({
    cwd: root,
    input: source,
    platform: "node",
    plugins: [peggyGrammar()],
    logLevel: "warn",
  });
  // One level below dist/: the addon is looked for in ../../dist, as from a source file.
  const file = `${root}dist/test/${source.replaceAll("/", "-").replace(/\.ts$/, ".js")}`;
  await bundled.write({ file, format: "esm", codeSplitting: false });
  await bundled.close();
  return file;
}
