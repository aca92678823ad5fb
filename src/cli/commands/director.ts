/** `vigil director`: addresses, forwarding and IPVS table of a keepalived.conf at once, without daemon and health checks. */
import { Command, Option } from "commander";
import { tableChangeText } from "../../director/table.ts";
import { changeJson, changeLines, printJson, printLines, say } from "../change-output.ts";
import { parseOrSay } from "../parse-or-say.ts";
import {
  type DirectorChange,
  type DirectorRequest,
  planDirector,
  startDirector,
  stopDirector,
} from "./director-run.ts";

interface FileOptions {
  readonly file: string;
  readonly dev?: string;
  readonly json?: true;
}

const name = "vigil director";

const help = `
"start" does at once what the usual lvs_dr.sh does with ifconfig and ipvsadm, from a keepalived.conf: the virtual
addresses of its VRRP instances come on their interfaces, ip_forward goes on for services by NAT, and every
service gets every server of the file, whether it lives or not: nothing is checked, and no second director
takes over. Services of the table that the file does not name stay. "stop" restores what was there before.
For a pair of directors and for checks run the daemon: vigil keepalived -f keepalived.conf. While it runs
here, "start" refuses.

Examples:
  vigil director plan -f keepalived.conf                what start would change
  vigil director start -f keepalived.conf
  vigil director start -f services.conf --dev eth1      a file without vrrp_instance: the addresses go on eth1
  vigil director stop                                   everything as it was before

Exit status: 0 done; 1 not done, and nothing changed; 2 the command line cannot be understood.`;

/** Runs `vigil director WORDS`; ends the process with the status that the help names. */
export function directorCommand(words: readonly string[]): void {
  const command = new Command(name)
    .description("Makes this host an LVS director from a keepalived.conf, without daemon and health checks.")
    .showHelpAfterError("(vigil director --help shows how it is used)")
    .addHelpText("after", help)
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
  fileCommand(command, "start", "put addresses and table into the kernel").action((options: FileOptions) =>
    report(startDirector(request(options)), options),
  );
  command
    .command("stop")
    .description("restore what was there before")
    .option("--json", "as JSON")
    .action((options: Pick<FileOptions, "json">) => report(stopDirector(), options));
  fileCommand(command, "plan", "say what start would change, and change nothing").action(
    (options: FileOptions) => report(planDirector(request(options)), options),
  );
  parseOrSay(command, words);
}

function fileCommand(command: Command, subcommand: string, description: string): Command {
  return command
    .command(subcommand)
    .description(description)
    .addOption(new Option("-f, --file <file>", "the keepalived.conf").makeOptionMandatory())
    .option("--dev <interface>", "carries the services' addresses that no vrrp_instance of the file names")
    .option("--json", "as JSON");
}

function request({ file, dev }: FileOptions): DirectorRequest {
  return { file, device: dev };
}

function report({ changes, commands, notes }: DirectorChange, { json }: Pick<FileOptions, "json">): void {
  if (json) {
    printJson({ changes: changes.map(changeJson), table: commands.map(tableChangeText), notes });
    return;
  }
  const lines = [...changeLines(changes), ...commands.map(tableChangeText)];
  printLines(lines.length === 0 ? ["nothing to change"] : lines);
  say(name, notes);
}
