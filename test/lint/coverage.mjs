/** `npm run lint:coverage`: which rule finds each row of what real files get wrong, and where the corpus shows it. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { bundle } from "../support/bundle.mjs";

const corpus = fileURLToPath(new URL("../../../shared/corpus", import.meta.url));
const program = await bundle("test/lint/corpus/coverage.ts");
process.exitCode = spawnSync(process.execPath, [program, corpus], { stdio: "inherit" }).status ?? 1;
