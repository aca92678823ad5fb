/** `vigil demo`: the tutorial's two directors in a lab, through real failures, measured. */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Command, Option } from "commander";
import { runDemo } from "../../lab/demo/run-demo.ts";
import type { DemoFault } from "../../lab/demo/story.ts";
import { LabError } from "../../lab/lab-error.ts";
import { exitOnSignals } from "../exit-on-signals.ts";

const faults: readonly DemoFault[] = ["none", "web-stays-dead", "director-stays-dead"];

/** Runs the demo; the exit status is 0 only if everything held, 1 if something did not, 2 if it could not run. */
export async function demoCommand(words: readonly string[]): Promise<void> {
  const dist = dirname(fileURLToPath(import.meta.url));
  const command = new Command("demo")
    .description(
      `Brings up the tutorial's network in namespaces (in a VM where this machine has no IPVS or you are
not root), runs two directors on examples/lvs-dr, lets a web server and a director die and
return, and measures what a client feels. Under four minutes; leaves nothing behind.`,
    )
    .addOption(
      new Option("--fault <kind>", "keep something from recovering, to see the demo notice")
        .choices(faults)
        .default("none"),
    );
  command.parse([...words], { from: "user" });
  const { fault } = command.opts<{ fault: DemoFault }>();
  exitOnSignals();
  try {
    const held = await runDemo({
      dist,
      configFolder: join(dist, "..", "examples", "lvs-dr"),
      fault,
      print: (text) => console.log(text),
      colour: process.stdout.isTTY === true && process.env.NO_COLOR === undefined,
    });
    process.exit(held ? 0 : 1);
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    console.error(`vigil demo: ${error.message}`);
    process.exit(2);
  }
}
