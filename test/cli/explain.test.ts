/** `vigil explain` as a user runs it: the built program, its output and exit status. */
import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

function vigil(...words: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["dist/main.js", "explain", ...words], {
    encoding: "utf8",
    maxBuffer: 1e8,
  });
  return { status, stdout, stderr };
}

test("a keyword, in every block and in one", () => {
  const everywhere = vigil("connect_timeout");
  expect(everywhere).toMatchObject({ status: 0, stderr: "" });
  expect(everywhere.stdout).toContain("connect_timeout, in virtual_server\n");
  const words = vigil("priority", "vrrp_instance");
  expect(words.stdout.split("\n").slice(0, 6)).toEqual([
    "priority, in vrrp_instance",
    "",
    "  The router with the highest priority becomes MASTER; 255 marks the owner of the addresses.",
    "",
    "  Form       priority <1..255>",
    "  Range      1 to 255",
  ]);
  expect(vigil("vrrp_instance/priority").stdout).toBe(words.stdout);
});

test("data for programs, and the whole reference", () => {
  const [priority] = JSON.parse(vigil("--json", "priority").stdout);
  expect(priority).toMatchObject({
    keyword: "priority",
    path: ["vrrp_instance"],
    range: { min: 1, max: 255 },
  });
  expect(JSON.parse(vigil("--json").stdout).length).toBeGreaterThan(29);
  const { status, stdout } = vigil("--markdown");
  expect(status).toBe(0);
  expect(stdout).toMatch(/^# Keywords of keepalived\.conf\n/);
  expect(stdout).toContain("\n### virtual_server / real_server\n");
});

test("exit status 1 for a keyword that is none, or none there", () => {
  expect(vigil("priorty")).toEqual({
    status: 1,
    stdout: "",
    stderr: expect.stringMatching(
      /^vigil explain: keepalived knows no keyword 'priorty'; near it are priority/,
    ),
  });
  expect(vigil("priority", "virtual_server")).toMatchObject({
    status: 1,
    stderr: "vigil explain: there is no 'priority' in virtual_server; it stands in vrrp_instance\n",
  });
});

test("exit status 2 for a command line that makes no sense; the help teaches by example", () => {
  for (const words of [[], ["--nonsense"], ["--markdown", "priority"], ["--markdown", "--json"]]) {
    expect(vigil(...words), words.join(" ")).toMatchObject({
      status: 2,
      stdout: "",
      stderr: expect.stringContaining("vigil explain --help"),
    });
  }
  const { status, stdout } = vigil("--help");
  expect(status).toBe(0);
  expect(stdout).toContain("vigil explain weight real_server");
});
