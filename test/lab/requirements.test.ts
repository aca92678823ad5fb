/** What is missing is named by its package, in one command that can be typed. */
import { expect, test } from "vitest";
import { findProgram, installCommand, missingPackages } from "../../src/lab/requirements.ts";

test("the command is exact", () => {
  expect(installCommand(["ipvsadm", "keepalived"])).toBe(
    "sudo apt-get install -y --no-install-recommends ipvsadm keepalived",
  );
});

test("programs are looked for in the sbin folders too", () => {
  expect(findProgram("sh")).toMatch(/\/sh$/);
  expect(findProgram("no-such-program")).toBeUndefined();
  expect(missingPackages([])).toEqual([]);
});
