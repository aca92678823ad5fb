/** `vigil lint --diff` and `--fix`, and `vigil fmt`, on files. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fmtCommand } from "../../src/cli/commands/fmt.ts";
import { lintCommand } from "../../src/cli/commands/lint.ts";
import { service } from "../support/config-context.ts";

const wrong = `${service({ service: ["  nat_mask 255.0.0.0", "  lb_alog wrr"] })}\n`;
const right = `${service({ service: ["  lb_algo wrr"] })}\n`;
let folder = "";
let file = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vigil-fix-"));
  file = join(folder, "k.conf");
  writeFileSync(file, wrong);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  process.exitCode = 0;
  vi.restoreAllMocks();
});

/** What it prints on standard output, and its exit status. */
function run(command: (words: readonly string[]) => void, ...words: string[]) {
  process.exitCode = undefined;
  let printed = "";
  const out = vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  vi.spyOn(process.stderr, "write").mockImplementation(() => true);
  command(words);
  out.mockRestore();
  return { printed, status: process.exitCode };
}

test("--diff shows and changes nothing", () => {
  const { printed } = run(lintCommand, "--diff", file);
  expect(printed).toContain("\n-  nat_mask 255.0.0.0\n-  lb_alog wrr\n+  lb_algo wrr\n");
  expect(readFileSync(file, "utf8")).toBe(wrong);
});

test("--diff has one format", () => {
  expect(run(lintCommand, "--diff", "--format", "json", file)).toEqual({ printed: "", status: 2 });
});

test("--fix writes, and a second time finds nothing to do", () => {
  run(lintCommand, "--fix", file);
  expect(readFileSync(file, "utf8")).toBe(right);
  expect(run(lintCommand, "--diff", file).printed).not.toContain("+++");
});

test("fmt --check and --diff tell, fmt writes", () => {
  writeFileSync(file, right.replaceAll("  ", "\t"));
  expect(run(fmtCommand, "--check", file)).toEqual({ printed: `${file}\n`, status: 1 });
  expect(run(fmtCommand, "--diff", file).printed).toContain("+    lb_kind DR\n");
  expect(run(fmtCommand, "--indent", "2", file).status).toBe(0);
  expect(readFileSync(file, "utf8")).toBe(right);
  expect(run(fmtCommand, "--indent", "2", "--check", file)).toEqual({ printed: "", status: 0 });
  expect(run(fmtCommand, join(folder, "none")).status).toBe(2);
});
