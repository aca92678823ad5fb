/** The command line of `vigil lint`, and what it asks for. */
import { Command, InvalidArgumentError, Option } from "commander";
import { FAIL_LEVELS, type FailLevel } from "../../lint/control/settings.ts";
import { parseVersion, type TargetVersion } from "../../lint/control/target-version.ts";
import { LEVELS, type Level } from "../../lint/finding.ts";
import { FORMATS, type Format } from "../../lint/reporters/reporters.ts";
import { type NodeFile, nodesMistake, nodesOfFiles, parseNode } from "./lint-nodes.ts";

export interface LintRequest {
  readonly kind: "lint";
  /** Main files; `-` is standard input. */
  readonly files: readonly string[];
  readonly stdinName?: string;
  readonly configId?: string;
  /** The same files as nodes that run together. */
  readonly nodes?: readonly NodeFile[];
  /** This host is looked at, too. */
  readonly host?: true;
  readonly format?: Format;
  readonly failLevel?: FailLevel;
  readonly severity: Level;
  readonly keepalivedVersion?: TargetVersion;
  /** The settings file, where it is not looked for. */
  readonly config?: string;
  readonly baseline?: string;
  /** What has exactly one right rewrite is rewritten, on disk or as a diff. */
  readonly fix?: true;
  readonly diff?: true;
  /** What is found becomes the baseline. */
  readonly writeBaseline: boolean;
}

export type LintInvocation =
  | LintRequest
  | { readonly kind: "rules"; readonly json: boolean }
  | { readonly kind: "explain"; readonly rule: string }
  | { readonly kind: "schema" };

interface Words extends Partial<Omit<LintRequest, "kind" | "files" | "nodes">> {
  readonly pair?: true;
  readonly node?: readonly NodeFile[];
  readonly rules?: true;
  readonly json?: true;
  readonly explain?: string;
  readonly schema?: true;
}

const examples = `
Comments in a file silence a rule, with a reason:
  # vigil-disable-line RULE[,RULE] -- reason       this line; vigil-disable-next-line: the next one
  # vigil-disable RULE -- reason                   from here to '# vigil-enable RULE' or the file's end
  # vigil-disable-file RULE -- reason              the whole file

.vigilrc.json, in the file's folder or one above it:
  {"rules": {"vrrp/sample-router-id": "off"}, "keepalivedVersion": "2.2.7", "failLevel": "error", "format": "text"}

Examples:
  vigil lint keepalived.conf                        all that is wrong with a file and what it includes
  vigil lint --format sarif *.conf > lint.sarif     for code hosts
  vigil lint --keepalived-version 2.2.7 lvs01.conf  what an older keepalived does not know is found, too
  vigil lint --baseline known.json --write-baseline keepalived.conf
                                                    from now on only new findings count
  vigil lint --pair lvs01.conf lvs02.conf           both directors' files together; each @lvs01 line counts on its node
  vigil lint --node lvs01=a.conf --node lvs02=b.conf
                                                    the same where the files have other names, or are one file
  vigil lint --diff keepalived.conf                 what --fix would rewrite
  vigil lint --host keepalived.conf                 and whether this host is ready for it
  vigil lint --explain vrrp/sample-router-id        what a rule means

Exit status: 0 clean, 1 findings at or above --fail-level, 2 the command line or a file cannot be used.`;

function makeCommand(): Command {
  return new Command("vigil lint")
    .usage("[options] FILE...")
    .description(
      "Finds every mistake of keepalived.conf files. Needs no root, no Linux, and looks at no host unless told to.",
    )
    .argument("[file...]", "main files, - for standard input; what they include is read, too")
    .addOption(new Option("--format <name>", "the form of the output (default: text)").choices(FORMATS))
    .addOption(
      new Option(
        "--fail-level <level>",
        "findings from this level on make the exit status 1 (default: warning)",
      ).choices(FAIL_LEVELS),
    )
    .addOption(
      new Option("--severity <level>", "leave out what is less serious").choices(LEVELS).default("info"),
    )
    .option("--keepalived-version <version>", "the version that the files are for", version)
    .option("-i, --config-id <id>", "the node whose @id lines count")
    .option("--pair", "the files are those of nodes that run together: what must agree is compared")
    .option("--node <name=file>", "one node and its file; once for each", node)
    .option("--host", "look at this host, too: kernel parameters, modules, interfaces, users, script files")
    .option("--stdin-name <name>", "what standard input is called; includes start at its folder")
    .option("--config <file>", "the settings, instead of the .vigilrc.json that is found")
    .option("--fix", "rewrite what has exactly one right rewrite, then say what is left")
    .option("--diff", "show what --fix would do, change nothing, and say what would be left")
    .option("--baseline <file>", "findings that are known: they do not count and are not shown")
    .option("--write-baseline", "write what is found to the --baseline file")
    .option("--rules", "list all rules")
    .option("--json", "with --rules: as data")
    .option("--explain <rule>", "what a rule means, with examples")
    .option("--schema", "the JSON Schema of --format json")
    .showHelpAfterError("(vigil lint --help shows how it is used)")
    .addHelpText("after", examples)
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
}

function node(text: string, before: readonly NodeFile[] = []): readonly NodeFile[] {
  const parsed = parseNode(text);
  if (parsed === undefined) throw new InvalidArgumentError("Write NAME=FILE, such as lvs01=lvs01.conf.");
  return [...before, parsed];
}

function version(text: string): TargetVersion {
  const parsed = parseVersion(text);
  if (parsed === undefined) throw new InvalidArgumentError("Write a version such as 2.2.7.");
  return parsed;
}

/** Ends the process with status 2 where the words make no sense. */
export function readLintOptions(words: readonly string[]): LintInvocation {
  const command = makeCommand();
  command.parse([...words], { from: "user" });
  const files = command.args;
  const options = command.opts<Words>();
  const mistake = contradiction(options, files);
  if (mistake !== undefined) command.error(`error: ${mistake}`);
  const {
    rules,
    json,
    explain,
    schema,
    severity = "info",
    writeBaseline,
    pair,
    node: named,
    ...rest
  } = options;
  if (rules) return { kind: "rules", json: json === true };
  if (explain !== undefined) return { kind: "explain", rule: explain };
  if (schema) return { kind: "schema" };
  const nodes = nodesIn(options, files);
  return {
    kind: "lint",
    files: nodes?.map(({ file }) => file) ?? files,
    ...(nodes === undefined ? {} : { nodes }),
    severity,
    writeBaseline: writeBaseline === true,
    ...rest,
  };
}

/** Undefined where each file stands for itself. */
function nodesIn({ pair, node: named }: Words, files: readonly string[]): readonly NodeFile[] | undefined {
  return named ?? (pair ? nodesOfFiles(files) : undefined);
}

/** What cannot hold together; undefined where all is well. */
function contradiction(options: Words, files: readonly string[]): string | undefined {
  const {
    rules,
    json,
    explain,
    schema,
    severity = "info",
    failLevel,
    stdinName,
    baseline,
    writeBaseline,
  } = options;
  const pages = [
    ...(rules ? ["--rules"] : []),
    ...(explain === undefined ? [] : ["--explain"]),
    ...(schema ? ["--schema"] : []),
  ];
  if (pages.length > 1) return `${pages.join(" and ")} ask for different things: write one of them`;
  if (pages.length === 1 && files.length > 0) return `${pages[0]} reads no file: leave out '${files[0]}'`;
  if (json && !rules) return "--json belongs to --rules; findings as data are --format json";
  if (pages.length === 1) return undefined;
  const nodes = nodesIn(options, files);
  if (nodes !== undefined) {
    if (options.node !== undefined && files.length > 0)
      return `'${files[0]}' belongs to no node: write --node NAME=${files[0]}`;
    if (options.configId !== undefined)
      return "--config-id is for one node; the names of the nodes stand for it here";
    const wrong = nodesMistake(nodes);
    if (wrong !== undefined) return wrong;
  } else if (files.length === 0) return "which file? Write one, or - for standard input";
  if (stdinName !== undefined && !files.includes("-"))
    return "--stdin-name is for standard input: write - as a file";
  if (writeBaseline && baseline === undefined) return "--write-baseline needs --baseline FILE to write to";
  const fixing = options.fix ? "--fix" : options.diff ? "--diff" : undefined;
  if (fixing !== undefined && writeBaseline) return `${fixing} and --write-baseline contradict each other`;
  if (fixing !== undefined && files.includes("-"))
    return `${fixing} is for files: standard input cannot be rewritten`;
  if (options.diff && options.format !== undefined && options.format !== "text")
    return "--diff prints a diff, which no other format than text has room for";
  if (writeBaseline && failLevel !== undefined)
    return "--write-baseline makes every finding known: --fail-level means nothing beside it";
  if (failLevel === undefined || failLevel === "none") return undefined;
  if (LEVELS.indexOf(failLevel) <= LEVELS.indexOf(severity)) return undefined;
  return `--severity ${severity} leaves out what --fail-level ${failLevel} is to count`;
}
