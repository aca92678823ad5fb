/** Our numbers against the system's own headers, by way of the C compiler. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import * as constants from "../../src/dgram-ext/constants.ts";

test("every constant is what the headers say", () => {
  const folder = mkdtempSync(join(tmpdir(), "vigil-constants-"));
  try {
    const headers = ["stdio.h", "sys/socket.h", "netinet/in.h", "linux/netlink.h"];
    const source = [
      "#define _GNU_SOURCE",
      ...headers.map((name) => `#include <${name}>`),
      "#ifndef SCM_CREDENTIALS\n#define SCM_CREDENTIALS 2\n#endif",
      "int main(void) {",
      ...Object.keys(constants).map((name) => `  printf("${name} %d\\n", (int)${name});`),
      "}",
    ].join("\n");
    const program = join(folder, "constants");
    execFileSync("cc", ["-x", "c", "-", "-o", program], { input: source });
    const lines = execFileSync(program, { encoding: "utf8" }).trim().split("\n");
    const actual = Object.fromEntries(
      lines.map((line) => {
        const [name, value] = line.split(" ");
        return [name, Number(value)];
      }),
    );
    expect({ ...constants }).toEqual(actual);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
