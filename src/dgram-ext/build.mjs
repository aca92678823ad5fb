/** Builds the addon with the system's C compiler in one command: no node-gyp, no Python, no network. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, realpathSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = dirname(fileURLToPath(import.meta.url));
const advice = "`apt-get install gcc libc6-dev` (or your system's C compiler), then `npm run build`";
const flags = [
  "-std=gnu11",
  "-O2",
  "-fPIC",
  "-shared",
  "-fvisibility=hidden",
  "-Wall",
  "-Wextra",
  "-DNAPI_VERSION=8",
];

/**
 * Compiles all C files of this folder into `outputFile`. Without a compiler or headers it says what to install and
 * returns false: everything that needs no socket works without the addon. A compiler's complaint is shown as it is.
 */
export async function buildAddon(outputFile) {
  const include = findHeaders();
  if (include === undefined)
    return report("Node's headers were not found (npm package node-api-headers)", "`npm ci`");
  const compiler = findCompiler();
  if (compiler === undefined) return report("no C compiler was found", advice);
  const sources = readdirSync(folder).filter((name) => name.endsWith(".c"));
  // Renamed into place: a running process may have the old file mapped.
  const unfinished = `${outputFile}.${process.pid}.tmp`;
  const [command, ...own] = compiler.split(" ");
  const files = sources.map((name) => join(folder, name));
  const run = spawnSync(command, [...own, ...flags, `-I${include}`, "-o", unfinished, ...files], {
    encoding: "utf8",
  });
  process.stderr.write(run.stderr ?? "");
  if (run.status === 0) {
    renameSync(unfinished, outputFile);
    return true;
  }
  rmSync(unfinished, { force: true });
  return report(`${compiler} could not compile it`, advice);
}

function report(what, remedy) {
  process.stderr.write(
    `vigil: the native addon was not built: ${what}. Sockets, timers and the daemon need it: ${remedy}.\n`,
  );
  return false;
}

/** Beside the running binary (NodeSource, the official archive, nvm), else the npm package, which has no uv.h. */
function findHeaders() {
  const beside = join(dirname(dirname(realpathSync(process.execPath))), "include", "node");
  if (existsSync(join(beside, "node_api.h"))) return beside;
  try {
    return createRequire(import.meta.url)("node-api-headers").include_dir;
  } catch {
    return undefined;
  }
}

/** `$CC` alone if it is set, so that a wrong one is noticed; it may hold options, as in make. */
function findCompiler() {
  const candidates = process.env.CC ? [process.env.CC] : ["cc", "gcc", "clang"];
  return candidates.find(
    (name) => spawnSync(name.split(" ")[0], ["--version"], { stdio: "ignore" }).status === 0,
  );
}
