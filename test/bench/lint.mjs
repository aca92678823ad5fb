/**
 * `npm run bench:lint [-- --corpus FOLDER]`: how long the linter takes, as whole processes and in an editor: real files in one
 * run, a very large one with its memory, a small one up to the first word of output, and from a keystroke to its diagnostics.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { servicesText } from "./services.mjs";

const main = fileURLToPath(new URL("../../dist/main.js", import.meta.url));
const RUNS = 5;
const KEYSTROKES = 30;
const EDITED_LINES = 2000;
const limits = { corpusMs: 1000, largeMs: 3000, largeMib: 500, smallMs: 150, keystrokeMs: 50 };
const { corpus } = parseArgs({ options: { corpus: { type: "string" } } }).values;

const folder = mkdtempSync(join(tmpdir(), "vigil-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const msSince = (began) => Number(process.hrtime.bigint() - began) / 1e6;

/** Milliseconds to the first output and to the exit, and the peak of resident memory as last seen before it. */
function run(words) {
  const began = process.hrtime.bigint();
  const child = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "inherit"] });
  let firstMs;
  let peakKib = 0;
  child.stdout.on("data", () => {
    firstMs ??= msSince(began);
  });
  const watch = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, "latin1");
      peakKib = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? peakKib);
    } catch {
      // It ended between two looks.
    }
  }, 10);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (status) => {
      clearInterval(watch);
      if (status !== 0 && status !== 1) reject(new Error(`${words.join(" ")} ended with ${status}`));
      const ms = msSince(began);
      resolve({ ms, firstMs: firstMs ?? ms, peakMib: peakKib / 1024 });
    });
  });
}

async function runs(what, words) {
  process.stderr.write(`${what} `);
  const found = [];
  for (let round = 0; round < RUNS; round++) {
    found.push(await run(words));
    process.stderr.write(".");
  }
  process.stderr.write("\n");
  return found;
}

/** Milliseconds from a change of one character to the diagnostics of that version, for each of some changes. */
async function keystrokes(file, text) {
  const child = spawn(process.execPath, [main, "lsp", "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const uri = pathToFileURL(file).href;
  let shown = () => {};
  connection.onNotification("textDocument/publishDiagnostics", ({ version, diagnostics }) =>
    shown(version, diagnostics),
  );
  connection.listen();
  await connection.sendRequest("initialize", { processId: process.pid, rootUri: null, capabilities: {} });
  await connection.sendNotification("initialized", {});
  const diagnosed = (wanted) =>
    new Promise((resolve) => {
      shown = (version, diagnostics) => version === wanted && resolve(diagnostics);
    });
  const opened = diagnosed(1);
  await connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri, languageId: "keepalived", version: 1, text },
  });
  await opened;
  const found = [];
  const at = { line: EDITED_LINES >> 1, character: 0 };
  for (let version = 2; version < 2 + KEYSTROKES; version++) {
    const answer = diagnosed(version);
    const began = process.hrtime.bigint();
    await connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges: [{ range: { start: at, end: at }, text: "x" }],
    });
    const diagnostics = await answer;
    found.push(msSince(began));
    if (diagnostics.length === 0) throw new Error("the keystroke's mistake was not found");
    // A typist's pause; the next change must not find the last one's work unfinished.
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  await connection.sendRequest("shutdown");
  await connection.sendNotification("exit");
  return found;
}

function row(what, value, limit, held) {
  console.log(`${held ? "held  " : "FAILED"} ${what.padEnd(58)} ${value.padEnd(34)} ${limit}`);
  if (!held) process.exitCode = 1;
}

/** All with the ending of a configuration. */
function corpusFiles() {
  const names = readdirSync(corpus, { recursive: true, encoding: "utf8" });
  return names.filter((name) => name.endsWith(".conf")).map((name) => join(corpus, name));
}

function write(name, text) {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const large = write("large.conf", servicesText(10_000, 5));
const small = write("small.conf", `bogus 1\n${servicesText(2, 2)}`);
const editedText = servicesText(EDITED_LINES, 5).split("\n").slice(0, EDITED_LINES).join("\n");
const edited = write("edited.conf", editedText);

const files = corpus === undefined ? [] : corpusFiles();
const ofCorpus =
  files.length === 0 ? [] : await runs(`${files.length} files of the corpus`, [main, "lint", ...files]);
const ofLarge = await runs(`${(statSync(large).size / 1e6).toFixed(1)} MB`, [main, "lint", large]);
const ofSmall = await runs("a small file", [main, "lint", small]);
const ofNode = await runs("node -e 0", ["-e", "0"]);
const ofKeys = await keystrokes(edited, editedText);

console.log(`Node.js ${process.version}; medians of ${RUNS}, whole processes\n`);
if (files.length === 0) console.log("absent the corpus: name its folder with --corpus");
else {
  const ms = median(ofCorpus.map((one) => one.ms));
  row(
    `lint of ${files.length} real files in one run`,
    `${ms.toFixed(0)} ms`,
    `under ${limits.corpusMs} ms`,
    ms < limits.corpusMs,
  );
}
const largeMs = median(ofLarge.map(({ ms }) => ms));
const largeMib = Math.max(...ofLarge.map(({ peakMib }) => peakMib));
row(
  "lint of 10,000 services with 50,000 servers",
  `${largeMs.toFixed(0)} ms`,
  `under ${limits.largeMs} ms`,
  largeMs < limits.largeMs,
);
row(
  "its peak memory",
  `${largeMib.toFixed(0)} MiB`,
  `under ${limits.largeMib} MiB`,
  largeMib < limits.largeMib,
);
const smallMs = median(ofSmall.map(({ firstMs }) => firstMs));
const nodeMs = median(ofNode.map(({ ms }) => ms));
row(
  "start to the first finding of a small file",
  `${smallMs.toFixed(0)} ms, node -e 0 ${nodeMs.toFixed(0)} ms`,
  `under ${limits.smallMs} ms`,
  smallMs < limits.smallMs,
);
const keyMs = median(ofKeys);
row(
  `keystroke to diagnostics, ${EDITED_LINES.toLocaleString("en")} lines`,
  `${keyMs.toFixed(0)} ms, at most ${Math.max(...ofKeys).toFixed(0)} ms of ${KEYSTROKES}`,
  `under ${limits.keystrokeMs} ms`,
  keyMs < limits.keystrokeMs,
);
