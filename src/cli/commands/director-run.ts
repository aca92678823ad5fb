/** Starting and stopping a director without a daemon: reads, plans, remembers, changes. */
import { readlinkSync } from "node:fs";
import { holderOf } from "../../daemon/pid-file.ts";
import { type Announcement, announcements } from "../../director/announce.ts";
import {
  type DirectorJournal,
  directorJournalFromJson,
  directorJournalToJson,
} from "../../director/journal.ts";
import {
  makeTransition,
  startTransition,
  stopTransition,
  type Transition,
} from "../../director/transition.ts";
import type { IpvsTable } from "../../ipvs/table.ts";
import { openIpvs } from "../../linux/ipvs.ts";
import { openVrrpPackets } from "../../linux/packets.ts";
import { fileLocks } from "../../linux/process-control.ts";
import type { Ipvs } from "../../ports/ipvs.ts";
import type { HostPorts } from "../../realserver/apply.ts";
import { type HostView, viewHost } from "../../realserver/host-view.ts";
import { type ChangeJournal, changeJournal } from "../change-journal.ts";
import { CommandError } from "../command-error.ts";
import { withHost } from "../host-ports.ts";
import { readConfigFile } from "../read-config.ts";

export type DirectorChange = Pick<Transition, "changes" | "commands" | "notes">;

export interface DirectorRequest {
  readonly file: string;
  readonly device: string | undefined;
}

const pidFile = "/run/keepalived.pid";
/** As keepalived's vrrp_garp_master_repeat, which stands for neighbour advertisements too. */
const announcementsEach = 5;

function openJournal(): ChangeJournal<DirectorJournal> {
  return changeJournal("director", { toJson: directorJournalToJson, fromJson: directorJournalFromJson });
}

/** What `start` would do. */
export function planDirector(request: DirectorRequest): DirectorChange {
  const before = openJournal().read();
  return withKernel((ports, ipvs) =>
    plan(request, before, viewHost(ports.routing, ports.sysctl), ipvs.read()),
  );
}

/** Throws CommandError when it cannot be; then nothing is changed. */
export function startDirector(request: DirectorRequest): DirectorChange {
  refuseBesideDaemon();
  return changing((journal, ports, ipvs) => {
    const view = viewHost(ports.routing, ports.sysctl);
    const transition = plan(request, journal.read(), view, ipvs.read());
    make(transition, journal, ports, ipvs);
    const frames = announcements(transition.changes, view, (name) => ports.routing.forwardsIpv6(name));
    return { ...transition, notes: [...transition.notes, ...announce(frames)] };
  });
}

/** What starting changed goes back, and nothing else. */
export function stopDirector(): DirectorChange {
  return changing((journal, ports, ipvs) => {
    const before = journal.read();
    if (before === undefined) return { changes: [], commands: [], notes: ["nothing was started here"] };
    const transition = stopTransition(before, viewHost(ports.routing, ports.sysctl), ipvs.read());
    make(transition, journal, ports, ipvs);
    return transition;
  });
}

function plan(
  { file, device }: DirectorRequest,
  before: DirectorJournal | undefined,
  view: HostView,
  current: IpvsTable,
): Transition {
  const { config, report } = readConfigFile(file, true);
  const transition = startTransition(config, device, before, view, current);
  if ("problems" in transition) throw new CommandError(transition.problems.join("\n"));
  return { ...transition, notes: [...report, ...transition.notes] };
}

function make(
  transition: Transition,
  journal: ChangeJournal<DirectorJournal>,
  ports: HostPorts,
  ipvs: Ipvs,
): void {
  const save = (state: DirectorJournal | undefined) =>
    state === undefined ? journal.remove() : journal.write(state);
  const refusal = makeTransition(transition, save, ports, ipvs);
  if (refusal !== undefined) throw new CommandError(refusal);
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
    return failures.map((failure) => `an address could not be announced: ${failure}`);
  } finally {
    packets.close();
  }
}
