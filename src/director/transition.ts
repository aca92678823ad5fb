/** From one state of a director to another: settings, table and addresses in the order that clients notice least, and back when one is refused. */
import type { Config, VirtualServerKey } from "../config/model.ts";
import { serviceName } from "../config/service-name.ts";
import { diffTables } from "../ipvs/diff.ts";
import type { IpvsCommand, IpvsTable } from "../ipvs/table.ts";
import type { IpvsTables } from "../ports/ipvs.ts";
import { applyChanges, type HostPorts } from "../realserver/apply.ts";
import { type HostChange, inverse } from "../realserver/change.ts";
import { diffHost } from "../realserver/diff.ts";
import { type HostView, samePlace } from "../realserver/host-view.ts";
import { remember } from "../realserver/journal.ts";
import { restore } from "../realserver/restore.ts";
import { desiredDirector } from "./desired.ts";
import {
  abandoned,
  type DirectorJournal,
  emptyDirectorJournal,
  type OwnService,
  rememberServices,
  tableBefore,
} from "./journal.ts";
import { reachTable } from "./table.ts";

/** What leads to the wanted state, and what has to be on disk meanwhile. */
export interface Transition {
  readonly changes: readonly HostChange[];
  readonly commands: readonly IpvsCommand[];
  /** What the user should know besides. */
  readonly notes: readonly string[];
  /** Before the table changes, and after it. */
  readonly first: readonly HostChange[];
  readonly last: readonly HostChange[];
  readonly table: {
    readonly from: IpvsTable;
    readonly to: IpvsTable;
    readonly ours: readonly VirtualServerKey[];
  };
  readonly before: DirectorJournal | undefined;
  readonly during: DirectorJournal;
  /** undefined: nothing of ours is left. */
  readonly after: DirectorJournal | undefined;
}

/** The way to what the file says, from whatever an earlier start made. */
export function startTransition(
  config: Config,
  device: string | undefined,
  before: DirectorJournal | undefined,
  view: HostView,
  current: IpvsTable,
): Transition | { readonly problems: readonly string[] } {
  const desired = desiredDirector(config, device, view);
  const { changes, problems } = diffHost(desired.host, view);
  if (desired.problems.length + problems.length > 0) return { problems: [...desired.problems, ...problems] };
  const { host, services: own } = before ?? emptyDirectorJournal;
  const leaving = host.wanted.filter((one) => !desired.host.addresses.some((other) => samePlace(one, other)));
  const back = restore(host, leaving, () => desired.host.settings.length > 0, view);
  const during = remember(host, desired.host, changes);
  const services = rememberServices(own, desired.table, current);
  const old = abandoned(own, desired.table);
  const to = { services: [...desired.table.services, ...tableBefore(old).services] };
  const ours = keysOf(services);
  return {
    changes: [...changes, ...back.changes],
    commands: diffTables(to, current, ours),
    notes: back.notes,
    first: changes.filter(({ kind }) => kind === "setting"),
    last: [...changes.filter(({ kind }) => kind !== "setting"), ...back.changes],
    table: { from: current, to, ours },
    before,
    during: { host: { ...during, wanted: [...during.wanted, ...leaving] }, services },
    after: {
      host: remember(back.journal, desired.host, changes),
      services: services.filter((one) => !old.includes(one)),
    },
  };
}

/** The way back: what starting changed, and nothing else. */
export function stopTransition(before: DirectorJournal, view: HostView, current: IpvsTable): Transition {
  const { changes, notes } = restore(before.host, before.host.wanted, () => false, view);
  const table = { from: current, to: tableBefore(before.services), ours: keysOf(before.services) };
  return {
    changes,
    notes,
    commands: diffTables(table.to, table.from, table.ours),
    first: changes.filter(({ kind }) => kind !== "setting"),
    last: changes.filter(({ kind }) => kind === "setting"),
    table,
    before,
    during: before,
    after: undefined,
  };
}

interface Step {
  /** The refusal in whole sentences; then nothing of this step stands, unless it says so. */
  run(): string | undefined;
  undo(): string | undefined;
}

/** Why it could not be made, in whole sentences; then nothing of it stands, unless they say so. `save` puts a journal on disk. */
export function makeTransition(
  { first, last, table, before, during, after }: Transition,
  save: (journal: DirectorJournal | undefined) => void,
  ports: HostPorts,
  ipvs: IpvsTables,
): string | undefined {
  save(during);
  const steps = [hostStep(first, ports), tableStep(table, ipvs), hostStep(last, ports)];
  for (const [index, step] of steps.entries()) {
    const refusal = step.run();
    if (refusal === undefined) continue;
    const done = steps.slice(0, index).toReversed();
    const stuck = done.flatMap(({ undo }) => undo() ?? []);
    if (stuck.length > 0)
      return `${refusal}. What was done before could not all be undone: ${stuck.join("; ")}`;
    save(before);
    return `${refusal}. Nothing was changed`;
  }
  save(after);
  return undefined;
}

function hostStep(changes: readonly HostChange[], ports: HostPorts): Step {
  return {
    run: () => {
      const refusal = applyChanges(changes, ports);
      if (refusal === undefined) return undefined;
      return [refusal.message, ...refusal.stuck.map((change) => `not undone: ${change}`)].join(". ");
    },
    undo: () => applyChanges(changes.toReversed().map(inverse), ports)?.message,
  };
}

function tableStep({ from, to, ours }: Transition["table"], ipvs: IpvsTables): Step {
  const touched = new Set(ours.map(serviceName));
  const then = { services: from.services.filter(({ key }) => touched.has(serviceName(key))) };
  const undo = () => sentence(reachTable(then, ours, ipvs));
  return {
    run: () => {
      const refusal = sentence(reachTable(to, ours, ipvs));
      if (refusal === undefined) return undefined;
      const stuck = undo();
      return stuck === undefined ? refusal : `${refusal}. Not undone: ${stuck}`;
    },
    undo,
  };
}

function sentence(lines: readonly string[]): string | undefined {
  return lines.length === 0 ? undefined : lines.join("; ");
}

function keysOf(services: readonly OwnService[]): readonly VirtualServerKey[] {
  return services.map(({ key }) => key);
}
