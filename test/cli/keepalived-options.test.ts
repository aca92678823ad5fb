import { execFileSync, spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { keepalivedHelp, readKeepalivedCommandLine } from "../../src/cli/commands/keepalived-options.ts";

function run(...words: string[]) {
  const invocation = readKeepalivedCommandLine(words, "keepalived");
  if (invocation.kind !== "run") throw new Error(`not a run: ${JSON.stringify(invocation)}`);
  return invocation;
}

test("reads bundled short options, attached and separate arguments, and long ones with or without =", () => {
  const { options } = run("-nlDf", "a.conf", "--pid=/p", "--vrrp_pid", "/v", "-c/c", "-S5");
  expect(options).toMatchObject({
    configFile: "a.conf",
    foreground: true,
    pidFile: "/p",
    vrrpPidFile: "/v",
    checkersPidFile: "/c",
    log: { console: true, detail: 1, syslog: true, facility: 21 },
  });
});

test("an optional argument must be attached: -t FILE is a surplus word, -tFILE is the report", () => {
  expect(readKeepalivedCommandLine(["-t", "-f", "x"], "keepalived")).toMatchObject({
    kind: "config-test",
    configFile: "x",
  });
  expect(readKeepalivedCommandLine(["-treport"], "keepalived")).toMatchObject({ reportFile: "report" });
  expect(run("-g", "name").surplusWords).toEqual(["name"]);
});

test("-e turns on all include checks, for the test and for the daemon", () => {
  const invocation = readKeepalivedCommandLine(["-t", "-e"], "keepalived");
  expect(invocation).toMatchObject({ kind: "config-test", allIncludeChecks: true });
  expect(run("--all-config").options.allIncludeChecks).toBe(true);
  expect(run("-e").withoutEffect).toEqual([]);
  expect(run().options.allIncludeChecks).toBeUndefined();
});

test("-P and -C alone choose one kind, together both, as without either", () => {
  expect(run("-P").options).toMatchObject({ runVrrp: true, runCheckers: false });
  expect(run("-C").options).toMatchObject({ runVrrp: false, runCheckers: true });
  expect(run("-P", "-C").options).toMatchObject({ runVrrp: true, runCheckers: true });
  expect(run().options).toMatchObject({ runVrrp: true, runCheckers: true });
});

test("defaults are keepalived's", () => {
  expect(run().options).toMatchObject({
    configFile: "/etc/keepalived/keepalived.conf",
    foreground: false,
    respawn: true,
    umask: 0o177,
    pidFile: "/run/keepalived.pid",
    vrrpPidFile: "/run/vrrp.pid",
    checkersPidFile: "/run/checkers.pid",
    log: { console: false, detail: 0, syslog: true, facility: 3 },
  });
});

test("what cannot be read is an error, not a guess", () => {
  for (const words of [["--nope"], ["-Z"], ["-f"], ["-S", "9"], ["-u", "9"], ["--dont-fork=1"], ["--log-"]]) {
    expect(readKeepalivedCommandLine(words, "keepalived").kind, words.join(" ")).toBe("usage-error");
  }
});

test("an abbreviation that fits one long option is that option", () => {
  expect(run("--dont-f").options.foreground).toBe(true);
});

test("options that other start scripts use are accepted and named", () => {
  expect(run("-x", "--no_bfd").withoutEffect).toEqual(["--no_bfd", "--snmp"]);
});

const hasKeepalived = spawnSync("keepalived", ["--version"]).status === 0;

test.skipIf(!hasKeepalived)(
  "every option in the real keepalived's help is known here, with the same letter",
  () => {
    const { stderr } = spawnSync("keepalived", ["--help"], { encoding: "utf8" });
    const theirs = [...stderr.matchAll(/^\s+(?:-(\w), )?\s*--([\w-]+)/gm)].map(
      ([, short, long]) => `${short ?? ""} ${long}`,
    );
    expect(theirs.length).toBeGreaterThan(25);
    const known = [...keepalivedHelp("keepalived").matchAll(/^\s+(?:-(\w), )?\s*--([\w-]+)/gm)].map(
      ([, short, long]) => `${short ?? ""} ${long}`,
    );
    // keepalived -T acts as another program, genhash, which Vigil does not have.
    expect(theirs.filter((option) => !known.includes(option))).toEqual(["T genhash"]);
  },
);

test.skipIf(!hasKeepalived)("--signum prints the numbers that the real keepalived prints", () => {
  for (const name of ["STOP", "RELOAD", "DATA", "STATS", "STATS_CLEAR", "JSON"]) {
    const theirs = execFileSync("keepalived", [`--signum=${name}`], { encoding: "utf8" }).trim();
    const ours = execFileSync(process.execPath, ["dist/main.js", "keepalived", `--signum=${name}`], {
      encoding: "utf8",
    }).trim();
    expect(ours, name).toBe(theirs);
  }
});
