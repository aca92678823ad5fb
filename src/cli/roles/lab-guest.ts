/** Runs one scenario of the lab as root on a kernel with IPVS: lab-guest.js NAME PARAMETERS, the parameters as JSON. */
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { runScenarioHere } from "../../lab/scenarios/registry.ts";
import { exitOnSignals } from "../exit-on-signals.ts";

// Leaving by process.exit runs what removes the namespaces.
exitOnSignals();
process.on("uncaughtException", (error) => {
  console.error(error.stack);
  process.exit(1);
});

const [, , name = "", parameters = "{}"] = process.argv;
void runScenarioHere(name, JSON.parse(parameters), dirname(fileURLToPath(import.meta.url))).then(() =>
  process.exit(),
);
