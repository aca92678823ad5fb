/** Every fact of the configuration language, told by what `-t` answers and by the model. */
import { hostname } from "node:os";
import { expect, test } from "vitest";
import { configTest } from "../../src/cli/commands/config-test.ts";
import { allIncludeChecks } from "../../src/config/include-check.ts";
import { loadConfig } from "../../src/config/load.ts";
import { configFiles } from "../../src/linux/config-files.ts";
import { readConfiguration } from "../../src/reader/read-configuration.ts";
import { lineNumbers, withCase } from "../oracle/oracle.ts";
import { testContext } from "../support/config-context.ts";
import { languageCases } from "./cases/all.ts";
import type { LanguageCase } from "./cases/language-case.ts";

/** The host that the comparison with keepalived makes, as far as the cases ask for it. */
const host = {
  hostName: "host.example",
  interfaces: ["lo", "eth0", "eth1", "eth2"].map((name) => ({ name, loopback: name === "lo" })),
  accounts: { hasUser: (name: string) => name === "root", hasGroup: (name: string) => name === "root" },
  programState: (name: string) => (name.startsWith("/no/") ? ("missing" as const) : ("secure" as const)),
};

const shortName = hostname().split(".")[0] ?? "";

function contextOf({ configId = shortName, environment = {}, allIncludeChecks: all }: LanguageCase) {
  const checks = all === true ? { includeChecks: allIncludeChecks } : {};
  return testContext({ files: configFiles, configId, environment, host, ...checks });
}

/** What the file means; what cannot be read means what an empty one does. */
function configOf(file: string, one: LanguageCase) {
  const reading = configFiles.read(file);
  return loadConfig(file, reading.kind === "text" ? reading.text : "", contextOf(one)).config;
}

for (const one of languageCases) {
  test(one.name, () => {
    withCase(one, (file) => {
      const { exitCode, lines } = configTest({ file, context: contextOf(one) });
      const text = lines.join("\n");
      expect({ exit: exitCode, lines: lineNumbers(text) }, text).toEqual({
        exit: one.exit,
        lines: one.messages,
      });
      for (const part of one.says ?? []) expect(text).toContain(part);
      if (one.model !== undefined) expect(one.model(configOf(file, one))).toEqual(one.is);
      if (one.daemon === undefined) return;
      expect(readConfiguration(file, { ...contextOf(one), mode: "daemon" }).exitCode).toBe(one.daemon);
    });
  });
}

test("names begin with their section and are told apart", () => {
  const names = languageCases.map(({ name }) => name);
  expect(names.filter((name) => !/^([1-9]|1[0-3]) \S/.test(name))).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
});
