/** Our `-t` beside keepalived's own: the same exit code and messages about the same lines, or a reason why not. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { configTest } from "../../src/cli/commands/config-test.ts";
import { configFiles } from "../../src/linux/config-files.ts";
import { testContext } from "../support/config-context.ts";
import { oracleCases } from "./oracle-cases.ts";

/** The last version with Debian's messages that these cases were settled on; another one may differ elsewhere. */
const installed = /v(\d+\.\d+\.\d+)/.exec(
  spawnSync("keepalived", ["-v"], { encoding: "utf8" }).stderr ?? "",
)?.[1];
const runnable = process.getuid?.() === 0 && installed?.startsWith("2.2") === true;
if (!runnable) console.warn("not compared with keepalived: that needs root and keepalived 2.2");

/** Makes eth0 and eth1 in a network namespace of its own and tests each file there. */
const script = `
set -e
ip link set lo up
for i in 0 1; do
  ip link add eth$i type veth peer name peer$i
  ip link set eth$i up; ip link set peer$i up; ip addr add 10.250.$i.1/24 dev eth$i
done
cd "$1"
for file in *.conf; do
  set +e
  keepalived -t -f "$file" 2>"$file.messages"
  echo $? >"$file.exit"
done`;

function lines(text: string): number[] {
  const found = [...text.matchAll(/\((?:[^() ]*: )?Line (\d+)\)/g)].map((match) => Number(match[1]));
  return [...new Set(found)].sort((a, b) => a - b);
}

describe.skipIf(!runnable)(`keepalived ${installed ?? ""}`, () => {
  const directory = mkdtempSync(join(tmpdir(), "vigil-oracle-"));
  beforeAll(() => {
    for (const [index, { text }] of oracleCases.entries()) {
      // keepalived's parent counts a last line without newline one short; its children do not.
      writeFileSync(join(directory, `${index}.conf`), `${text}\n`, "latin1");
    }
    execFileSync("unshare", ["-n", "-m", "sh", "-c", script, "sh", directory], { stdio: "ignore" });
  }, 60_000);
  afterAll(() => rmSync(directory, { recursive: true }));

  function both(index: number) {
    const file = join(directory, `${index}.conf`);
    const ours = configTest({ file, context: testContext({ files: configFiles }) });
    const theirs = readFileSync(`${file}.messages`, "latin1");
    return {
      ours: { exit: ours.exitCode, lines: lines(ours.lines.join("\n")) },
      theirs: { exit: Number(readFileSync(`${file}.exit`, "latin1")), lines: lines(theirs) },
    };
  }

  const numbered = oracleCases.map((one, index) => ({ ...one, index }));

  test.each(numbered.filter(({ differs }) => differs === undefined))("$name", ({ index }) => {
    const { ours, theirs } = both(index);
    expect(ours).toEqual(theirs);
  });

  test.each(numbered.filter(({ differs }) => differs !== undefined))(
    "$name: differs, $differs",
    ({ index }) => {
      const { ours, theirs } = both(index);
      expect(ours).not.toEqual(theirs);
    },
  );
});
