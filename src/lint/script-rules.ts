/** Rules about the commands that a configuration runs. */
import type { Rule } from "./rule.ts";
import { scriptIntervalUnset } from "./rules/script-interval-unset.ts";
import { scriptRelativePath } from "./rules/script-relative-path.ts";
import { scriptRunsAsRoot } from "./rules/script-runs-as-root.ts";
import { scriptSecurityUnset } from "./rules/script-security-unset.ts";
import { scriptShellSyntax } from "./rules/script-shell-syntax.ts";
import { scriptTimeoutBeyondInterval } from "./rules/script-timeout-beyond-interval.ts";
import { scriptUnsafePlace } from "./rules/script-unsafe-place.ts";
import { scriptUserUnset } from "./rules/script-user-unset.ts";

export const scriptRules: readonly Rule[] = [
  scriptIntervalUnset,
  scriptRelativePath,
  scriptRunsAsRoot,
  scriptSecurityUnset,
  scriptShellSyntax,
  scriptTimeoutBeyondInterval,
  scriptUnsafePlace,
  scriptUserUnset,
];
