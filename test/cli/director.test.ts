/** `vigil director` where it must not start: beside a daemon, without IPVS, with a command line that says too little. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { isRoot, runInNamespace } from "../support/in-namespace.ts";

const main = resolve(import.meta.dirname, "../../dist/main.js");
const example = resolve(import.meta.dirname, "../../examples/lvs-dr/lvs01.conf");
const vigil = `'${process.execPath}' '${main}' director`;

test("which file has to be said", () => {
  const { status, stderr } = spawnSync(process.execPath, [main, "director", "start"], { encoding: "utf8" });
  expect(status).toBe(2);
  expect(stderr).toContain("'-f, --file <file>' not specified");
});

test.skipIf(!isRoot)("beside a daemon of this network it refuses, and says which", () => {
  const { output } = runInNamespace(`
    exec 2>&1; cp "$(command -v sleep)" /run/keepalived
    /run/keepalived 20 > /dev/null & echo $! > /run/keepalived.pid
    ${vigil} start -f ${example}; echo "status $?"; ip -o -4 address show dev eth1 | grep -c 172.16.1.100
    kill $!; unshare -n /run/keepalived 20 > /dev/null & echo $! > /run/keepalived.pid; sleep 0.3
    ${vigil} start -f ${example} 2>&1 | grep -c 'a daemon runs here'; kill $!`);
  expect(output.split("\n")).toEqual([
    expect.stringMatching(
      /^vigil director: a daemon runs here \(process \d+, \/run\/keepalived\.pid\).*stop it first/,
    ),
    "status 1",
    "0",
    "0",
    "",
  ]);
});

const hasIpvs = existsSync("/proc/net/ip_vs") || spawnSync("modprobe", ["-n", "ip_vs"]).status === 0;

test.skipIf(!isRoot || hasIpvs)("without IPVS in the kernel it says so, and changes nothing", () => {
  const { output } = runInNamespace(`
    exec 2>&1; ${vigil} start -f ${example}; echo "status $?"
    ip -o -4 address show dev eth1 | grep -c 172.16.1.100; ls /run/vigil`);
  expect(output.split("\n")).toEqual([
    expect.stringMatching(/^vigil director: ERR_NO_IPVS: .*load module ip_vs/),
    "status 1",
    "0",
    "",
  ]);
});
