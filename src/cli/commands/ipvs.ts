/** `vigil ipvs`: commands about the kernel's IPVS table that ipvsadm has no word for. */
import { Command } from "commander";

interface IpvsCommandEntry {
  readonly description: string;
  /** Loads the command's code and runs it with the words behind its name. */
  readonly run: (words: readonly string[]) => Promise<void>;
}

const subcommands: Readonly<Record<string, IpvsCommandEntry>> = {
  connections: {
    description: "list the connections that the kernel keeps: filtered, counted, watched, explained",
    run: async (words) => (await import("./ipvs-connections.ts")).ipvsConnectionsCommand(words),
  },
  drift: {
    description: "compare the kernel's table with a keepalived.conf, entry by entry",
    run: async (words) => (await import("./ipvs-drift.ts")).ipvsDriftCommand(words),
  },
  predict: {
    description: "which server the scheduler gives each connection to, and why",
    run: async (words) => (await import("./ipvs-predict.ts")).ipvsPredictCommand(words),
  },
};

/** Runs the subcommand that the words name; what is wrong with them is said on standard error, with exit status 2. */
export async function ipvsCommand(words: readonly string[]): Promise<void> {
  const group = new Command("vigil ipvs")
    .description("Looks at the kernel's IPVS table.")
    .showHelpAfterError("(vigil ipvs --help shows every command)")
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
  for (const [name, { description, run }] of Object.entries(subcommands)) {
    group
      .command(name)
      .description(description)
      .helpOption(false)
      .allowUnknownOption()
      .allowExcessArguments()
      .action(() => run(words.slice(1)));
  }
  await group.parseAsync([...words], { from: "user" });
}
