/**
 * Writes beside each file of the bundle the code that V8 makes of it: `node write-code.cjs DIST CONFIG`. What a configuration
 * test runs is in it function by function, of everything else what runs when a file is loaded.
 */
"use strict";
const { readdirSync, writeFileSync } = require("node:fs");

const [, , dist, configuration] = process.argv;
const { compile, files, load } = require(`${dist}/load.js`);

process.on("exit", () => {
  for (const name of readdirSync(dist)) {
    if (!name.endsWith(".bundle.js")) continue;
    const script = files.get(name)?.script ?? compile(name);
    writeFileSync(`${dist}/${name}.code`, script.createCachedData());
  }
  process.exitCode = 0;
});

process.argv = [process.execPath, `${dist}/main.js`, "keepalived", "-t", "-f", configuration];
load("main.bundle.js");
