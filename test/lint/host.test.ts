/** What the linter says of a host, and that it says nothing of one without being told to look. */
import { describe, expect, test } from "vitest";
import type { HostFacts } from "../../src/config/host-facts.ts";
import { rules } from "../../src/lint/rules.ts";
import { findingsOf } from "./lint-text.ts";
import { hostWith, instance, script } from "./rules/made-config.ts";

const facts: HostFacts = {
  hostName: "lvs01",
  interfaces: [{ name: "eth1", loopback: false }],
  accounts: { hasUser: () => false, hasGroup: () => false },
  programState: () => "secure",
};

const shown = (text: string, host = hostWith({ facts })) =>
  findingsOf(text, { host }).map(({ rule, host: ofHost }) => `${rule}${ofHost === true ? " (host)" : ""}`);

describe("with a host", () => {
  test("what only its facts make a mistake is marked, the rest is said once as without", () => {
    const ofReading = (ids: readonly string[]) => ids.filter((id) => id.startsWith("config/"));
    expect(ofReading(shown(`${instance()}nonsense\n`))).toEqual([
      "config/interface-missing (host)",
      "config/keyword-unknown",
    ]);
    const without = findingsOf(`${instance()}nonsense\n`).map(({ rule }) => rule);
    expect(ofReading(without)).toEqual(["config/keyword-unknown"]);
  });

  test("what a missing interface makes fatal hides nothing that rules find", () => {
    const text = instance("    smtp_alert\n");
    expect(shown(text)).toContain("mail/unsent");
  });

  test("unprotected scripts are found once, by the host's facts where there are any", () => {
    const text = script("/usr/local/bin/web", "interval 1", "user nobody");
    const withHost = shown(
      text + instance(),
      hostWith({ facts: { hostName: "", programState: () => "secure" } }),
    );
    expect(withHost.filter((one) => /protected|security/.test(one))).toEqual([
      "config/scripts-unprotected (host)",
    ]);
    const without = findingsOf(text + instance()).map(({ rule }) => rule);
    expect(without.filter((one) => /protected|security/.test(one))).toEqual(["script/security-unset"]);
  });
});

const hostRules = rules.filter(({ needs }) => needs === "host");

test("there are rules that look at the host", () => expect(hostRules.length).toBeGreaterThan(5));

describe.each(hostRules)("$id", ({ bad, good, explanation }) => {
  test("is explained", () => expect(explanation.length).toBeGreaterThan(80));
  test("finds nothing without a host", () => {
    const ofHost = [bad, good].flatMap((text) => findingsOf(text)).filter(({ host }) => host === true);
    expect(ofHost).toEqual([]);
  });
  test("has examples that are right but for the host", () => {
    const serious = [bad, good].flatMap((text) => findingsOf(text)).filter(({ level }) => level !== "info");
    expect(serious.map(({ rule, place }) => `${rule} ${place.line}`)).toEqual([]);
  });
});
