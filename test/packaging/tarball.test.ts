/** How a CI job gets the linter: the tarball of `npm pack`, installed by itself, and the examples that use it. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { Editor } from "../lsp/editor.ts";

const root = resolve(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "vigil-tarball-"));
const work = join(folder, "work");
const installed = join(work, "node_modules/vigil-ha");
afterAll(() => rmSync(folder, { recursive: true }));

const good = `vrrp_instance VI_1 {
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

/** npm would ask for its own newest version. */
const quiet = { npm_config_update_notifier: "false", npm_config_fund: "false", npm_config_audit: "false" };

function run(
  program: string,
  words: readonly string[],
  cwd = work,
  env: Readonly<Record<string, string>> = {},
) {
  const path = `${join(work, "node_modules/.bin")}:${process.env.PATH}`;
  return spawnSync(program, words, {
    cwd,
    encoding: "utf8",
    env: { ...process.env, ...quiet, PATH: path, ...env },
  });
}

/** The tarball's path. */
function pack(): string {
  // What is built is packed: building it anew would take it away from other tests.
  const packed = run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], root);
  expect(packed.stderr).not.toContain("ERR");
  return join(folder, readdirSync(folder).find((name) => name.endsWith(".tgz")) ?? "");
}

beforeAll(() => {
  mkdirSync(work);
  const words = ["install", "--offline", "--ignore-scripts", "--cache"];
  const { status, stderr } = run("npm", [...words, join(folder, "empty-cache"), pack()]);
  expect(stderr).not.toContain("ERR");
  expect(status).toBe(0);
  // As on a machine that is no Linux, or has no compiler.
  rmSync(join(installed, "dist/dgram_ext.node"), { force: true });
  writeFileSync(join(work, "good.conf"), good);
  writeFileSync(join(work, "bad.conf"), good.replace("priority", "prioity"));
}, 60_000);

describe("the tarball", () => {
  test("brings nothing but itself, and has no script to run at its installation", () => {
    expect(readdirSync(join(work, "node_modules")).filter((name) => !name.startsWith("."))).toEqual([
      "vigil-ha",
    ]);
    const facts = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
    expect(facts).toMatchObject({ name: "vigil-ha", private: true, bin: { vigil: "dist/main.js" } });
    expect(facts.dependencies).toBeUndefined();
    const atInstall = ["preinstall", "install", "postinstall"];
    expect(Object.keys(facts.scripts).filter((name) => atInstall.includes(name))).toEqual([]);
  });

  test("asks for no module that it does not bring", () => {
    const dist = join(installed, "dist");
    const code = readdirSync(dist).filter((name) => name.endsWith(".js"));
    const asked = code.flatMap((name) =>
      [...readFileSync(join(dist, name), "utf8").matchAll(/\brequire\("([^"./][^"]*)"\)/g)].map(
        (match) => match[1] ?? "",
      ),
    );
    expect(asked.length).toBeGreaterThan(10);
    const own = new Set(process.getBuiltinModule("node:module").builtinModules);
    expect(asked.filter((name) => !own.has(name.replace(/^node:/, "")))).toEqual([]);
  });

  test("lints: 0 clean, 1 findings, 2 a file that cannot be used", () => {
    const clean = run("vigil", ["lint", "good.conf"]);
    expect([clean.status, clean.stderr]).toEqual([0, ""]);
    const dirty = run("vigil", ["lint", "bad.conf"]);
    expect([dirty.status, dirty.stderr]).toEqual([1, ""]);
    expect(dirty.stdout).toContain("bad.conf:5:5: error: ");
    const none = run("vigil", ["lint", "absent.conf"]);
    expect([none.status, none.stdout]).toEqual([2, expect.not.stringContaining("error")]);
    expect(none.stderr).toContain("absent.conf: there is no such file");
  });

  test("serves an editor, which may go without a word", async () => {
    const editor = await Editor.start(join(installed, "dist/main.js"));
    expect(editor.capabilities.hoverProvider).toBe(true);
    const exited = new Promise((done) => editor.process.once("exit", done));
    editor.process.stdin?.end();
    expect(await exited).toBe(1);
  });
});

const example = (name: string) =>
  parse(readFileSync(join(root, "examples/ci", name), "utf8"), { strict: true });

describe("the examples", () => {
  test("are all YAML without a mistake, and no command asks the registry for a stranger's package", () => {
    const all = readdirSync(join(root, "examples/ci"), { recursive: true, encoding: "utf8" });
    const files = all.filter((name) => name.endsWith("ml"));
    expect(files).toHaveLength(4);
    for (const name of files) {
      expect(example(name), name).toBeTypeOf("object");
      expect(readFileSync(join(root, "examples/ci", name), "utf8"), name).not.toMatch(
        /npx|install[^\n]* vigil\b/,
      );
    }
  });

  test("the repository's hook is what the example for pre-commit writes out", () => {
    const [hook] = parse(readFileSync(join(root, ".pre-commit-hooks.yaml"), "utf8"));
    const [{ hooks }, other] = example("pre-commit/.pre-commit-config.yaml").repos;
    for (const key of ["id", "name", "language", "entry", "files"])
      expect(hooks[0][key], key).toBe(hook[key]);
    expect(other.hooks).toEqual([{ id: hook.id }]);
    expect(
      ["keepalived.conf", "a/keepalived-lvs01.conf"].every((name) => new RegExp(hook.files).test(name)),
    ).toBe(true);
    const [program, ...words] = hook.entry.split(" ");
    expect(run(program, [...words, "bad.conf"]).status).toBe(1);
    expect(run(program, [...words, "good.conf"]).status).toBe(0);
  });

  // Commands of the examples run as they stand, but for the installation, which has been made.
  describe("that ask for forms of output", () => {
    test("GitHub's action writes annotations and SARIF, and has the linter's status", () => {
      const { inputs, runs } = example("github/action.yml");
      const script = runs.steps.at(-1).run;
      const env = { FAIL_LEVEL: inputs["fail-level"].default, SARIF: "vigil.sarif" };
      const bad = run("bash", ["-e", "-o", "pipefail", "-c", script], work, {
        ...env,
        FILES: "good.conf bad.conf",
      });
      expect(bad.status).toBe(1);
      expect(bad.stdout).toMatch(/^::error .*file=bad\.conf.*line=5/m);
      const sarif = JSON.parse(readFileSync(join(work, "vigil.sarif"), "utf8"));
      expect(sarif.runs[0].results.length).toBeGreaterThan(0);
      expect(run("bash", ["-e", "-c", script], work, { ...env, FILES: "good.conf" }).status).toBe(0);
      expect(run("bash", ["-e", "-c", script], work, { ...env, FILES: "absent.conf" }).status).toBe(2);
    });

    test("GitLab's job writes the report that it hands on, and has the linter's status", () => {
      const { keepalived } = example("gitlab/.gitlab-ci.yml");
      const script = keepalived.script.join("\n");
      expect(run("bash", ["-e", "-c", script], work, { FILES: "bad.conf" }).status).toBe(1);
      const report = JSON.parse(readFileSync(join(work, keepalived.artifacts.reports.codequality), "utf8"));
      expect(report[0]).toMatchObject({ location: { path: "bad.conf" } });
      expect(run("bash", ["-e", "-c", script], work, { FILES: "good.conf" }).status).toBe(0);
    });
  });
});
