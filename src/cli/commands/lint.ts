/** `vigil lint`: every mistake of a file, or of a pair, for people and for CI. */
import { Command, Option } from "commander";
import { LEVELS, type Level } from "../../lint/finding.ts";
import { jsonReporter } from "../../lint/reporters/json.ts";
import type { Reporter } from "../../lint/reporters/reporter.ts";
import { textReporter } from "../../lint/reporters/text.ts";
import { rules } from "../../lint/rules.ts";
import { type LintOutcome, runLint } from "../../lint/run.ts";
import { readSubject, type Subject } from "../../lint/subject.ts";
import { configFiles } from "../../linux/config-files.ts";
import { say } from "../change-output.ts";
import { fixFiles } from "../lint-fix.ts";
import { version } from "../version.ts";

const reporters = { text: textReporter, json: jsonReporter } satisfies Record<string, Reporter>;

interface LintOptions {
  readonly format: keyof typeof reporters;
  readonly failLevel: Level;
  readonly fix?: true;
  readonly diff?: true;
}

const examples = `
Examples:
  vigil lint keepalived.conf                     all that is wrong with a file and what it includes
  vigil lint --format json keepalived.conf       as data

Exit status: 0 clean, 1 findings at or above --fail-level, 2 the command line or a file cannot be used.`;

/** Prints the findings on standard output and sets the exit status. */
export function lintCommand(words: readonly string[]): void {
  const command = new Command("vigil lint")
    .usage("[options] FILE...")
    .description(
      "Finds every mistake of keepalived.conf files. Needs no root, no Linux, and looks at no host.",
    )
    .argument("<file...>", "main files; what they include is read, too")
    .addOption(
      new Option("--format <name>", "the form of the output").choices(Object.keys(reporters)).default("text"),
    )
    .addOption(
      new Option("--fail-level <level>", "findings from this level on make the exit status 1")
        .choices([...LEVELS])
        .default("warning"),
    )
    .option("--fix", "rewrite what has exactly one right rewrite, then say what is left")
    .option("--diff", "show what --fix would do, and change nothing")
    .showHelpAfterError("(vigil lint --help shows how it is used)")
    .addHelpText("after", examples)
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
  command.parse([...words], { from: "user" });
  const { format, failLevel, fix, diff } = command.opts<LintOptions>();
  if (diff && format !== "text") {
    say("vigil lint", ["--diff prints a diff, which no other format has room for: leave --format out"]);
    process.exitCode = 2;
    return;
  }
  const subjects = command.args.map(read).filter((subject) => subject !== undefined);
  const first = runLint(subjects);
  const { findings, files } =
    fix === undefined && diff === undefined ? first : fixOrShow(subjects, first, diff === true);
  const ruleOf = (id: string) => rules.find((rule) => rule.id === id);
  const colours = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
  process.stdout.write(reporters[format]({ findings, files, ruleOf, version }, { colours }));
  if (process.exitCode !== undefined) return;
  const failing = LEVELS.slice(0, LEVELS.indexOf(failLevel) + 1);
  process.exitCode = findings.some(({ level }) => failing.includes(level)) ? 1 : 0;
}

/** What is found when all that can be is fixed. */
function fixOrShow(subjects: readonly Subject[], first: LintOutcome, show: boolean): LintOutcome {
  const linted = { subjects, ...first };
  return fixFiles(linted, show, (files) => {
    const again = subjects.map(({ file, host }) => {
      const reading = readSubject(file, { ...lintContext(), files }, host);
      if (reading.kind === "unusable") throw new Error(reading.message);
      return reading.subject;
    });
    return { subjects: again, ...runLint(again) };
  });
}

function read(file: string): Subject | undefined {
  const reading = readSubject(file, lintContext(), undefined);
  if (reading.kind === "read") return reading.subject;
  say("vigil lint", [reading.message]);
  process.exitCode = 2;
  return undefined;
}

/** Nothing of this host but the files: what is found must not depend on where the linter runs. */
function lintContext() {
  return {
    files: configFiles,
    host: { hostName: "" },
    configId: "",
    environment: {},
    random: (min: number) => min,
  };
}
