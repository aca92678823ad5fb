/** `vigil explain`: what a keyword of keepalived.conf means, from the table that the reader itself uses. */
import { Command } from "commander";
import { explain } from "../../config/explain.ts";
import { referencePage } from "../../config/explain-markdown.ts";
import { explanationText } from "../../config/explain-text.ts";
import { findExplanations, type Search } from "../../config/find-keyword.ts";
import { rootKeywords } from "../../config/keywords/root.ts";
import { tableEntries } from "../../config/table-entries.ts";

interface ExplainOptions {
  readonly json?: true;
  readonly markdown?: true;
}

const examples = `
BLOCK is the block that the keyword stands in, or the way to it, outermost first, in words or with slashes; a
slash alone is the top level. Without a block every place of the keyword is explained.

Examples:
  vigil explain priority                       what it means, its range and default, what a wrong value does
  vigil explain weight real_server             in one block only
  vigil explain connect_port virtual_server/real_server/TCP_CHECK
  vigil explain track_file /                   the block at the top level, not the keyword in an instance
  vigil explain vrrp_instance                  a block: what it is for and all that may stand in it
  vigil explain --json priority                as data; without a keyword, everything
  vigil explain --markdown > keywords.md       the whole reference as one page

Exit status: 0 explained, 1 there is no such keyword (or not there), 2 the command line cannot be understood.`;

function makeCommand(): Command {
  return new Command("vigil explain")
    .usage("[options] KEYWORD [BLOCK...]")
    .description(
      "Says what a keyword of keepalived.conf means: form, range, default, mistakes, version, example.",
    )
    .argument("[keyword]", "a keyword or block, such as priority")
    .argument("[block...]", "where it stands, such as vrrp_instance")
    .option("--json", "as JSON")
    .option("--markdown", "the whole reference as a Markdown page")
    .showHelpAfterError("(vigil explain --help shows how it is used)")
    .addHelpText("after", examples);
}

/** Explains on standard output and sets the exit status. */
export function explainCommand(words: readonly string[]): void {
  const command = makeCommand();
  command.exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
  command.parse([...words], { from: "user" });
  const [keyword, ...block] = command.args;
  const { json, markdown } = command.opts<ExplainOptions>();
  if (markdown && (json || keyword !== undefined)) {
    command.error("error: --markdown writes the whole reference: leave out the keyword and --json");
  }
  if (!markdown && !json && keyword === undefined) command.error("error: which keyword? Write one");
  const all = tableEntries(rootKeywords).map(explain);
  if (keyword === undefined) {
    print(markdown ? referencePage(all) : [JSON.stringify(all, undefined, 2)]);
    return;
  }
  report(findExplanations({ keyword, block }, all, rootKeywords), json === true);
}

function report(search: Search, json: boolean): void {
  if (search.kind === "found") {
    print(json ? [JSON.stringify(search.explanations, undefined, 2)] : explanationText(search.explanations));
    return;
  }
  process.stderr.write(`vigil explain: ${search.message}\n`);
  process.exitCode = 1;
}

function print(lines: readonly string[]): void {
  process.stdout.write(`${lines.join("\n")}\n`);
}
