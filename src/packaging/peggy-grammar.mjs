/** Lets bundler and test runner import a `.peggy` grammar as a module, so that no generated parser lies about. */
import { readFile } from "node:fs/promises";
import peggy from "peggy";
import { classLoops, VALUES_UNREAD } from "./peggy-class-loops.mjs";

/** The start rules a grammar file offers: those named in its `// start: a b c` line, else its first rule. */
function startRules(source) {
  const named = /^\/\/ start: (.+)$/m.exec(source)?.[1]?.trim().split(/\s+/);
  return named ? { allowedStartRules: named } : {};
}

/** A Rolldown and Vite plugin; the module exports peggy's `parse(text, options)`. */
export function peggyGrammar() {
  return {
    name: "peggy-grammar",
    async load(id) {
      if (!id.endsWith(".peggy")) return null;
      const source = await readFile(id, "utf8");
      const code = peggy.generate(source, {
        output: "source",
        format: "es",
        grammarSource: id,
        plugins: VALUES_UNREAD.test(source) ? [classLoops] : [],
        ...startRules(source),
      });
      return { code, moduleType: "js", map: null };
    },
  };
}
