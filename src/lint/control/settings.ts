/** `.vigilrc.json`: what rules weigh, the version that is meant, and what is printed. */
import { nearestName } from "../../config/nearest-name.ts";
import { LEVELS, type Level, type RuleId } from "../finding.ts";
import type { Levels } from "../lint.ts";
import { type JsonMember, JsonMistake, type JsonNode, readJson } from "./json-text.ts";
import { parseVersion, type TargetVersion } from "./target-version.ts";

export type FailLevel = Level | "none";

export const FAIL_LEVELS: readonly FailLevel[] = [...LEVELS, "none"];

export interface Settings {
  readonly levels: Levels;
  readonly keepalivedVersion?: TargetVersion;
  readonly failLevel?: FailLevel;
  readonly format?: string;
}

export interface SettingsWords {
  /** The ids of all rules. */
  readonly rules: readonly string[];
  readonly formats: readonly string[];
}

export type SettingsReading =
  | { readonly kind: "settings"; readonly settings: Settings }
  /** `FILE:line:column: what is wrong`. */
  | { readonly kind: "mistake"; readonly message: string };

const KEYS = ["rules", "keepalivedVersion", "failLevel", "format", "$schema"];

/** @param file as messages name it */
export function readSettings(file: string, text: string, words: SettingsWords): SettingsReading {
  try {
    return { kind: "settings", settings: settingsOf(readJson(text), words) };
  } catch (error) {
    if (!(error instanceof JsonMistake)) throw error;
    const before = text.slice(0, error.at).split("\n");
    const column = (before.at(-1)?.length ?? 0) + 1;
    return { kind: "mistake", message: `${file}:${before.length}:${column}: ${error.message}` };
  }
}

function settingsOf(node: JsonNode, words: SettingsWords): Settings {
  const members = membersOf(node, "settings are an object in braces");
  let settings: Settings = { levels: new Map() };
  for (const { name, at, value } of members) {
    switch (name) {
      case "rules":
        settings = { ...settings, levels: levelsOf(value, words.rules) };
        break;
      case "keepalivedVersion":
        settings = { ...settings, keepalivedVersion: versionOf(value) };
        break;
      case "failLevel":
        settings = { ...settings, failLevel: oneOf(value, FAIL_LEVELS, "failLevel") };
        break;
      case "format":
        settings = { ...settings, format: oneOf(value, words.formats, "format") };
        break;
      case "$schema":
        break;
      default:
        throw new JsonMistake(at, `unknown setting "${name}"${didYouMean(name, KEYS)}`);
    }
  }
  return settings;
}

function levelsOf(node: JsonNode, rules: readonly string[]): Levels {
  const levels = new Map<RuleId, Level | "off">();
  for (const { name, at, value } of membersOf(node, '"rules" is an object in braces')) {
    if (!rules.includes(name))
      throw new JsonMistake(at, `there is no rule "${name}"${didYouMean(name, rules)}`);
    levels.set(name as RuleId, oneOf(value, [...LEVELS, "off"] as const, name));
  }
  return levels;
}

function membersOf(node: JsonNode, message: string): readonly JsonMember[] {
  if (node.kind !== "object") throw new JsonMistake(node.at, message);
  const seen = new Set<string>();
  for (const { name, at } of node.members) {
    if (seen.has(name)) throw new JsonMistake(at, `"${name}" stands here a second time`);
    seen.add(name);
  }
  return node.members;
}

function versionOf(node: JsonNode): TargetVersion {
  const version = node.kind === "string" ? parseVersion(node.value) : undefined;
  if (version === undefined)
    throw new JsonMistake(node.at, '"keepalivedVersion" is a version such as "2.2.7"');
  return version;
}

function oneOf<T extends string>(node: JsonNode, words: readonly T[], name: string): T {
  const found = node.kind === "string" ? words.find((word) => word === node.value) : undefined;
  if (found === undefined) throw new JsonMistake(node.at, `"${name}" is one of ${words.join(", ")}`);
  return found;
}

function didYouMean(written: string, names: readonly string[]): string {
  const nearest = nearestName(written, names);
  return nearest === undefined ? "" : `: did you mean "${nearest}"?`;
}
