/** `vigil lint` as a user has it: files, settings and options in, output and exit status out. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { LintRequest } from "../../src/cli/commands/lint-options.ts";
import { runLintRequest } from "../../src/cli/commands/lint-run.ts";
import { FORMATS } from "../../src/lint/reporters/reporters.ts";

const program = resolve(import.meta.dirname, "../../dist/main.js");

const clean = `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 87
    priority 100
    advert_int 1
    virtual_ipaddress {
        192.0.2.10/24
    }
}
`;
const advice = clean.replace("87", "51");
const wrong = clean.replace("100", "300");

let folder = "";
const at = (name: string) => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "vigil-lint-"));
  writeFileSync(at("clean.conf"), clean);
  writeFileSync(at("advice.conf"), advice);
  writeFileSync(at("wrong.conf"), wrong);
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(names: readonly string[], request: Partial<LintRequest> = {}) {
  const files = names.map(at);
  const whole: LintRequest = { kind: "lint", files, severity: "info", writeBaseline: false, ...request };
  return runLintRequest(whole, { colours: false, folder, host: undefined });
}

/** The built program in the folder. */
function vigil(words: readonly string[], input = "", environment: NodeJS.ProcessEnv = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, "lint", ...words], {
    cwd: folder,
    input,
    encoding: "utf8",
    env: { ...process.env, GITHUB_STEP_SUMMARY: "", ...environment },
  });
  return { status, stdout, stderr };
}

describe.each([...FORMATS])("--format %s", (format) => {
  test("0 where nothing weighs enough, 1 where something does, 2 where a file cannot be used", () => {
    expect(run(["clean.conf"], { format }).exitCode).toBe(0);
    expect(run(["advice.conf"], { format }).exitCode).toBe(0);
    expect(run(["advice.conf"], { format, failLevel: "info" }).exitCode).toBe(1);
    expect(run(["wrong.conf"], { format }).exitCode).toBe(1);
    expect(run(["wrong.conf"], { format, failLevel: "none" }).exitCode).toBe(0);
    expect(run(["wrong.conf", "none.conf"], { format, failLevel: "none" }).exitCode).toBe(2);
  });

  test("names the finding and its line", () => {
    const { output } = run(["clean.conf", "wrong.conf"], { format });
    expect(output).toContain("wrong.conf");
    expect(output).toContain("config/value-out-of-range");
  });
});

describe("files that cannot be used", () => {
  test("are said in one sentence each, and the others are linted", () => {
    writeFileSync(at("program.conf"), clean);
    chmodSync(at("program.conf"), 0o755);
    writeFileSync(at("binary.conf"), Buffer.from(Array.from({ length: 4000 }, (_, index) => index % 256)));
    mkdirSync(at("folder.conf"));
    const { exitCode, output, problems } = run(
      ["program.conf", "binary.conf", "folder.conf", "none.conf", "wrong.conf"],
      { format: "gnu" },
    );
    expect(exitCode).toBe(2);
    expect(problems.map((text) => text.replace(`${folder}/`, "").replace(folder, ""))).toEqual([
      `program.conf: it is executable; run chmod a-x /program.conf`,
      "binary.conf: it is binary, or text in UTF-16: is it a configuration?",
      "folder.conf: it is a directory; name the file in it",
      "none.conf: there is no such file",
    ]);
    expect(output.split("\n")).toHaveLength(2);
  });

  test("nothing is printed where there is nothing else", () => {
    expect(run(["none.conf"], { format: "sarif" })).toMatchObject({ exitCode: 2, output: "" });
  });
});

test("what two files include by two paths is reported once", () => {
  mkdirSync(at("a"));
  mkdirSync(at("b"));
  writeFileSync(at("common.conf"), "nonsense 1\n");
  for (const name of ["a/main.conf", "b/main.conf"]) writeFileSync(at(name), "include ../common.conf\n");
  const { output } = run(["a/main.conf", "b/main.conf", "a/main.conf"], { format: "gnu" });
  expect(output.match(/nonsense/g)).toHaveLength(1);
});

describe(".vigilrc.json", () => {
  const rc = (name: string, settings: unknown) => writeFileSync(at(name), JSON.stringify(settings));

  test("is found above the file, and its levels, version, fail level and format hold", () => {
    mkdirSync(at("set/deep/er"), { recursive: true });
    rc("set/.vigilrc.json", {
      rules: { "vrrp/sample-router-id": "error" },
      keepalivedVersion: "2.2.7",
      failLevel: "error",
      format: "gnu",
    });
    writeFileSync(
      at("set/deep/er/k.conf"),
      `${advice}global_defs {\n    snmp_vs_stats_update_interval 5\n}\n`,
    );
    const { exitCode, output } = run(["set/deep/er/k.conf"]);
    expect(exitCode).toBe(1);
    expect(
      output.split("\n").map((line) => line.replace(/^.*?:(\d+):\d+: (\w+): .*\[(.*)\]$/, "$1 $2 $3")),
    ).toEqual(["4 error vrrp/sample-router-id", "12 error config/keyword-too-new", ""]);
    expect(
      run(["set/deep/er/k.conf"], { format: "text", keepalivedVersion: [2, 4, 3] }).output,
    ).not.toContain("too-new");
  });

  test("a rule that is off finds nothing", () => {
    rc("off.json", { rules: { "vrrp/sample-router-id": "off" } });
    expect(run(["advice.conf"], { config: at("off.json") }).output).toBe("nothing found in 1 file\n");
  });

  test("a broken one ends the run with its place", () => {
    writeFileSync(at("broken.json"), '{\n  "rules": {"vrrp/sample-router-idd": "off"}\n}');
    const { status, stdout, stderr } = vigil(["--config", "broken.json", "clean.conf"]);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toBe(
      'vigil lint: broken.json:2:13: there is no rule "vrrp/sample-router-idd": did you mean "vrrp/sample-router-id"?\n',
    );
    expect(() => run(["clean.conf"], { config: at("none.json") })).toThrow("cannot be read");
  });

  test("two that differ are not mixed", () => {
    expect(() => run(["set/deep/er/k.conf", "clean.conf"])).toThrow("the files have different settings");
  });
});

describe("a baseline", () => {
  test("is written, holds, and says what is gone", () => {
    const baseline = at("known.json");
    writeFileSync(at("moving.conf"), wrong);
    expect(() => run(["moving.conf"], { baseline })).toThrow("write it with --write-baseline first");
    expect(run(["moving.conf"], { baseline, writeBaseline: true })).toEqual({
      exitCode: 0,
      output: "",
      problems: [`1 finding written to ${baseline}`],
    });
    writeFileSync(at("moving.conf"), `\n\n${wrong}`);
    expect(run(["moving.conf"], { baseline }).exitCode).toBe(0);
    writeFileSync(at("moving.conf"), `${wrong}nonsense 1\n`);
    expect(run(["moving.conf"], { baseline }).exitCode).toBe(1);
    writeFileSync(at("moving.conf"), clean);
    expect(run(["moving.conf"], { baseline }).output).toContain("1 finding of the baseline gone");
    expect(run(["clean.conf"], { baseline }).output).toBe("nothing found in 1 file\n");
  });

  test("that is none ends the run", () => {
    writeFileSync(at("bad.json"), "[]");
    expect(() => run(["clean.conf"], { baseline: at("bad.json") })).toThrow("1:1: a baseline is an object");
  });
});

describe("the command line", () => {
  test.each([
    [[], "which file?"],
    [["--format", "xml", "clean.conf"], "Allowed choices are text, json"],
    [["--nonsense"], "unknown option"],
    [["--rules", "clean.conf"], "--rules reads no file"],
    [["--rules", "--explain", "x"], "ask for different things"],
    [["--json", "clean.conf"], "--json belongs to --rules"],
    [["--stdin-name", "x", "clean.conf"], "--stdin-name is for standard input"],
    [["--write-baseline", "clean.conf"], "--write-baseline needs --baseline FILE"],
    [
      ["--write-baseline", "--baseline", "x", "--fail-level", "info", "clean.conf"],
      "means nothing beside it",
    ],
    [["--severity", "error", "--fail-level", "info", "clean.conf"], "--severity error leaves out"],
    [["--keepalived-version", "two", "clean.conf"], "Write a version such as 2.2.7"],
    [["--explain", "vrrp/sample-router-idd"], "did you mean 'vrrp/sample-router-id'?"],
    [["none.conf"], "none.conf: there is no such file"],
  ])("%j is refused with status 2", (words, message) => {
    const { status, stdout, stderr } = vigil(words);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^ {4}at /m);
    expect([status, stdout]).toEqual([2, ""]);
  });

  test("standard input has a name, from which its includes start", () => {
    const words = ["--format", "gnu", "--stdin-name", "a/piped.conf", "-"];
    const { status, stdout } = vigil(words, `${wrong}include ../common.conf\n`);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^a\/piped\.conf:5:14: error: .*\na\/\.\.\/common\.conf:1:1: error: .*\n$/);
    expect(vigil(["-"], advice).stdout).toMatch(/^<stdin>:4:5: info/);
  });

  test("@id lines count for the node that is named", () => {
    const text = `${clean}@lvs02 nonsense 1\n`;
    expect(vigil(["-"], text).status).toBe(0);
    expect(vigil(["-i", "lvs02", "-"], text).status).toBe(1);
  });

  test("the job summary on GitHub is appended", () => {
    const page = at("summary.md");
    writeFileSync(page, "before\n");
    const { status, stdout } = vigil(["--format", "github", "wrong.conf"], "", { GITHUB_STEP_SUMMARY: page });
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /^::error file=wrong\.conf,line=5,col=14,endColumn=17,title=config\/value-out-of-range::/,
    );
    expect(readFileSync(page, "utf8")).toMatch(/^before\n## vigil lint\n\n1 error in 1 file\.\n/);
  });

  test("rules, their pages and the schema are printed", () => {
    expect(vigil(["--rules"]).stdout).toMatch(
      /^vrrp\/sample-router-id +info +The virtual router id is the sample's, 51\.$/m,
    );
    const rules = JSON.parse(vigil(["--rules", "--json"]).stdout) as { id: string }[];
    expect(rules.map(({ id }) => id)).toContain("lint/unused-directive");
    expect(vigil(["--explain", "vrrp/sample-router-id"]).stdout).toMatch(
      /4 \| {5}virtual_router_id 51\n +\| {5}\^{20}\n/,
    );
    expect(JSON.parse(vigil(["--schema"]).stdout)).toMatchObject({
      title: expect.stringContaining("vigil lint"),
    });
  });

  test("a reader that has seen enough is no crash", () => {
    writeFileSync(at("many.conf"), "nonsense 1\n".repeat(20_000));
    const script = `${process.execPath} ${program} lint many.conf | head -n 1; exit "\${PIPESTATUS[0]}"`;
    const { status, stdout, stderr } = spawnSync("bash", ["-c", script], { cwd: folder, encoding: "utf8" });
    expect([status, stderr]).toEqual([1, ""]);
    expect(stdout.split("\n")).toHaveLength(2);
  });
});

describe("several nodes", () => {
  beforeAll(() => {
    writeFileSync(at("lvs01.conf"), clean);
    writeFileSync(at("lvs02.conf"), clean.replace("priority 100", "priority 90"));
    writeFileSync(
      at("one.conf"),
      clean.replace("priority 100", "@lvs01 priority 100\n@lvs02 priority 100\n@lvs03 priority 90"),
    );
  });

  test("--pair compares files, named by their names", () => {
    expect(vigil(["--pair", "lvs01.conf", "lvs02.conf"]).status).toBe(0);
    const { status, stdout } = vigil(["--pair", "--format", "gnu", "lvs01.conf", "clean.conf"]);
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /^clean\.conf:5:5: warning: VI_1 has priority 100 on lvs01 and on clean: .*\[pair\/priority\]$/m,
    );
  });

  test("--node names them, and each node has its own @ lines", () => {
    const nodes = (...names: string[]) => names.flatMap((name) => ["--node", `${name}=one.conf`]);
    expect(vigil(nodes("lvs01", "lvs03")).status).toBe(0);
    expect(vigil(nodes("lvs01", "lvs02")).stdout).toContain("[pair/priority]");
  });

  test.each([
    [["--pair", "lvs01.conf"], "need two at least"],
    [["--node", "lvs01=lvs01.conf"], "need two at least"],
    [["--node", "lvs01"], "Write NAME=FILE"],
    [["--node", "a=lvs01.conf", "--node", "a=lvs02.conf"], "two nodes are called 'a'"],
    [["--node", "a=lvs01.conf", "--node", "b=lvs02.conf", "clean.conf"], "'clean.conf' belongs to no node"],
    [["--pair", "-i", "lvs01", "lvs01.conf", "lvs02.conf"], "--config-id is for one node"],
  ])("%j is a mistake of the command line", (words, message) => {
    const { status, stderr } = vigil(words);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe("--fix and --diff", () => {
  const misspelt = clean.replace("advert_int", "advert_intt");

  test("--diff shows, --fix writes, and a second time nothing is left", () => {
    writeFileSync(at("fix.conf"), misspelt);
    const shown = vigil(["--diff", "fix.conf"]);
    expect(shown.stdout).toContain("-    advert_intt 1\n+    advert_int 1\n");
    expect(readFileSync(at("fix.conf"), "utf8")).toBe(misspelt);
    const fixed = vigil(["--fix", "fix.conf"]);
    expect(fixed.status).toBe(0);
    expect(fixed.stderr).toContain("fix.conf:6: fixed: ");
    expect(readFileSync(at("fix.conf"), "utf8")).toBe(clean);
    expect(vigil(["--fix", "fix.conf"])).toEqual({ status: 0, stdout: fixed.stdout, stderr: "" });
  });

  test("what a comment silences is left as it is", () => {
    const silenced = misspelt.replace(
      "intt 1",
      "intt 1 # vigil-disable-line config/keyword-unknown -- of our fork",
    );
    writeFileSync(at("silenced.conf"), silenced);
    expect(vigil(["--fix", "silenced.conf"]).status).toBe(0);
    expect(readFileSync(at("silenced.conf"), "utf8")).toBe(silenced);
  });

  test.each([
    [["--fix", "-"], "standard input cannot be rewritten"],
    [["--diff", "--format", "sarif", "clean.conf"], "--diff prints a diff"],
    [["--fix", "--baseline", "b.json", "--write-baseline", "clean.conf"], "contradict each other"],
  ])("%j is a mistake of the command line", (words, message) => {
    const { status, stderr } = vigil(words);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });
});
