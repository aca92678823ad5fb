/** Starting and stopping a director without a daemon: reads, plans, remembers, changes. */
import { readlinkSync } from "node:fs";
import type { VirtualServerKey } from "../../config/model.ts";
import { serviceName } from "../../config/service-name.ts";
import { holderOf } from "../../daemon/pid-file.ts";
import { type Announcement, announcements } from "../../director/announce.ts";
import { desiredDirector } from "../../director/desired.ts";
import {
  abandoned,
  type DirectorJournal,
  directorJournalFromJson,
  directorJournalToJson,
  emptyDirectorJournal,
  type OwnService,
  rememberServices,
  tableBefore,
} from "../../director/journal.ts";
import { reachTable } from "../../director/table.ts";
import { diffTables } from "../../ipvs/diff.ts";
import type { IpvsCommand, IpvsTable } from "../../ipvs/table.ts";
import { openIpvs } from "../../linux/ipvs.ts";
import { openVrrpPackets } from "../../linux/packets.ts";
import { fileLocks } from "../../linux/process-control.ts";
import type { Ipvs } from "../../ports/ipvs.ts";
import { applyChanges, type HostPorts } from "../../realserver/apply.ts";
import { type HostChange, inverse } from "../../realserver/change.ts";
import { diffHost } from "../../realserver/diff.ts";
import { type HostView, samePlace, viewHost } from "../../realserver/host-view.ts";
import { remember } from "../../realserver/journal.ts";
import { restore } from "../../realserver/restore.ts";
import { type ChangeJournal, changeJournal } from "../change-journal.ts";
import { CommandError } from "../command-error.ts";
import { withHost } from "../host-ports.ts";
import { readConfigFile } from "../read-config.ts";

export interface DirectorChange {
  readonly changes: readonly HostChange[];
  readonly commands: readonly IpvsCommand[];
  readonly notes: readonly string[];
}

export interface DirectorRequest {
  readonly file: string;
  readonly device: string | undefined;
}

/** What leads to the wanted state, and what has to be on disk meanwhile. */
interface Transition extends DirectorChange {
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

const pidFile = "/run/keepalived.pid";
/** As keepalived's vrrp_garp_master_repeat. */
const announcementsEach = 5;

function openJournal(): ChangeJournal<DirectorJournal> {
  return changeJournal("director", { toJson: directorJournalToJson, fromJson: directorJournalFromJson });
}

/** What `start` would do. */
export function planDirector(request: DirectorRequest): DirectorChange {
  const before = openJournal().read();
  return withKernel((ports, ipvs) =>
    startTransition(request, before, viewHost(ports.routing, ports.sysctl), ipvs.read()),
  );
}

/** Throws CommandError when it cannot be; then nothing is changed. */
export function startDirector(request: DirectorRequest): DirectorChange {
  refuseBesideDaemon();
  return changing((journal, ports, ipvs) => {
    const view = viewHost(ports.routing, ports.sysctl);
    const transition = startTransition(request, journal.read(), view, ipvs.read());
    makeTransition(transition, journal, ports, ipvs);
    return {
      ...transition,
      notes: [...transition.notes, ...announce(announcements(transition.changes, view))],
    };
  });
}

/** What starting changed goes back, and nothing else. */
export function stopDirector(): DirectorChange {
  return changing((journal, ports, ipvs) => {
    const before = journal.read();
    if (before === undefined) return { changes: [], commands: [], notes: ["nothing was started here"] };
    const view = viewHost(ports.routing, ports.sysctl);
    const { changes, notes } = restore(before.host, before.host.wanted, () => false, view);
    const table = { from: ipvs.read(), to: tableBefore(before.services), ours: keysOf(before.services) };
    const commands = diffTables(table.to, table.from, table.ours);
    const first = changes.filter(({ kind }) => kind !== "setting");
    const last = changes.filter(({ kind }) => kind === "setting");
    const transition = {
      changes,
      notes,
      commands,
      first,
      last,
      table,
      before,
      during: before,
      after: undefined,
    };
    makeTransition(transition, journal, ports, ipvs);
    return transition;
  });
}

function startTransition(
  { file, device }: DirectorRequest,
  before: DirectorJournal | undefined,
  view: HostView,
  current: IpvsTable,
): Transition {
  const desired = desiredDirector(readConfigFile(file, true), device, view);
  const { changes, problems } = diffHost(desired.host, view);
  if (desired.problems.length + problems.length > 0)
    throw new CommandError([...desired.problems, ...problems].join("\n"));
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
    notes: [...desired.notes, ...back.notes],
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

interface Step {
  /** The refusal in whole sentences; then nothing of this step stands, unless it says so. */
  run(): string | undefined;
  undo(): string | undefined;
}

/** Throws CommandError when something is refused; what was done is then undone. */
function makeTransition(
  { first, last, table, before, during, after }: Transition,
  journal: ChangeJournal<DirectorJournal>,
  ports: HostPorts,
  ipvs: Ipvs,
): void {
  journal.write(during);
  const steps = [hostStep(first, ports), tableStep(table, ipvs), hostStep(last, ports)];
  for (const [index, step] of steps.entries()) {
    const refusal = step.run();
    if (refusal === undefined) continue;
    const stuck = steps
      .slice(0, index)
      .toReversed()
      .flatMap(({ undo }) => undo() ?? []);
    if (stuck.length > 0)
      throw new CommandError(`${refusal}. What was done before could not all be undone: ${stuck.join("; ")}`);
    keep(before, journal);
    throw new CommandError(`${refusal}. Nothing was changed`);
  }
  keep(after, journal);
}

function keep(state: DirectorJournal | undefined, journal: ChangeJournal<DirectorJournal>): void {
  if (state === undefined) journal.remove();
  else journal.write(state);
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

function tableStep({ from, to, ours }: Transition["table"], ipvs: Ipvs): Step {
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

function changing(
  action: (journal: ChangeJournal<DirectorJournal>, ports: HostPorts, ipvs: Ipvs) => DirectorChange,
): DirectorChange {
  const journal = openJournal();
  journal.lock();
  try {
    return withKernel((ports, ipvs) => action(journal, ports, ipvs));
  } finally {
    journal.unlock();
  }
}

/** Throws CommandError where the kernel has no IPVS. */
function withKernel<T>(action: (ports: HostPorts, ipvs: Ipvs) => T): T {
  const ipvs = open();
  try {
    return withHost((ports) => action(ports, ipvs));
  } finally {
    ipvs.close();
  }
}

function open(): ReturnType<typeof openIpvs> {
  try {
    return openIpvs();
  } catch (error) {
    const { code, message } = error as Error & { readonly code?: string };
    throw code === undefined ? error : new CommandError(`${code}: ${message}`);
  }
}

/** A daemon keeps the table by its checks, and would undo what is done here. */
function refuseBesideDaemon(): void {
  const pid = holderOf(pidFile, fileLocks);
  if (pid === undefined || networkOf(pid) !== networkOf(process.pid)) return;
  throw new CommandError(
    `a daemon runs here (process ${pid}, ${pidFile}) and keeps table and addresses itself: change its file and send it HUP, or stop it first (kill ${pid})`,
  );
}

/** undefined for a process that is gone. */
function networkOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/ns/net`);
  } catch {
    return undefined;
  }
}

/** Answers what could not be sent: neighbours then keep the old way until their entries age. */
function announce(frames: readonly Announcement[]): readonly string[] {
  const packets = openVrrpPackets();
  try {
    const links = new Map(frames.map(({ interfaceName: name, index }) => [name, { name, index }]));
    const failures = [...packets.listen([...links.values()])];
    for (const { interfaceName, frame } of frames) {
      const answers = Array.from({ length: announcementsEach }, () =>
        packets.sendFrame(interfaceName, frame),
      );
      const failure = answers.find((answer) => answer !== undefined);
      if (failure !== undefined) failures.push(failure);
    }
    return failures.map((failure) => `gratuitous ARP could not be sent: ${failure}`);
  } finally {
    packets.close();
  }
}
