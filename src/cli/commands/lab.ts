/** `vigil lab`: the tutorial's network with directors of one's choice, and a script of one's own beside them. */
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Argument, Command, InvalidArgumentError, Option } from "commander";
import { type DirectorProgram, directorPrograms } from "../../lab/director/program.ts";
import { type ExampleName, exampleNames, examples } from "../../lab/example/examples.ts";
import { LabError } from "../../lab/lab-error.ts";
import { openMachine } from "../../lab/open-machine.ts";
import { runScenario } from "../../lab/run-scenario.ts";
import type { ScriptDirector, ScriptParameters } from "../../lab/scenarios/script.ts";
import { exitOnSignals } from "../exit-on-signals.ts";

interface LabOptions {
  readonly mode: "dr" | "nat";
  readonly example?: ExampleName;
  readonly lvs01: DirectorProgram | "none";
  readonly lvs02: DirectorProgram | "none";
  readonly config01?: string;
  readonly config02?: string;
  readonly logs: boolean;
  readonly limit: number;
}

const help = `
The network: client (10.0.0.10) - route (10.0.0.200 / 172.16.1.200) - bridge with lvs01 (172.16.1.3), lvs02
(172.16.1.4), proxy01 (172.16.1.5) and proxy02 (172.16.1.6), whose web servers answer with their names, and
web01 (172.16.1.7) and web02 (172.16.1.8), on which only the example with two tiers starts something. The
script is run by sh as root when everything stands and the directors have been started; its exit status is
the command's. It finds in its environment:

  NS_CLIENT NS_ROUTE NS_BRIDGE NS_LVS01 NS_LVS02 NS_PROXY01 NS_PROXY02 NS_WEB01 NS_WEB02
                        for: ip netns exec $NS_CLIENT ...
  PID_LVS01 PID_LVS02   first process of a director's machine, for: nsenter -a -t $PID_LVS01 ...
  VIP SITE SITE_NAME    172.16.1.100, 10.0.0.200, lvs.oldxu.net

Examples:
  vigil lab look.sh                        two Vigils with examples/lvs-dr; look.sh could be:
      sleep 6
      ip netns exec $NS_LVS01 ipvsadm -Ln
      ip netns exec $NS_CLIENT curl -s -H "Host: $SITE_NAME" http://$SITE/
  vigil lab --mode nat --lvs02 keepalived --logs look.sh
  vigil lab --config01 mine.conf --lvs02 none look.sh
  vigil lab --example lvs-two-tiers --lvs02 keepalived look.sh
      the example's files, its nginx or MariaDB, and what else stands in its folder; look.sh could be:
      sleep 6
      ip netns exec $NS_CLIENT sh examples/lvs-two-tiers/client.sh
  A machine dies with its processes and its link:
      kill -9 $PID_LVS01; ip -n $NS_BRIDGE link set lvs01 down`;

function parseLimit(text: string): number {
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1)
    throw new InvalidArgumentError("a number of seconds is expected");
  return limit;
}

function directorOption(name: string): Option {
  return new Option(`--${name} <program>`, `what runs on ${name}`)
    .choices([...directorPrograms, "none"])
    .default("vigil");
}

function director(program: DirectorProgram | "none", configFile: string): ScriptDirector {
  return { ...(program === "none" ? {} : { program }), configFile };
}

async function runLab(
  dist: string,
  script: string,
  words: readonly string[],
  options: LabOptions,
): Promise<number> {
  const name = options.example ?? (options.mode === "dr" ? "lvs-dr" : "lvs-nat");
  const folder = join(dist, "..", "examples", name);
  const config = (own: string | undefined, file: string) => resolve(own ?? join(folder, file));
  const parameters: ScriptParameters = {
    script: resolve(script),
    words,
    mode: examples[name].mode,
    ...(options.example === undefined ? {} : { example: { name: options.example, folder } }),
    directors: {
      lvs01: director(options.lvs01, config(options.config01, "lvs01.conf")),
      lvs02: director(options.lvs02, config(options.config02, "lvs02.conf")),
    },
    showLogs: options.logs,
  };
  const needsKeepalived = options.lvs01 === "keepalived" || options.lvs02 === "keepalived";
  const machine = await openMachine({
    progress: (sentence) => console.error(sentence),
    programs: [
      ...(needsKeepalived ? (["keepalived"] as const) : []),
      ...(options.example === undefined ? [] : examples[options.example].programs),
    ],
  });
  try {
    return await runScenario(machine, {
      name: "script",
      parameters,
      dist,
      limitMs: options.limit * 1000,
      onEvent: (event) => {
        if (event.kind === "output") process[event.stream].write(`${event.text}\n`);
      },
    });
  } finally {
    await machine.close();
  }
}

/** Runs a script in the lab; the exit status is the script's, 2 when the lab could not be had. */
export async function labCommand(words: readonly string[]): Promise<void> {
  const dist = dirname(fileURLToPath(import.meta.url));
  const command = new Command("lab")
    .description("Brings up the tutorial's network with two directors and runs a script in it.")
    .addArgument(new Argument("<script>", "a shell script"))
    .addArgument(new Argument("[words...]", "its arguments"))
    .addOption(new Option("--mode <mode>", "forwarding method").choices(["dr", "nat"]).default("dr"))
    .addOption(
      new Option("--example <name>", "a folder of examples/, all of it")
        .choices(exampleNames)
        .conflicts("mode"),
    )
    .addOption(directorOption("lvs01"))
    .addOption(directorOption("lvs02"))
    .option("--config01 <file>", "lvs01's configuration instead of the example's")
    .option("--config02 <file>", "lvs02's configuration instead of the example's")
    .option("--logs", "print what the directors log, on standard error", false)
    .option("--limit <seconds>", "after this the script counts as hung", parseLimit, 600)
    .passThroughOptions()
    .addHelpText("after", help);
  command.parse([...words], { from: "user" });
  const [script = "", ...rest] = command.args;
  exitOnSignals();
  try {
    process.exit(await runLab(dist, script, rest, command.opts<LabOptions>()));
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    console.error(`vigil lab: ${error.message}`);
    process.exit(2);
  }
}
