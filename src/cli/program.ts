/** The commands of `vigil` beside the daemon, and their help. */
import { Command } from "commander";
import { version } from "./version.ts";

interface ProgramCommand {
  readonly name: string;
  readonly description: string;
  /** Loads the command's code and runs it with the words behind its name. */
  readonly run: (words: readonly string[]) => Promise<void>;
}

const commands: readonly ProgramCommand[] = [
  {
    name: "keepalived",
    description: "run the daemon, with keepalived's own options",
    run: async (words) => (await import("./commands/keepalived.ts")).keepalivedCommand(words, "vigil"),
  },
  {
    name: "demo",
    description: "run the tutorial's two directors in a lab and measure what its clients feel",
    run: async (words) => (await import("./commands/demo.ts")).demoCommand(words),
  },
  {
    name: "lab",
    description: "bring up the tutorial's network with two directors and run a script in it",
    run: async (words) => (await import("./commands/lab.ts")).labCommand(words),
  },
  {
    name: "lint",
    description: "find every mistake of keepalived.conf files, for people and for CI",
    run: async (words) => (await import("./commands/lint.ts")).lintCommand(words),
  },
  {
    name: "lsp",
    description: "show findings, help and completion for keepalived.conf files in an editor",
    run: async (words) => (await import("./commands/lsp.ts")).lspCommand(words),
  },
  {
    name: "fmt",
    description: "format keepalived.conf files without changing what keepalived reads",
    run: async (words) => (await import("./commands/fmt.ts")).fmtCommand(words),
  },
  {
    name: "explain",
    description: "say what a keyword of keepalived.conf means: form, range, default, example",
    run: async (words) => (await import("./commands/explain.ts")).explainCommand(words),
  },
  {
    name: "ipvsadm",
    description: "show and change the kernel's IPVS table, with ipvsadm's own options",
    run: async (words) => (await import("./commands/ipvsadm.ts")).ipvsadmCommand(words, "ipvsadm"),
  },
  {
    name: "realserver",
    description: "give this host the virtual addresses of LVS, as a real server needs them",
    run: async (words) => (await import("./commands/realserver.ts")).realserverCommand(words),
  },
  {
    name: "director",
    description: "make this host an LVS director from a keepalived.conf, without daemon and health checks",
    run: async (words) => (await import("./commands/director.ts")).directorCommand(words),
  },
  {
    name: "ipvs",
    description: "look at the kernel's IPVS table: drift from the configuration, and more",
    run: async (words) => (await import("./commands/ipvs.ts")).ipvsCommand(words),
  },
];

/** Runs the command that the words name; what is wrong with them is said on standard error, with exit status 2. */
export async function runCommand(words: readonly string[]): Promise<void> {
  const program = new Command("vigil")
    .description("A keepalived-compatible high-availability controller for Linux.")
    .version(version)
    .showHelpAfterError("(vigil --help shows every command)")
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
    .addHelpText(
      "after",
      `
Examples:
  vigil keepalived -t -f keepalived.conf         check a configuration
  vigil keepalived -n -l -D -f keepalived.conf   run the daemon in the foreground
  vigil explain priority vrrp_instance           what a keyword means, its range and default
  vigil demo                                     two directors, two web servers, real failures, measured`,
    );
  for (const { name, description, run } of commands) {
    program
      .command(name)
      .description(description)
      .helpOption(false)
      .allowUnknownOption()
      .allowExcessArguments()
      .action(() => run(words.slice(1)));
  }
  await program.parseAsync([...words], { from: "user" });
}
