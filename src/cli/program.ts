/** The commands of `vigil` beside the daemon, and their help. */
import { Command } from "commander";
import { version } from "./version.ts";

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
  program
    .command("keepalived")
    .description("run the daemon, with keepalived's own options")
    .helpOption(false)
    .allowUnknownOption()
    .allowExcessArguments();
  program
    .command("demo")
    .description("run the tutorial's two directors in a lab and measure what its clients feel")
    .helpOption(false)
    .allowUnknownOption()
    .allowExcessArguments()
    .action(async () => (await import("./commands/demo.ts")).demoCommand(words.slice(1)));
  program
    .command("lab")
    .description("bring up the tutorial's network with two directors and run a script in it")
    .helpOption(false)
    .allowUnknownOption()
    .allowExcessArguments()
    .action(async () => (await import("./commands/lab.ts")).labCommand(words.slice(1)));
  program
    .command("explain")
    .description("say what a keyword of keepalived.conf means: form, range, default, example")
    .helpOption(false)
    .allowUnknownOption()
    .allowExcessArguments()
    .action(async () => (await import("./commands/explain.ts")).explainCommand(words.slice(1)));
  await program.parseAsync([...words], { from: "user" });
}
