/** Keeps the kernel's IPVS table as configuration and verdicts want it, and remembers on disk what is ours and who is dead. */
import type { RealServerConfig, ServiceConfig, VirtualServerKey } from "../config/model.ts";
import { serverId } from "../health/pool.ts";
import { commandText } from "../ipvs/command-text.ts";
import { desiredTable } from "../ipvs/desired.ts";
import { diffTables } from "../ipvs/diff.ts";
import { formatJournal, type IpvsJournal, parseJournal } from "../ipvs/journal.ts";
import { settle } from "../ipvs/outcome.ts";
import { serviceKeys } from "../ipvs/service-keys.ts";
import type { IpvsCommand, IpvsTable } from "../ipvs/table.ts";
import type { Ipvs } from "../ports/ipvs.ts";
import type { Log } from "./log.ts";
import { readStateFile, removeStateFile, writeStateFile } from "./state-file.ts";

/** Whether a server is to be in the table. */
export type IsUp = (service: ServiceConfig, server: RealServerConfig) => boolean;

/** Others may change the table while we do; after so many looks the difference is said instead of chased. */
const roundsLimit = 3;

export class ServiceKeeper {
  readonly #ipvs: Ipvs;
  readonly #log: Log;
  readonly #journalPath: string;
  #journal: IpvsJournal;

  constructor(ipvs: Ipvs, log: Log, journalPath: string) {
    this.#ipvs = ipvs;
    this.#log = log;
    this.#journalPath = journalPath;
    this.#journal = this.#readJournal();
  }

  /** Servers that this or an earlier process found dead: they stay out until they answer. */
  deadBefore(): ReadonlySet<string> {
    return new Set(this.#journal.deadServers);
  }

  /** Brings the whole table to the configuration; services of ours that it no longer names are deleted. */
  configure(services: readonly ServiceConfig[], isUp: IsUp): void {
    const ours = this.#journal.services;
    const next: IpvsJournal = {
      services: services.flatMap(serviceKeys),
      deadServers: deadServers(services, isUp),
    };
    // Both lists until the change is made: whichever moment this process dies in, nothing of ours is forgotten.
    this.#writeJournal({ ...next, services: [...ours, ...next.services] });
    this.#reach(desiredTable(services, isUp), () => this.#ipvs.read(), ours);
    this.#writeJournal(next);
  }

  /** A verdict changed: only that service is looked at. */
  update(services: readonly ServiceConfig[], service: ServiceConfig, isUp: IsUp): void {
    this.#writeJournal({ ...this.#journal, deadServers: deadServers(services, isUp) });
    const readOne = (): IpvsTable => {
      return { services: serviceKeys(service).flatMap((key) => this.#ipvs.readService(key) ?? []) };
    };
    this.#reach(desiredTable([service], isUp), readOne, []);
  }

  /** Orderly end: what is ours goes, one command a service. */
  stop(): void {
    const commands = this.#journal.services.map((key): IpvsCommand => ({ kind: "delete-service", key }));
    const { refusals } = settle(commands, this.#ipvs.apply(commands));
    for (const refusal of refusals) this.#log.error(`IPVS: ${refusal}`);
    try {
      removeStateFile(this.#journalPath);
    } catch (error) {
      this.#log.warn(`${this.#journalPath} could not be removed: ${(error as Error).message}`);
    }
  }

  #reach(desired: IpvsTable, read: () => IpvsTable, ours: readonly VirtualServerKey[]): void {
    for (let round = 1; round <= roundsLimit; round++) {
      const commands = diffTables(desired, read(), ours);
      if (commands.length === 0) return;
      const answers = this.#ipvs.apply(commands);
      for (const [index, command] of commands.entries()) {
        if (answers[index] === undefined) this.#log.debug(`IPVS: ${commandText(command)}`);
      }
      const settlement = settle(commands, answers);
      for (const note of settlement.notes) this.#log.info(`IPVS: ${note}`);
      for (const refusal of settlement.refusals) this.#log.error(`IPVS: ${refusal}`);
      if (settlement.followUps.length === 0 && !settlement.reread) return;
    }
    this.#log.error(
      `IPVS: the table still differs after ${roundsLimit} attempts: somebody else keeps changing it`,
    );
  }

  #readJournal(): IpvsJournal {
    const text = readStateFile(this.#journalPath);
    if (text === undefined) return { services: [], deadServers: [] };
    const journal = parseJournal(text);
    if ("value" in journal) return journal.value;
    this.#log.warn(
      `${this.#journalPath} is not usable (${journal.reason}): services of an earlier run may be left`,
    );
    return { services: [], deadServers: [] };
  }

  /** Before the kernel is asked; a full disk must not keep a dead server in the table. */
  #writeJournal(journal: IpvsJournal): void {
    this.#journal = journal;
    try {
      writeStateFile(this.#journalPath, formatJournal(journal));
    } catch (error) {
      const reason = (error as Error).message;
      this.#log.warn(
        `${this.#journalPath} could not be written, so services could be left after a crash: ${reason}`,
      );
    }
  }
}

function deadServers(services: readonly ServiceConfig[], isUp: IsUp): string[] {
  return services.flatMap((service) =>
    service.realServers.filter((server) => !isUp(service, server)).map((server) => serverId(service, server)),
  );
}
