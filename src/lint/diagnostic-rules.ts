/** The documentation of what reading a configuration says, by its code. */
import type { DiagnosticCode } from "../config/diagnostic.ts";
import { braceRules } from "./diagnostic-rules/braces.ts";
import { definitionRules } from "./diagnostic-rules/definitions.ts";
import type { DiagnosticRule } from "./diagnostic-rules/diagnostic-rule.ts";
import { instanceRules } from "./diagnostic-rules/instances.ts";
import { keywordRules } from "./diagnostic-rules/keywords.ts";
import { scriptRules } from "./diagnostic-rules/scripts.ts";
import { serviceRules } from "./diagnostic-rules/services.ts";
import { textRules } from "./diagnostic-rules/text.ts";
import { valueRules } from "./diagnostic-rules/values.ts";

export type { DiagnosticRule };

export const diagnosticRules: Readonly<Record<DiagnosticCode, DiagnosticRule>> = {
  ...textRules,
  ...braceRules,
  ...definitionRules,
  ...keywordRules,
  ...valueRules,
  ...instanceRules,
  ...serviceRules,
  ...scriptRules,
};
