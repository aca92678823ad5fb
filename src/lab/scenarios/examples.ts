/** Each example with keepalived on both directors, then with Vigil on both: its table, its client's answers, a failover. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type DirectorProgram, directorPrograms } from "../director/program.ts";
import { type ExampleName, examples } from "../example/examples.ts";
import { prepareExample } from "../example/prepare.ts";
import { countIpvsServers } from "../kernel-files.ts";
import { Lab } from "../lab.ts";
import { runProgram } from "../run-program.ts";
import type { ScenarioContext } from "../scenario-context.ts";
import { type DirectorName, directorNames } from "../topology/plan.ts";
import { waitFor } from "../wait-for.ts";

export interface ExamplesParameters {
  readonly names: readonly ExampleName[];
  /** The folder of all examples. */
  readonly examples: string;
  /** How many run at once. */
  readonly parallel: number;
}

/** What one program made of an example. */
export interface ExampleFacts {
  /** `ipvsadm -Sn` on each director, sorted. */
  readonly tables: Readonly<Record<DirectorName, readonly string[]>>;
  /** Lines of `ip address show dev eth1` on lvs01 that name an address for all the world. */
  readonly addresses: readonly string[];
  /** What the example's client.sh printed. */
  readonly answers: readonly string[];
  /** The same after lvs01 was stopped. */
  readonly answersAfterFailover: readonly string[];
  /** On lvs02 then. */
  readonly addressesAfterFailover: readonly string[];
  readonly exitStatus: Readonly<Record<DirectorName, number | null>>;
  /** Tables and addresses when both were stopped. */
  readonly left: Readonly<Record<DirectorName, readonly string[]>>;
}

export type ExampleReport =
  /** Everything stands, the directors' programs are not started. */
  | { readonly kind: "prepared"; readonly name: ExampleName }
  | {
      readonly kind: "run";
      readonly name: ExampleName;
      readonly program: DirectorProgram;
      readonly facts: ExampleFacts;
    }
  | {
      readonly kind: "failed";
      readonly name: ExampleName;
      readonly program?: DirectorProgram;
      readonly error: string;
      readonly log: readonly string[];
    };

const startLimitMs = 120_000;
const takeoverLimitMs = 30_000;

async function lines(enter: readonly string[], ...command: string[]): Promise<readonly string[]> {
  const [program = "", ...args] = [...enter, ...command];
  const text = await runProgram(program, args);
  return text.split("\n").flatMap((line) => (line.trim() === "" ? [] : [line.trim()]));
}

async function table(lab: Lab, name: DirectorName): Promise<readonly string[]> {
  return [...(await lines(lab.set.enter(name), "ipvsadm", "-Sn"))].sort();
}

async function addresses(lab: Lab, name: DirectorName): Promise<readonly string[]> {
  const shown = await lines(lab.set.enter(name), "ip", "address", "show", "dev", "eth1", "scope", "global");
  return shown.filter((line) => line.startsWith("inet"));
}

async function runProgramOn(
  lab: Lab,
  program: DirectorProgram,
  folder: string,
  servers: number,
): Promise<ExampleFacts> {
  const ask = () => lines(lab.set.enter("client"), "sh", join(folder, "client.sh"));
  for (const name of directorNames) lab.directors[name].install(program);
  // One after the other: started at once, emulated, they would take each other's time.
  lab.directors.lvs01.start();
  await lab.awaitMaster("lvs01", startLimitMs);
  lab.directors.lvs02.start();
  await waitFor(`${servers} servers in both tables`, startLimitMs, () =>
    directorNames.every((name) => countIpvsServers(lab.directors[name].container.initPid) === servers),
  );
  const tables = { lvs01: await table(lab, "lvs01"), lvs02: await table(lab, "lvs02") };
  const own = await addresses(lab, "lvs01");
  const answers = await ask();
  const lvs01 = lab.directors.lvs01.stop();
  await lab.awaitMaster("lvs02", takeoverLimitMs);
  const answersAfterFailover = await ask();
  const addressesAfterFailover = await addresses(lab, "lvs02");
  const exitStatus = { lvs01: await lvs01, lvs02: await lab.directors.lvs02.stop() };
  const left = async (name: DirectorName) => [
    ...(await table(lab, name)),
    ...(await addresses(lab, name)).filter((line) => line.includes("::100") || line.includes(".100")),
  ];
  return {
    tables,
    addresses: own,
    answers,
    answersAfterFailover,
    addressesAfterFailover,
    exitStatus,
    left: { lvs01: await left("lvs01"), lvs02: await left("lvs02") },
  };
}

async function runExample(
  name: ExampleName,
  number: number,
  parameters: ExamplesParameters,
  context: ScenarioContext,
): Promise<void> {
  const tell = (facts: ExampleReport) => context.say({ kind: "facts", facts });
  const example = examples[name];
  const folder = join(parameters.examples, name);
  const director = (one: DirectorName) => {
    return {
      name: one,
      program: directorPrograms[0],
      configFile: join(folder, `${one}.conf`),
      dist: context.dist,
    };
  };
  const directors = [director("lvs01"), director("lvs02")] as const;
  const lab = await Lab.open({ mode: example.mode, directors, dist: context.dist, number });
  let running: DirectorProgram | undefined;
  try {
    await prepareExample(lab, example, folder);
    tell({ kind: "prepared", name });
    const text = readFileSync(join(folder, "lvs01.conf"), "utf8");
    const servers = text.match(/^\s*real_server\s/gm)?.length ?? 0;
    for (running of ["keepalived", "vigil"] as const) {
      tell({ kind: "run", name, program: running, facts: await runProgramOn(lab, running, folder, servers) });
    }
  } catch (error) {
    const log = directorNames.flatMap((one) =>
      lab.directors[one].log.map(({ text }) => `${one}: ${text}`).slice(-30),
    );
    const words = error instanceof Error ? error.message : String(error);
    const program = running === undefined ? {} : { program: running };
    tell({ kind: "failed", name, ...program, error: words, log });
  } finally {
    lab.close();
  }
}

/** Nearly all of an example's time is waiting, so several share the machine's processors. */
export async function runExamples(parameters: ExamplesParameters, context: ScenarioContext): Promise<void> {
  const waiting = [...parameters.names.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [number, name] = next;
      await runExample(name, number, parameters, context);
    }
  };
  await Promise.all(Array.from({ length: parameters.parallel }, work));
}
