/** All rules that look at one configuration, by family. */
import type { Rule } from "./rule.ts";
import { virtualRouterIdSample } from "./rules/virtual-router-id-sample.ts";
import { textRules } from "./text-rules.ts";

export const rules: readonly Rule[] = [virtualRouterIdSample, ...textRules];
