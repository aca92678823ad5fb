/**
 * `npm run fuzz:config [-- --count N --seed N --first N --corpus FOLDER]`: reads damaged configurations and looks for exceptions, hangs,
 * exhausted memory, diagnostics outside their file, round trips that lose bytes, and results that differ the second time.
 * Progress goes to standard error. Exit status 0 when nothing was found, 1 with the seed and the shrunk input otherwise, 2 for a wrong option.
 */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { bundle } from "../support/bundle.mjs";

const HEAP_LIMIT_MB = 512;
const root = fileURLToPath(new URL("../../", import.meta.url));

/** @param {string | undefined} text @param {number} otherwise */
function wholeNumber(text, otherwise) {
  const number = text === undefined ? otherwise : Number(text);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  console.error(`'${text}' is not a whole number`);
  process.exit(2);
}

function readOptions() {
  const kind = /** @type {const} */ ({ type: "string" });
  try {
    return parseArgs({ options: { count: kind, seed: kind, first: kind, corpus: kind } }).values;
  } catch (error) {
    console.error(`${error.message}\n(options: --count N --seed N --first N --corpus FOLDER)`);
    return process.exit(2);
  }
}

const options = readOptions();
const count = wholeNumber(options.count, 100_000);
const first = wholeNumber(options.first, 0);
const seed = wholeNumber(options.seed, Date.now() % 1_000_000);
const { corpus } = options;
if (corpus !== undefined && !existsSync(corpus)) {
  console.error(`there is no folder ${corpus}`);
  process.exit(2);
}
const program = await bundle("test/fuzz/worker.ts");
const at = new SharedArrayBuffer(4);

/** The worker's answer, or what ended it. */
function run(changes) {
  const workerData = { root, corpus, seed, count, first, show: false, at, ...changes };
  return new Promise((resolve) => {
    const worker = new Worker(program, {
      workerData,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_LIMIT_MB },
    });
    worker.on("message", resolve);
    worker.on("error", (error) => resolve({ kind: "dead", error }));
  });
}

/** One line a file, as a JSON string: NUL bytes and the like are to be seen. */
function shown(files) {
  return Object.entries(files)
    .map(([name, text]) => `  ${name}: ${JSON.stringify(text)}`)
    .join("\n");
}

const started = Date.now();
const report = () => {
  const done = Atomics.load(new Int32Array(at), 0) - first;
  console.error(`${done} of ${count} inputs, ${Math.round((Date.now() - started) / 1000)} s`);
};
const timer = setInterval(report, 10_000);
console.error(`fuzzing ${count} inputs with --seed ${seed}`);
const result = await run({});
clearInterval(timer);
const index = result.kind === "done" ? result.failure?.index : Atomics.load(new Int32Array(at), 0);
if (result.kind === "done" && result.failure === undefined) {
  console.error(
    `${count} inputs of ${result.seeds} files: nothing found in ${Math.round((Date.now() - started) / 1000)} s`,
  );
  process.exit(0);
}
console.error(
  `input ${index} fails; again with: npm run fuzz:config -- --seed ${seed} --first ${index} --count 1`,
);
if (result.kind === "done") {
  console.error(`${result.failure.complaint}\nshrunk to:\n${shown(result.failure.shrunk)}`);
} else {
  const input = await run({ show: true, first: index });
  console.error(`${result.error.code ?? ""} ${result.error.message}`);
  if (input.kind === "input") console.error(`input, not shrunk:\n${shown(input.files)}`);
}
process.exit(1);
