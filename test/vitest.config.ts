/**
 * The kinds of tests: `unit` runs anywhere in seconds, `system` needs the lab (a VM with IPVS, or root on such a kernel), `long`
 * needs it, too, and more time than everyone's every change is worth.
 */
import { defineConfig } from "vitest/config";
import { peggyGrammar } from "../src/packaging/peggy-grammar.mjs";

export default defineConfig({
  plugins: [peggyGrammar()],
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          // Files share their worker's modules: no test leaves any behind changed, and loading them anew takes half the time.
          isolate: false,
          // One core is not kept for the runner, which hardly works.
          maxWorkers: "100%",
          // Some start real programs; on a busy machine that takes its time.
          testTimeout: 60_000,
          root: new URL("..", import.meta.url).pathname,
          include: ["test/**/*.test.ts"],
          exclude: ["test/system/**", "test/long/**", "test/bench/**"],
        },
      },
      {
        extends: true,
        test: {
          name: "system",
          root: new URL("..", import.meta.url).pathname,
          include: ["test/system/**/*.test.ts"],
          fileParallelism: false,
          testTimeout: 1_200_000,
          hookTimeout: 600_000,
        },
      },
      {
        extends: true,
        test: {
          name: "long",
          root: new URL("..", import.meta.url).pathname,
          include: ["test/long/**/*.test.ts"],
          fileParallelism: false,
          testTimeout: 1_200_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
