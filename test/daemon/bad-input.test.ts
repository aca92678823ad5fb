/** What the daemon does with what it cannot run: the same exit status as the real keepalived, and one line that says what to do. */

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isRoot, runInNamespace } from "../support/in-namespace.ts";

const example = readFileSync(resolve(import.meta.dirname, "../../examples/lvs-dr/lvs01.conf"), "utf8");
const vrrpOnly = example.replace(/^(#.*\n)?virtual_server[\s\S]*$/m, "");
const vigil = `${process.execPath} ${resolve(import.meta.dirname, "../../dist/main.js")} keepalived`;
const hasKeepalived = spawnSync("keepalived", ["--version"]).status === 0;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "vigil-bad-input-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Case {
  readonly name: string;
  /** The file's text; undefined leaves `path` as it is. */
  readonly text?: string;
  readonly path?: string;
  readonly options?: string;
  /** Stands before the program in the shell. */
  readonly before?: string;
  /** Our own message says at least this. */
  readonly says: RegExp;
}

const cases: readonly Case[] = [
  { name: "a missing file", path: "/nonexistent/keepalived.conf", says: /nonexistent\/keepalived\.conf/ },
  { name: "a directory instead of a file", path: "/etc", says: /directory/i },
  {
    name: "no virtual_router_id",
    text: vrrpOnly.replace(/virtual_router_id.*/, ""),
    says: /virtual_router_id/,
  },
  { name: "an interface that does not exist", text: vrrpOnly.replace("eth1", "eth9"), says: /eth9/ },
  { name: "a missing argument", text: vrrpOnly.replace("priority 200", "priority"), says: /priority/ },
  { name: "no ip_vs in the kernel", text: example, says: /modprobe ip_vs|ip_vs/ },
  { name: "an unknown option", text: vrrpOnly, options: "--nope", says: /--nope/ },
];

const after = "code=$?; echo; echo status=$code; ip -o -4 addr show eth1; ls /run/*.pid 2>/dev/null; true";

function run(program: string, one: Case) {
  const path = one.path ?? join(folder, "keepalived.conf");
  if (one.text !== undefined) writeFileSync(path, one.text, { mode: 0o600 });
  const script = `timeout -s TERM 8 ${one.before ?? ""} ${program} -n -l -D -G ${one.options ?? ""} -f ${path}; ${after}`;
  const { output } = runInNamespace(script);
  return { output, status: Number(/^status=(\d+)$/m.exec(output)?.[1]) };
}

describe.skipIf(!isRoot)("bad input", () => {
  beforeAll(() => mkdirSync(folder, { recursive: true }));

  for (const one of cases.filter(({ name }) => name !== "no ip_vs in the kernel" || !kernelHasIpvs())) {
    test.skipIf(!hasKeepalived)(`${one.name}: keepalived's exit status, our message, nothing touched`, () => {
      const theirs = run("keepalived", one);
      const ours = run(vigil, one);
      expect(theirs.status, theirs.output).not.toBe(124);
      expect(ours.status, ours.output).toBe(theirs.status);
      expect(ours.output).toMatch(one.says);
      expect(ours.output).not.toContain("172.16.1.100/");
      expect(ours.output).not.toContain(".pid\n");
      expect(ours.output).not.toMatch(/^\s+at .*\(/m);
    });
  }

  test.skipIf(!hasKeepalived)(
    "a second daemon on the same pid file ends as keepalived does and names the first",
    () => {
      const path = join(folder, "second.conf");
      writeFileSync(path, vrrpOnly, { mode: 0o600 });
      const twice = (program: string) => {
        const first = `${program} -n -G -f ${path} & `;
        const wait = "for i in $(seq 100); do [ -s /run/keepalived.pid ] && break; sleep 0.1; done; ";
        const second = `timeout 8 ${program} -n -l -G -f ${path}; echo status=$?; kill $(cat /run/keepalived.pid); wait`;
        return runInNamespace(first + wait + second).output;
      };
      const theirs = /status=(\d+)/.exec(twice("keepalived"))?.[1];
      const ours = twice(vigil);
      expect(/status=(\d+)/.exec(ours)?.[1], ours).toBe(theirs);
      expect(ours).toMatch(/already running: process \d+/);
    },
  );

  test("without CAP_NET_ADMIN it ends with 4 and says which capability", () => {
    const drop = "setpriv --bounding-set=-net_admin,-net_raw --inh-caps=-net_admin,-net_raw";
    const ours = run(vigil, { name: "", text: vrrpOnly, before: drop, says: /./ });
    expect(ours.status, ours.output).toBe(4);
    expect(ours.output).toMatch(/CAP_NET_ADMIN/);
  });
});

function kernelHasIpvs(): boolean {
  return spawnSync("sh", ["-c", "[ -e /proc/net/ip_vs ] || modprobe -n ip_vs 2>/dev/null"]).status === 0;
}
