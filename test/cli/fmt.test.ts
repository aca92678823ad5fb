/** `vigil fmt` on files. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fmtCommand } from "../../src/cli/commands/fmt.ts";
import { service } from "../support/config-context.ts";

const formatted = `${service({ service: ["  lb_algo wrr"] })}\n`;
let folder = "";
let file = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vigil-fmt-"));
  file = join(folder, "k.conf");
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  process.exitCode = 0;
  vi.restoreAllMocks();
});

/** What it prints on standard output, and its exit status. */
function fmt(...words: string[]) {
  process.exitCode = undefined;
  let printed = "";
  const out = vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  vi.spyOn(process.stderr, "write").mockImplementation(() => true);
  fmtCommand(words);
  out.mockRestore();
  return { printed, status: process.exitCode };
}

test("--check and --diff tell, without them it writes", () => {
  writeFileSync(file, formatted.replaceAll("  ", "\t"));
  expect(fmt("--check", file)).toEqual({ printed: `${file}\n`, status: 1 });
  expect(fmt("--diff", file).printed).toContain("+    lb_kind DR\n");
  expect(fmt("--indent", "2", file).status).toBe(0);
  expect(readFileSync(file, "utf8")).toBe(formatted);
  expect(fmt("--indent", "2", "--check", file)).toEqual({ printed: "", status: 0 });
  expect(fmt(join(folder, "none")).status).toBe(2);
});
