/** `vigil lint`: every mistake of a file, or of a pair, for people and for CI. */
import { appendFileSync } from "node:fs";
import { nearestName } from "../../config/nearest-name.ts";
import { jsonSchema } from "../../lint/reporters/json-schema.ts";
import { ruleCatalogue, ruleOf } from "../../lint/rule-catalogue.ts";
import { ruleFacts, ruleList, rulePage } from "../../lint/rule-page.ts";
import { assertNever } from "../../values/assert-never.ts";
import { say } from "../change-output.ts";
import { CommandError } from "../command-error.ts";
import { lookAtHost } from "./lint-host.ts";
import { type LintInvocation, type LintRequest, readLintOptions } from "./lint-options.ts";
import { runLintRequest } from "./lint-run.ts";

const NAME = "vigil lint";

/** Prints the findings on standard output and sets the exit status. */
export async function lintCommand(words: readonly string[]): Promise<void> {
  // A reader such as head that has seen enough is no failure: the status stands by then.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") say(NAME, [`standard output cannot be written: ${error.message}`]);
    process.exit(error.code === "EPIPE" ? process.exitCode : 2);
  });
  const invocation = readLintOptions(words);
  try {
    process.exitCode = await perform(invocation);
  } catch (error) {
    process.exitCode = 2;
    if (error instanceof CommandError) say(NAME, error.message.split("\n"));
    else
      say(NAME, [`a defect of the linter itself: ${error instanceof Error ? error.message : String(error)}`]);
  }
}

/** The exit status. */
async function perform(invocation: LintInvocation): Promise<number> {
  switch (invocation.kind) {
    case "lint":
      return await lint(invocation);
    case "rules": {
      const rules = [...ruleCatalogue.values()];
      print(invocation.json ? json(rules.map(ruleFacts)) : ruleList(rules));
      return 0;
    }
    case "explain":
      print(pageOf(invocation.rule));
      return 0;
    case "schema":
      print(json(jsonSchema));
      return 0;
    default:
      return assertNever(invocation);
  }
}

async function lint(request: LintRequest): Promise<number> {
  const look = request.host ? await lookAtHost() : undefined;
  if (look?.kind === "unusable") throw new CommandError(look.message, 2);
  const colours = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
  const { exitCode, output, problems, diff, jobSummary } = runLintRequest(request, {
    colours,
    folder: process.cwd(),
    host: look?.host,
  });
  // Standard error first: who reads both sees why files are missing before what the others hold.
  say(NAME, problems);
  if (diff !== undefined) process.stdout.write(diff, "latin1");
  print(output);
  const page = process.env.GITHUB_STEP_SUMMARY;
  if (jobSummary !== undefined && page !== undefined && page !== "") appendSummary(page, jobSummary);
  return exitCode;
}

/** A page that cannot be written takes nothing from the findings. */
function appendSummary(page: string, jobSummary: string): void {
  try {
    appendFileSync(page, jobSummary);
  } catch (error) {
    say(NAME, [
      `the job summary cannot be written: ${error instanceof Error ? error.message : String(error)}`,
    ]);
  }
}

function pageOf(id: string): string {
  const rule = ruleOf(id);
  if (rule !== undefined) return rulePage(rule);
  const nearest = nearestName(id, ruleCatalogue.keys());
  const hint = nearest === undefined ? "vigil lint --rules lists them" : `did you mean '${nearest}'?`;
  throw new CommandError(`there is no rule '${id}': ${hint}`, 2);
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function print(text: string): void {
  if (text !== "") process.stdout.write(text);
}
