/** What each process loads: no long-lived one may bring the parser, and VRRP nothing that could stall it. Reads what the build wrote down. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";

const file = resolve(import.meta.dirname, "../../dist/modules.json");
const modules = JSON.parse(readFileSync(file, "utf8")) as Record<
  "main" | "parent" | "vrrp" | "checker" | "reader",
  string[]
>;

const parser = /^grammar\/|^src\/config\/(?!model\.ts|service-name\.ts)/;
const checking = /^src\/(health|ipvs)\//;
const protocol = /^src\/(vrrp|wire)\//;
const tools = /^src\/(lab|drill|simulation|lint)\//;

function found(role: keyof typeof modules, pattern: RegExp): string[] {
  return modules[role].filter((module) => pattern.test(module));
}

describe("bundles", () => {
  test("the reader has the parser, so that the patterns below can find one", () => {
    expect(found("reader", parser).length).toBeGreaterThan(5);
    expect(found("checker", checking).length).toBeGreaterThan(3);
    expect(found("vrrp", protocol).length).toBeGreaterThan(3);
  });

  test("no long-lived process has the parser", () => {
    for (const role of ["parent", "vrrp", "checker"] as const) expect(found(role, parser), role).toEqual([]);
  });

  test("VRRP has no checker and of IPVS only the synchronisation daemons, and the checker no VRRP", () => {
    expect(found("vrrp", checking)).toEqual([
      "src/ipvs/attributes.ts",
      "src/ipvs/sync-daemon.ts",
      "src/ipvs/sync-plan.ts",
    ]);
    expect(found("checker", protocol)).toEqual([]);
    expect(found("parent", checking)).toEqual([]);
  });

  test("no process of the daemon has the lab, and starting the command loads next to nothing", () => {
    for (const role of ["parent", "vrrp", "checker", "reader"] as const)
      expect(found(role, tools), role).toEqual([]);
    expect(modules.main.filter((module) => module.startsWith("src/"))).toEqual(["src/cli/main.ts"]);
  });

  test("VRRP's code uses no HTTP, TLS or name look-up of Node", () => {
    const code = found("vrrp", /^src\//).map((name) =>
      readFileSync(resolve(import.meta.dirname, "../..", name), "utf8"),
    );
    expect(code.filter((text) => /["']node:(https?|tls|dns)/.test(text))).toEqual([]);
  });
});
