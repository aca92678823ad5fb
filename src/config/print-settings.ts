/** The settings of any block as readable lines, by its table: what was written, and the defaults that are values. */
import { assertNever } from "../values/assert-never.ts";
import type { BlockConfig, SettingsOf } from "./block-config.ts";
import type { BlockKeyword, Keyword, Keywords } from "./keyword.ts";

/** One line a keyword, inner blocks indented; what is not set is left out. */
export function printSettings<K extends Keywords>(keywords: K, settings: SettingsOf<K>): string[] {
  return Object.entries(keywords).flatMap(([name, keyword]) => {
    const value = (settings as Readonly<Record<string, unknown>>)[name];
    return value === undefined || value === false ? [] : printValue(keyword, value);
  });
}

function printValue(keyword: Keyword, value: unknown): string[] {
  switch (keyword.kind) {
    case "alias":
      return [];
    case "flag":
      return [keyword.name];
    case "value":
      return [`${keyword.name} ${keyword.form.print(value)}`.trimEnd()];
    case "list": {
      const entries = (value as readonly unknown[]).map((entry) => `  ${keyword.entry.print(entry)}`);
      return entries.length === 0 ? [] : [keyword.name, ...entries];
    }
    case "block":
      return (value as readonly BlockConfig<unknown, Keywords>[]).flatMap((block) =>
        printBlock(keyword, block),
      );
    default:
      return assertNever(keyword);
  }
}

function printBlock(keyword: BlockKeyword<unknown>, block: BlockConfig<unknown, Keywords>): string[] {
  const head = keyword.head === undefined ? "" : ` ${keyword.head.print(block.head)}`;
  const inside = printSettings(keyword.keywords, block.settings).map((line) => `  ${line}`);
  return [`${keyword.name}${head}`, ...inside];
}
