/** `vigil fmt`: files written in the one way, as keepalived reads them before and after. */
import { Command, InvalidArgumentError } from "commander";
import { formatConfig } from "../../config/format-config.ts";
import { configFiles } from "../../linux/config-files.ts";
import { replaceFile } from "../../linux/replace-file.ts";
import { unifiedDiff } from "../../values/unified-diff.ts";
import { say } from "../change-output.ts";

interface FmtOptions {
  readonly check?: true;
  readonly diff?: true;
  readonly indent: number;
}

const examples = `
Examples:
  vigil fmt keepalived.conf            rewrite it: indentation, blanks, braces, empty lines
  vigil fmt --check *.conf             for CI: say which files would change
  vigil fmt --diff keepalived.conf     show what would change, and change nothing

Included files are formatted only when they are named. Comments, quoted texts, definitions and lines that end in a backslash stay.

Exit status: 0 done, 1 with --check and a file that would change, 2 the command line or a file cannot be used.`;

/** Sets the exit status. */
export function fmtCommand(words: readonly string[]): void {
  const command = new Command("vigil fmt")
    .usage("[options] FILE...")
    .description("Formats keepalived.conf files without changing what keepalived reads.")
    .argument("<file...>", "files")
    .option("--check", "change nothing; exit status 1 when a file would change")
    .option("--diff", "show what would change, and change nothing")
    .option("--indent <blanks>", "blanks for each block around a line", readIndent, 4)
    .showHelpAfterError("(vigil fmt --help shows how it is used)")
    .addHelpText("after", examples)
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
  command.parse([...words], { from: "user" });
  const statuses = command.args.map((file) => formatFile(file, command.opts<FmtOptions>()));
  process.exitCode = Math.max(0, ...statuses);
}

function readIndent(written: string): number {
  if (!/^[0-8]$/.test(written)) throw new InvalidArgumentError("Write 0 to 8.");
  return Number(written);
}

/** @returns the exit status that the file leads to */
function formatFile(file: string, { check, diff, indent }: FmtOptions): 0 | 1 | 2 {
  const reading = configFiles.read(file);
  if (reading.kind === "unusable") return refuse(file, reading.message);
  const formatting = formatConfig(file, reading.text, indent, loadContext());
  if (formatting.kind === "left") return refuse(file, `it stays as it is: ${formatting.why}`);
  const { text } = formatting;
  if (text === reading.text) return 0;
  if (diff) process.stdout.write(unifiedDiff(file, reading.text, text), "latin1");
  if (check) {
    if (!diff) process.stdout.write(`${file}\n`);
    return 1;
  }
  if (diff) return 0;
  const problem = replaceFile(file, reading.text, text);
  return problem === undefined ? 0 : refuse(file, `it stays as it is: ${problem}`);
}

function refuse(file: string, message: string): 2 {
  say("vigil fmt", [`${file}: ${message}`]);
  return 2;
}

/** Nothing of this host but the files. */
function loadContext() {
  const random = (min: number) => min;
  return {
    files: configFiles,
    host: { hostName: "" },
    configId: "",
    environment: {},
    random,
    mode: "test",
  } as const;
}
