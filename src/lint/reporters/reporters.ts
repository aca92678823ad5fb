/** All forms of the linter's output, by their names on the command line. */
import { checkstyleReporter } from "./checkstyle.ts";
import { githubReporter } from "./github.ts";
import { gitlabReporter } from "./gitlab.ts";
import { gnuReporter } from "./gnu.ts";
import { jsonReporter } from "./json.ts";
import { junitReporter } from "./junit.ts";
import type { Reporter } from "./reporter.ts";
import { sarifReporter } from "./sarif.ts";
import { textReporter } from "./text.ts";

export const FORMATS = ["text", "json", "sarif", "github", "gitlab", "junit", "checkstyle", "gnu"] as const;

export type Format = (typeof FORMATS)[number];

export const reporters = {
  text: textReporter,
  json: jsonReporter,
  sarif: sarifReporter,
  github: githubReporter,
  gitlab: gitlabReporter,
  junit: junitReporter,
  checkstyle: checkstyleReporter,
  gnu: gnuReporter,
} satisfies Record<Format, Reporter>;
