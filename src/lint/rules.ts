/** All rules that look at one configuration, by family. */
import { hostRules } from "./host-rules.ts";
import { mailRules } from "./mail-rules.ts";
import type { Rule } from "./rule.ts";
import { scriptRules } from "./script-rules.ts";
import { serviceRules } from "./service-rules.ts";
import { textRules } from "./text-rules.ts";
import { vrrpRules } from "./vrrp-rules.ts";

export const rules: readonly Rule[] = [
  ...vrrpRules,
  ...serviceRules,
  ...scriptRules,
  ...mailRules,
  ...textRules,
  ...hostRules,
];
