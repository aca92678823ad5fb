/** The unit tests over sources in which the rule named by MUTANT is broken; without it, over the sources as they are. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { peggyGrammar } from "../../src/packaging/peggy-grammar.mjs";
import { breakRule, mutants } from "./mutants.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const mutant = mutants.find(({ rule }) => rule === process.env.MUTANT);

/** Hands out the broken text in place of the file; the file itself is never touched. */
const brokenSource = {
  name: "broken-source",
  enforce: "pre",
  load(id) {
    if (mutant === undefined || id.split("?")[0] !== root + mutant.file) return undefined;
    return breakRule(mutant, readFileSync(root + mutant.file, "utf8"));
  },
};

export default defineConfig({
  plugins: [peggyGrammar(), brokenSource],
  // One process for all files of a run: starting one for each costs more than the tests.
  test: {
    root,
    include: ["test/**/*.test.ts"],
    exclude: ["test/system/**", "test/bench/**"],
    isolate: false,
  },
});
