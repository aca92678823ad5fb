/** Building the addon where something is missing: it says what to install and nothing fails. */
import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, linkSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test, vi } from "vitest";

vi.setConfig({ testTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), "vigil-build-"));
afterAll(() => rmSync(folder, { recursive: true }));
const builder = new URL("../../src/dgram-ext/build.mjs", import.meta.url).href;

function build(node: string, output: string, environment: Record<string, string>) {
  const script = `const { buildAddon } = await import(${JSON.stringify(builder)}); console.log(await buildAddon(${JSON.stringify(output)}));`;
  return spawnSync(node, ["--input-type=module", "-e", script], {
    env: { ...process.env, ...environment },
    encoding: "utf8",
  });
}

test("no compiler: one message with the remedy, and no failure", () => {
  const output = join(folder, "none.node");
  const { status, stdout, stderr } = build(process.execPath, output, { CC: "", PATH: "/nonexistent" });
  expect({ status, stdout: stdout.trim() }).toEqual({ status: 0, stdout: "false" });
  expect(stderr.trim().split("\n")).toHaveLength(1);
  expect(stderr).toContain("apt-get install gcc libc6-dev");
  expect(existsSync(output)).toBe(false);
});

test("$CC that is no compiler is not passed over", () => {
  const { status, stdout } = build(process.execPath, join(folder, "none.node"), { CC: "/nonexistent/cc" });
  expect({ status, stdout: stdout.trim() }).toEqual({ status: 0, stdout: "false" });
});

test("no headers beside the binary: npm's node-api-headers do, without uv.h and without a warning", () => {
  const node = join(folder, "bin", "node");
  mkdirSync(join(folder, "bin"));
  try {
    linkSync(process.execPath, node);
  } catch {
    copyFileSync(process.execPath, node);
  }
  const output = join(folder, "headers.node");
  const { status, stdout, stderr } = build(node, output, { CC: "cc -Werror" });
  expect({ status, stdout: stdout.trim(), stderr }).toEqual({ status: 0, stdout: "true", stderr: "" });
  const answer = execFileSync(process.execPath, [
    "-p",
    `const addon = require(${JSON.stringify(output)}); const fd = addon.timerCreate(); const handle = addon.pollOpen(fd, () => { addon.handleClose(handle); console.log("woken"); }); addon.pollStart(handle, 1); addon.timerSet(fd, 1);`,
  ]).toString();
  expect(answer).toContain("woken");
});

test("without the addon, importing works and the first use says what is wrong", () => {
  const bundle = join(folder, "without.mjs");
  execFileSync(
    process.execPath,
    [
      fileURLToPath(new URL("../../node_modules/rolldown/bin/cli.mjs", import.meta.url)),
      fileURLToPath(new URL("../../src/dgram-ext/index.ts", import.meta.url)),
      "--platform",
      "node",
      "--file",
      bundle,
    ],
    { stdio: "ignore" },
  );
  const script = `const { Socket } = await import(${JSON.stringify(`file://${bundle}`)}); try { Socket.open("inet", "datagram"); } catch ({ code, message }) { console.log(JSON.stringify({ code, message })); }`;
  const said = execFileSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
  expect(JSON.parse(said)).toEqual({
    code: "ERR_VIGIL_ADDON",
    message: expect.stringContaining("apt-get install gcc libc6-dev"),
  });
});
