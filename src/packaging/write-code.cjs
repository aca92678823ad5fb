/**
 * Writes beside each file of the bundle the code that V8 makes of it: `node write-code.cjs DIST CONFIG`. Of a file that a
 * configuration test loads it has the functions that such a test runs, of every other file all of them: what V8 has to compile
 * later, function by function, is what a process of the daemon and a listing of `ipvsadm` wait for.
 */
"use strict";
const { readdirSync, writeFileSync } = require("node:fs");
const { setFlagsFromString } = require("node:v8");

const [, , dist, configuration] = process.argv;
const { compile, files, load } = require(`${dist}/load.js`);

process.on("exit", () => {
  const names = readdirSync(dist).filter((name) => name.endsWith(".bundle.js"));
  setFlagsFromString("--no-lazy");
  const scripts = names.map((name) => files.get(name)?.script ?? compile(name));
  // V8 refuses code that was written under other flags than those it runs with.
  setFlagsFromString("--lazy");
  for (const [index, script] of scripts.entries()) {
    writeFileSync(`${dist}/${names[index]}.code`, script.createCachedData());
  }
  process.exitCode = 0;
});

process.argv = [process.execPath, `${dist}/main.js`, "keepalived", "-t", "-f", configuration];
load("main.bundle.js");
