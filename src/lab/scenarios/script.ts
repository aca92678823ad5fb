/** Runs a user's shell script beside the lab, with the names of everything in its environment. */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { DirectorProgram } from "../director/program.ts";
import { type ExampleName, examples } from "../example/examples.ts";
import { prepareExample } from "../example/prepare.ts";
import { Lab } from "../lab.ts";
import type { ScenarioContext } from "../scenario-context.ts";
import {
  type DirectorName,
  directorNames,
  type ForwardingMode,
  nodeNames,
  publicAddress,
  siteName,
  virtualAddress,
} from "../topology/plan.ts";

export interface ScriptDirector {
  /** Undefined: its machine stands, nothing is started on it. */
  readonly program?: DirectorProgram;
  readonly configFile: string;
}

export interface ScriptParameters {
  readonly script: string;
  /** Words after the script's name. */
  readonly words: readonly string[];
  readonly mode: ForwardingMode;
  /** What stands in the folder besides the directors' files is brought up, too. */
  readonly example?: { readonly name: ExampleName; readonly folder: string };
  readonly directors: Readonly<Record<DirectorName, ScriptDirector>>;
  /** Print what the directors log, too. */
  readonly showLogs: boolean;
}

/** `NS_LVS01` is what `ip netns exec` takes, `PID_LVS01` what `nsenter -t` takes. */
export function scriptEnvironment(lab: Lab): Readonly<Record<string, string>> {
  const env: Record<string, string> = { VIP: virtualAddress, SITE: publicAddress, SITE_NAME: siteName };
  for (const node of nodeNames) env[`NS_${node.toUpperCase()}`] = lab.set.namespace(node);
  for (const name of directorNames) {
    env[`PID_${name.toUpperCase()}`] = String(lab.directors[name].container.initPid);
  }
  return env;
}

/** The scenario's exit status is the script's. */
export async function runScript(parameters: ScriptParameters, context: ScenarioContext): Promise<void> {
  const director = (name: DirectorName) => ({
    name,
    program: parameters.directors[name].program ?? "vigil",
    configFile: parameters.directors[name].configFile,
    dist: context.dist,
    ...(parameters.showLogs
      ? {
          onLog: (text: string) =>
            context.say({ kind: "output", stream: "stderr", text: `${name}: ${text}` }),
        }
      : {}),
  });
  const lab = await Lab.open({
    mode: parameters.mode,
    directors: [director("lvs01"), director("lvs02")],
    dist: context.dist,
  });
  const { example } = parameters;
  if (example !== undefined) await prepareExample(lab, examples[example.name], example.folder);
  for (const name of directorNames) {
    if (parameters.directors[name].program !== undefined) lab.directors[name].start();
  }
  const child = spawn("sh", [parameters.script, ...parameters.words], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...scriptEnvironment(lab) },
  });
  for (const stream of ["stdout", "stderr"] as const) {
    createInterface({ input: child[stream] }).on("line", (text) =>
      context.say({ kind: "output", stream, text }),
    );
  }
  const status = await new Promise<number>((resolve) => child.once("close", (code) => resolve(code ?? 1)));
  for (const name of directorNames) await lab.directors[name].stop();
  lab.close();
  process.exitCode = status;
}
