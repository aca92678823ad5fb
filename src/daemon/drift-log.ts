/** Tells drift once: when it shows, when it is repaired, and when it ends; who it may be stands behind it. */
import { type Drift, entryId } from "../ipvs/drift.ts";
import { driftText, repairText } from "../ipvs/drift-text.ts";
import type { Reconciliation } from "../ipvs/reconcile.ts";
import type { IpvsWriter } from "../ports/ipvs.ts";
import type { Log } from "./log.ts";

/** Lines for the entries of one comparison; a cleared table of thousands must not fill the log. */
const linesLimit = 100;

export class DriftLog {
  readonly #log: Log;
  readonly #findWriters: () => readonly IpvsWriter[];
  /** What stands as it should not, and what was said of it. */
  #standing = new Map<string, string>();
  #refusals: ReadonlySet<string> = new Set();

  constructor(log: Log, findWriters: () => readonly IpvsWriter[]) {
    this.#log = log;
    this.#findWriters = findWriters;
  }

  /** The first look of a process: what was there is ours by configuration, so what it takes is no drift. */
  takeOver(found: number, { repaired, ...rest }: Reconciliation): void {
    const what = found === 1 ? "1 service that was" : `${found} services that were`;
    if (found > 0) this.#log.info(`IPVS: took over ${what} there already`);
    const changed = repaired.filter(({ kind }) => kind !== "service-missing" && kind !== "server-missing");
    const lines = found > 0 ? changed.map((drift) => `${driftText(drift)}: ${repairText(drift)}`) : [];
    for (const line of lines.slice(0, linesLimit)) this.#log.info(`IPVS: took over: ${line}`);
    this.#sayRest(lines.length);
    this.table({ ...rest, repaired: [] });
  }

  /** The result of a look at the whole table. Returns whether there was anything to tell, now or before. */
  table(result: Reconciliation): boolean {
    const { repaired, held } = result;
    const standing = new Map(held.map(({ drift }) => [entryId(drift), driftText(drift)]));
    const mended = new Set(repaired.map(entryId));
    const ended = [...this.#standing.keys()].filter((id) => !standing.has(id) && !mended.has(id));
    for (const id of ended.slice(0, linesLimit)) this.#log.info(`IPVS drift: ${id} is as wanted again`);
    this.#sayRest(ended.length);
    const before = this.#refusals;
    this.#refusals = new Set(result.refusals);
    this.#say({ ...result, refusals: result.refusals.filter((text) => !before.has(text)) });
    this.#standing = standing;
    return repaired.length + held.length + result.refusals.length + result.unsettled.length > 0;
  }

  /** The result of a look at some services. */
  services(result: Reconciliation): void {
    this.#say(result);
    for (const { drift } of result.held) this.#standing.set(entryId(drift), driftText(drift));
    for (const drift of result.repaired) this.#standing.delete(entryId(drift));
  }

  /** Entries that are left alone from now on because their repairs were undone. */
  disputed(drifts: readonly Drift[], quietMinutes: number): void {
    if (drifts.length === 0) return;
    for (const drift of drifts.slice(0, linesLimit)) {
      this.#log.error(
        `IPVS drift: ${driftText(drift)}: repaired three times and undone each time; left alone for ${quietMinutes} minutes. End the other writer; SIGHUP then repairs at once`,
      );
    }
    this.#sayRest(drifts.length);
    this.#log.error(`IPVS drift: ${writersText(this.#findWriters())}`);
  }

  #say({ repaired, held, refusals, unsettled }: Reconciliation): void {
    const news = held.filter(({ drift }) => this.#standing.get(entryId(drift)) !== driftText(drift));
    const lines = [
      ...repaired.map((drift) => `${driftText(drift)}: ${repairText(drift)}`),
      ...news.map(({ drift, reason }) => `${driftText(drift)}: left as it is: ${reason}`),
    ];
    for (const line of lines.slice(0, linesLimit)) this.#log.warn(`IPVS drift: ${line}`);
    this.#sayRest(lines.length);
    for (const refusal of refusals) this.#log.error(`IPVS: ${refusal}`);
    if (unsettled.length > 0) {
      const shown = unsettled.slice(0, 10).join(", ");
      const more = unsettled.length > 10 ? ` and ${unsettled.length - 10} more` : "";
      this.#log.error(
        `IPVS: VS ${shown}${more}: still not as wanted after three looks: somebody else keeps changing it`,
      );
    }
    if (lines.length + unsettled.length > 0)
      this.#log.warn(`IPVS drift: ${writersText(this.#findWriters())}`);
  }

  #sayRest(count: number): void {
    if (count <= linesLimit) return;
    this.#log.warn(`IPVS drift: and ${count - linesLimit} more entries`);
  }
}

/** The kernel keeps no record of who changed the table. */
export function writersText(writers: readonly IpvsWriter[]): string {
  if (writers.length === 0)
    return "the kernel does not record who did it; no other program that keeps the table is running, so perhaps ipvsadm by hand or in a script";
  const names = writers.map(({ name, pid }) => `${name} (pid ${pid})`).join(", ");
  return `the kernel does not record who did it; running here and able to: ${names}`;
}
