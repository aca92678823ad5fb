/** --reconcile and --reconcile-policy: what they take, what they refuse, and that keepalived's abbreviations keep their meaning. */
import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { readKeepalivedCommandLine } from "../../src/cli/commands/keepalived-options.ts";
import { readReconcileOptions } from "../../src/cli/commands/reconcile-options.ts";
import { dist } from "../system/harness.ts";

test.each<[string | undefined, unknown]>([
  [undefined, { kind: "every", seconds: 60 }],
  ["off", { kind: "off" }],
  ["30", { kind: "every", seconds: 30 }],
  ["45s", { kind: "every", seconds: 45 }],
  ["5m", { kind: "every", seconds: 300 }],
  ["24h", { kind: "every", seconds: 86_400 }],
  ["*/5 * * * *", { kind: "cron", expression: "*/5 * * * *" }],
  ["@hourly", { kind: "cron", expression: "@hourly" }],
])("--reconcile %s", (text, schedule) => {
  expect(readReconcileOptions(text, undefined)).toEqual({
    schedule,
    policy: { scope: "restore", limits: [] },
  });
});

test.each(["", "0", "0s", "25h", "-1s", "1.5m", "5d", "never", "999999999"])(
  "--reconcile %s is refused",
  (text) => {
    expect(readReconcileOptions(text, undefined)).toEqual({
      errors: [expect.stringMatching(/^--reconcile: '/)],
    });
  },
);

test.each<[string, unknown]>([
  ["repair", { scope: "repair", limits: [] }],
  ["never-empty", { scope: "restore", limits: ["never-empty"] }],
  ["report, never-empty,keep-servers", { scope: "report", limits: ["keep-servers", "never-empty"] }],
])("--reconcile-policy %s", (text, policy) => {
  expect(readReconcileOptions("off", text)).toMatchObject({ policy });
});

test("two scopes, or a word that is none, are refused; both options' mistakes come at once", () => {
  expect(readReconcileOptions("off", "repair,report")).toMatchObject({
    errors: ["--reconcile-policy: repair and report exclude each other: choose one"],
  });
  expect(readReconcileOptions("x", "y")).toMatchObject({
    errors: [expect.stringContaining("'x'"), expect.stringContaining("'y' is none of repair")],
  });
});

test("an abbreviation of keepalived's never means one of ours", () => {
  const invocation = readKeepalivedCommandLine(["--re", "--reconcile=5s"], "keepalived");
  expect(invocation).toMatchObject({
    kind: "run",
    withoutEffect: ["--release-vips"],
    options: { reconcile: { schedule: { kind: "every", seconds: 5 } } },
  });
  expect(readKeepalivedCommandLine(["--reconc=5s"], "keepalived")).toEqual({
    kind: "usage-error",
    messages: ["Unknown option --reconc"],
  });
});

test("what is no cron expression is told before anything starts; the signal has its number", () => {
  const vigil = (...words: string[]) =>
    spawnSync(process.execPath, [`${dist}/main.js`, "keepalived", ...words], { encoding: "utf8" });
  const { status, stderr } = vigil("-n", "--reconcile=* * 77 * *");
  expect(status).toBe(1);
  expect(stderr).toMatch(/'\* \* 77 \* \*' is no cron expression \(.*77.*\): write five fields/);
  expect(vigil("--signum=RECONCILE").stdout).toBe("44\n");
});
