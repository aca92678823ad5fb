/** `vigil ipvs predict` as a user runs it: the built program, its output and exit status. */
import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

function vigil(...words: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const program = ["dist/main.js", "ipvs", "predict", ...words];
  const { status, stdout, stderr } = spawnSync(process.execPath, program, { encoding: "utf8" });
  return { status, stdout, stderr };
}

const pair = ["--servers", "172.16.1.5:80=3,172.16.1.6:80=1"];

test("a table with the numbers that decided, and a chart without colours in a pipe", () => {
  const { status, stdout } = vigil("--scheduler", "wlc", ...pair, "--connections", "8");
  expect(status).toBe(0);
  const lines = stdout.split("\n");
  expect(lines[0]).toBe("wlc, list: 172.16.1.6:80 weight 1, 172.16.1.5:80 weight 3");
  expect(stdout).toContain("ipvsadm -Ln --nosort");
  expect(lines.find((line) => line.startsWith(" 5"))).toMatch(/172\.16\.1\.6:80 +1\+0 256 +3\+0 768\/3=256 /);
  expect(stdout).toMatch(/172\.16\.1\.5:80 +weight 3 +6 +75\.0 % +█{30}\n/);
  expect(stdout).not.toContain("\u001b");
});

test("data for programs", () => {
  const { stdout } = vigil("--scheduler", "rr", ...pair, "--connections", "3", "--json");
  const { list, connections } = JSON.parse(stdout);
  expect(list[0]).toEqual({ server: "172.16.1.6:80", weight: 1 });
  expect(connections.map(({ server }: { server: string }) => server)).toEqual([
    "172.16.1.6:80",
    "172.16.1.5:80",
    "172.16.1.6:80",
  ]);
});

test("a history that moves clients is warned of, with the cure", () => {
  const { stdout } = vigil("--scheduler", "sh", ...pair, "--history", "172.16.1.5:80 gone and back");
  expect(stdout).toMatch(/^warning: sh on a director with this history .* the cure is the scheduler mh/m);
});

test("the services of a configuration", () => {
  const { status, stdout } = vigil("-f", "examples/lvs-dr/lvs01.conf");
  expect(status).toBe(0);
  expect(stdout).toMatch(/VS \[172\.16\.1\.100\]:tcp:80, rr/);
  expect(stdout.match(/50\.0 %/g)).toHaveLength(2);
});

test.each([
  [["--scheduler", "rr"], "needed are --scheduler and --servers"],
  [["--scheduler", "nonesuch", ...pair], "'nonesuch' is none of"],
  [["--scheduler", "rr", "--servers", "1.2.3.4"], "is not ADDRESS:PORT"],
  [["--scheduler", "rr", ...pair, "--sched-flags", "sh-port"], "only sh and mh have flags"],
  [["--scheduler", "rr", ...pair, "--clients", "fd00::1"], "the servers have IPv4"],
  [["-f", "/nonesuch"], "cannot be used"],
])("%j is refused", (words, reason) => {
  const { status, stderr } = vigil(...words);
  expect(status).toBe(2);
  expect(stderr).toContain(reason);
});
