/** What the linter learns of the machine that the tests run on. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { lintHost } from "../../src/linux/lint-host.ts";

describe("the linter's host", () => {
  test("has kernel parameters that are numbers, and undefined for any other", () => {
    const { sysctl } = lintHost();
    expect(sysctl("net/ipv4/ip_forward")).toBeTypeOf("number");
    expect(sysctl("net/ipv4/no_such_setting")).toBeUndefined();
    expect(sysctl("../../etc/passwd")).toBeUndefined();
    expect(sysctl("kernel/ostype")).toBeUndefined();
  });

  test("never claims a module that there is not", () => {
    expect(lintHost().hasModule("no_such_module")).not.toBe(true);
  });

  test("knows mode, owner and kind of what a path leads to", () => {
    const folder = mkdtempSync(join(tmpdir(), "lint-host-"));
    try {
      const file = join(folder, "keepalived.conf");
      writeFileSync(file, "");
      chmodSync(file, 0o640);
      const { fileFacts } = lintHost();
      expect(fileFacts(file)).toEqual({ mode: 0o640, uid: process.getuid?.(), kind: "file" });
      expect(fileFacts(folder)?.kind).toBe("directory");
      expect(fileFacts("/dev/null")?.kind).toBe("other");
      expect(fileFacts(join(folder, "nothing"))).toBeUndefined();
      expect(fileFacts(join(file, "below"))).toBeUndefined();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
