/** `vigil ipvs drift`: where the kernel's IPVS table is not as a keepalived.conf wants it, and the repair on demand. */
import { readFileSync } from "node:fs";
import { Command } from "commander";
import type { Config } from "../../config/model.ts";
import { writersText } from "../../daemon/drift-log.ts";
import { type JournaledGoal, journaledGoal } from "../../daemon/journaled-goal.ts";
import { stateFilePath } from "../../daemon/state-file.ts";
import { driftRecord, driftText, repairText } from "../../ipvs/drift-text.ts";
import { choose, reportOnly } from "../../ipvs/policy.ts";
import { type Reconciliation, reconcileTable } from "../../ipvs/reconcile.ts";
import { openIpvs } from "../../linux/ipvs.ts";
import { findIpvsWriters } from "../../linux/ipvs-writers.ts";
import { readLoadContext } from "../../linux/load-context.ts";
import { inNetworkNamespace } from "../../linux/network-namespace.ts";
import { enterNetworkNamespace } from "../../linux/process-control.ts";
import type { IpvsWriter } from "../../ports/ipvs.ts";
import { readConfiguration } from "../../reader/read-configuration.ts";
import { defaultConfigFile, runDirectory } from "./keepalived-options.ts";

interface DriftOptions {
  readonly useFile: string;
  readonly pid?: string;
  readonly namespace?: string;
  readonly configId?: string;
  readonly repair?: true;
  readonly json?: true;
}

const help = `
Compared are the services that the configuration names, and those that a running or dead daemon of that pid file
has made; all others are nobody's business here. Servers that the daemon's checks have found dead (its journal
stands beside its pid file) are rightly missing. The order of servers is no drift: moving one would cost its
connections.

Examples:
  vigil ipvs drift                            the running daemon's table against /etc/keepalived/keepalived.conf
  vigil ipvs drift -f new.conf                what a reload with new.conf would change
  vigil ipvs drift --repair                   put everything right now; open connections are kept
  vigil ipvs drift --json | jq '.drift[].text'
  vigil ipvs drift || mail -s "IPVS drift" ops < /dev/null      from cron, beside any daemon

  VS [172.16.1.100]:tcp:80 has scheduler wlc, wanted rr
  server 172.16.1.5:80 of VS [172.16.1.100]:tcp:80 is missing (DR, weight 1)

Exit status: 0 no drift, or all of it repaired; 1 drift; 2 the command line cannot be understood, or nothing can
be compared (configuration, permission, no IPVS).`;

class CannotCompare extends Error {}

export function ipvsDriftCommand(words: readonly string[]): void {
  const command = new Command("vigil ipvs drift")
    .usage("[options]")
    .description("Compares the kernel's IPVS table with what a keepalived.conf wants, entry by entry.")
    .option("-f, --use-file <file>", "the configuration", defaultConfigFile)
    .option("-p, --pid <file>", "the daemon's pid file (/run/keepalived.pid)")
    .option("-s, --namespace <name>", "the network namespace")
    .option("-i, --config-id <id>", "the id that @id lines are kept for (host name)")
    .option("--repair", "put right what is found")
    .option("--json", "as JSON")
    .allowExcessArguments(false)
    .showHelpAfterError("(vigil ipvs drift --help shows how it is used)")
    .addHelpText("after", help)
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
  command.parse([...words], { from: "user" });
  const options = command.opts<DriftOptions>();
  try {
    compare(options);
  } catch (error) {
    if (!(error instanceof CannotCompare)) throw error;
    process.stderr.write(`vigil ipvs drift: ${error.message}\n`);
    process.exitCode = 2;
  }
}

function compare(options: DriftOptions): void {
  if (options.namespace !== undefined) enter(options.namespace);
  const pidFile = options.pid ?? `${runDirectory(options.namespace)}/keepalived.pid`;
  const config = readConfig(options);
  const services = [...config.virtualServers, ...config.groupServices];
  const goal = journaledGoal(services, stateFilePath(pidFile, "services"));
  if (goal.journalProblem !== undefined) {
    process.stderr.write(
      `vigil ipvs drift: ${goal.journalProblem}: every server is taken for alive; a reload of the daemon writes it anew\n`,
    );
  }
  const result = look(goal, config.globals.lines.netNamespaceIpvs, options.repair === true);
  const writers = findIpvsWriters(goal.ours.length > 0 ? readPid(pidFile) : 0);
  if (options.json) process.stdout.write(`${JSON.stringify(asData(goal, result, writers), undefined, 2)}\n`);
  else report(goal, result, writers);
  const isLeft = result.held.length + result.refusals.length + result.unsettled.length > 0;
  process.exitCode = isLeft ? 1 : 0;
}

/** First of all, as the daemon does: the interfaces that a configuration names are those of its namespace. */
function enter(namespace: string): void {
  try {
    enterNetworkNamespace(namespace);
  } catch (error) {
    throw new CannotCompare(`cannot enter the network namespace '${namespace}': ${(error as Error).message}`);
  }
}

function readConfig({ useFile, configId }: DriftOptions): Config {
  const reading = readConfiguration(useFile, { ...readLoadContext(configId), mode: "daemon" });
  if (reading.kind === "unusable") throw new CannotCompare(reading.message);
  if (reading.config !== undefined) return reading.config;
  throw new CannotCompare(`${useFile} cannot be used: vigil keepalived -t -f ${useFile} shows why`);
}

/** @param namespace where net_namespace_ipvs has the table; undefined: here */
function look(goal: JournaledGoal, namespace: string | undefined, repair: boolean): Reconciliation {
  try {
    const ipvs = inNetworkNamespace(namespace, openIpvs);
    try {
      return reconcileTable(ipvs, goal, (drifts) => choose(drifts, repair ? [] : [reportOnly]));
    } finally {
      ipvs.close();
    }
  } catch (error) {
    // Errors of the kernel and of the namespace say what to do; others are bugs of ours.
    if (!isSpoken(error)) throw error;
    throw new CannotCompare(error.message);
  }
}

function isSpoken(error: unknown): error is Error {
  return error instanceof Error && ("code" in error || error.cause !== undefined);
}

/** 0 where there is none: no process has that id. */
function readPid(file: string): number {
  try {
    return Number.parseInt(readFileSync(file, "utf8"), 10) || 0;
  } catch {
    return 0;
  }
}

function report(goal: JournaledGoal, result: Reconciliation, writers: readonly IpvsWriter[]): void {
  const { repaired, held, refusals, unsettled } = result;
  const lines = [
    ...repaired.map((drift) => `${driftText(drift)}: ${repairText(drift)}`),
    ...held.map(({ drift }) => driftText(drift)),
  ];
  const count = lines.length;
  if (count > 0) lines.push("");
  const dead =
    goal.deadServers === 0 ? "" : `, without ${plural(goal.deadServers, "dead server")} of the journal`;
  lines.push(`${plural(goal.desired.services.length, "service")} compared${dead}: ${verdict(result)}`);
  if (count > 0) lines.push(writersText(writers));
  process.stdout.write(`${lines.join("\n")}\n`);
  for (const refusal of refusals) process.stderr.write(`vigil ipvs drift: ${refusal}\n`);
  for (const name of unsettled) {
    process.stderr.write(
      `vigil ipvs drift: VS ${name}: still not as wanted after three looks: somebody else keeps changing it\n`,
    );
  }
}

function verdict({ repaired, held }: Reconciliation): string {
  if (held.length > 0)
    return `${plural(held.length, "difference")}; vigil ipvs drift --repair puts them right`;
  return repaired.length > 0 ? `${plural(repaired.length, "difference")} repaired` : "no drift";
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function asData(goal: JournaledGoal, result: Reconciliation, writers: readonly IpvsWriter[]): unknown {
  return {
    servicesCompared: goal.desired.services.length,
    deadServers: goal.deadServers,
    drift: [
      ...result.repaired.map((drift) => ({ ...driftRecord(drift), repaired: true })),
      ...result.held.map(({ drift }) => ({ ...driftRecord(drift), repaired: false })),
    ],
    refusals: result.refusals,
    unsettled: result.unsettled,
    possibleWriters: writers,
  };
}
