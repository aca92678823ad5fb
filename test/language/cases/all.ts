/** All facts of the configuration language, section by section. */
import { cases as readingModel } from "./01-reading-model.ts";
import { cases as commentsAndQuotes } from "./02-comments-and-quotes.ts";
import { cases as blocksAndBraces } from "./03-blocks-and-braces.ts";
import { cases as unknownKeywords } from "./04-unknown-keywords.ts";
import { cases as numbers } from "./05-numbers.ts";
import { cases as includeChecks } from "./06-include-checks.ts";
import { cases as includes } from "./06-includes.ts";
import { cases as conditionalLines } from "./07-conditional-lines.ts";
import { cases as configId } from "./07-config-id.ts";
import { cases as builtInNames } from "./08-built-in-names.ts";
import { cases as definitions } from "./08-definitions.ts";
import { cases as multiLineDefinitions } from "./08-multi-line-definitions.ts";
import { cases as sequences } from "./09-sequences.ts";
import { cases as order } from "./10-order.ts";
import { cases as duplicates } from "./11-duplicates.ts";
import { cases as results } from "./12-results.ts";
import { cases as daemon } from "./13-daemon.ts";
import type { LanguageCase } from "./language-case.ts";

export const languageCases: readonly LanguageCase[] = [
  ...readingModel,
  ...commentsAndQuotes,
  ...blocksAndBraces,
  ...unknownKeywords,
  ...numbers,
  ...includes,
  ...includeChecks,
  ...conditionalLines,
  ...configId,
  ...definitions,
  ...multiLineDefinitions,
  ...builtInNames,
  ...sequences,
  ...order,
  ...duplicates,
  ...results,
  ...daemon,
];
