/** `.vigilrc.json`: what it may say, and that every mistake in it is pointed at. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readJson } from "../../../src/lint/control/json-text.ts";
import { readSettings } from "../../../src/lint/control/settings.ts";

const words = { rules: ["vrrp/one", "vrrp/two"], formats: ["text", "json"] };
const read = (text: string) => readSettings("rc", text, words);

test("all settings", () => {
  const text = `{
  "$schema": "x",
  "rules": {"vrrp/one": "off", "vrrp/two": "info"},
  "keepalivedVersion": "2.2.7",
  "failLevel": "none",
  "format": "json"
}`;
  expect(read(text)).toEqual({
    kind: "settings",
    settings: {
      levels: new Map([
        ["vrrp/one", "off"],
        ["vrrp/two", "info"],
      ]),
      keepalivedVersion: [2, 2, 7],
      failLevel: "none",
      format: "json",
    },
  });
  expect(read("{}")).toEqual({ kind: "settings", settings: { levels: new Map() } });
});

describe("mistakes", () => {
  test.each([
    ["", "rc:1:1: the text ends too early"],
    ["[]", "rc:1:1: settings are an object in braces"],
    ['{\n  "rule": {}\n}', 'rc:2:3: unknown setting "rule": did you mean "rules"?'],
    ['{"rules": {"vrrp/ona": "off"}}', 'rc:1:12: there is no rule "vrrp/ona": did you mean "vrrp/one"?'],
    ['{"rules": {"vrrp/one": "warn"}}', 'rc:1:24: "vrrp/one" is one of error, warning, info, off'],
    ['{"rules": []}', 'rc:1:11: "rules" is an object in braces'],
    ['{"failLevel": 1}', 'rc:1:15: "failLevel" is one of error, warning, info, none'],
    ['{"keepalivedVersion": 2.2}', 'rc:1:23: "keepalivedVersion" is a version such as "2.2.7"'],
    ['{"format": "xml"}', 'rc:1:12: "format" is one of text, json'],
    ['{"format": "text", "format": "json"}', 'rc:1:20: "format" stands here a second time'],
    ['{\n"format": "text",\n}', "rc:3:1: a name in double quotes is expected"],
    ['{"format" "text"}', 'rc:1:11: a colon is expected behind "format"'],
    ['{"format": "te', "rc:1:12: the string has no closing quote on its line"],
    ['{"format": "\\x"}', "rc:1:12: the string has an escape or a control character that JSON does not know"],
    ['{"format": tru}', "rc:1:12: 'tru' is no JSON value"],
    ['{"format": "text"} x', "rc:1:20: nothing may follow the closing brace"],
    ['{"format": "text"', "rc:1:18: a comma or '}' is expected"],
    ["// words\n{}", "rc:1:1: a value is expected"],
    ["[".repeat(100_000), "rc:1:22: it is nested too deeply"],
  ])("%s", (text, message) => {
    expect(read(text)).toEqual({ kind: "mistake", message });
  });
});

describe("JSON", () => {
  const plainValue = (node: ReturnType<typeof readJson>): unknown => {
    switch (node.kind) {
      case "object":
        return Object.fromEntries(node.members.map(({ name, value }) => [name, plainValue(value)]));
      case "array":
        return node.items.map(plainValue);
      default:
        return node.value;
    }
  };

  test("is read as JSON.parse reads it", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.boolean(), (value, spread) => {
        const text = JSON.stringify(value, undefined, spread ? 2 : 0);
        expect(plainValue(readJson(text))).toEqual(JSON.parse(text));
      }),
    );
  });

  test("what JSON.parse refuses is refused, with a place in the text", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[{}[\]",:a1 \n\\.-]{0,12}$/), (text) => {
        let valid = true;
        try {
          JSON.parse(text);
        } catch {
          valid = false;
        }
        if (!valid) expect(() => readJson(text)).toThrow(expect.objectContaining({ name: "JsonMistake" }));
        else expect(plainValue(readJson(text))).toEqual(JSON.parse(text));
      }),
    );
  });
});
