/** Starting, stopping and looking at a real server: reads, plans, remembers, changes. */
import { LinuxRoutes } from "../../linux/routes.ts";
import { applyChanges, type HostPorts } from "../../realserver/apply.ts";
import type { HostChange } from "../../realserver/change.ts";
import { unfitReason } from "../../realserver/check-address.ts";
import { missingTunnels, virtualAddressOn } from "../../realserver/desired.ts";
import { type Finding, findMistakes, gatewayFindings } from "../../realserver/findings.ts";
import {
  findLink,
  type HostView,
  isPresent,
  type PlacedAddress,
  samePlace,
  viewHost,
} from "../../realserver/host-view.ts";
import {
  emptyJournal,
  type HostJournal,
  isEmpty,
  journalFromJson,
  journalToJson,
} from "../../realserver/journal.ts";
import { planStart, planStop } from "../../realserver/plan.ts";
import { addressesEqual, formatAddress, type IpAddress } from "../../values/address.ts";
import { type ChangeJournal, changeJournal } from "../change-journal.ts";
import { CommandError } from "../command-error.ts";
import { withHost } from "../host-ports.ts";

export interface Change {
  readonly changes: readonly HostChange[];
  /** What the user should know besides. */
  readonly notes: readonly string[];
}

export interface Status {
  readonly addresses: readonly {
    readonly address: string;
    readonly interface: string;
    readonly present: boolean;
    readonly started: boolean;
  }[];
  readonly findings: readonly Finding[];
}

function openJournal(): ChangeJournal<HostJournal> {
  return changeJournal("realserver", { toJson: journalToJson, fromJson: journalFromJson });
}

/** Throws CommandError when it cannot be; then nothing is changed. */
export function start(addresses: readonly PlacedAddress[]): Change {
  return changing((journal, ports) => {
    const before = journal.read() ?? emptyJournal;
    const notes = loadTunnels([...before.wanted, ...addresses], ports);
    const plan = planStart(addresses, before, viewHost(ports.routing, ports.sysctl));
    if (plan.problems.length > 0) throw new CommandError(plan.problems.join("\n"));
    journal.write(plan.journal);
    makeChanges(plan.changes, journal, before, ports);
    const view = viewHost(ports.routing, ports.sysctl);
    const started = plan.journal.wanted;
    const findings = findMistakes(started, () => true, view);
    return { changes: plan.changes, notes: [...notes, ...findings.map(findingText)] };
  });
}

/** What `start` would do. */
export function planOnly(addresses: readonly PlacedAddress[]): Change {
  const before = openJournal().read() ?? emptyJournal;
  return withHost(({ routing, sysctl }) => {
    const view = viewHost(routing, sysctl);
    const missing = missingTunnels([...before.wanted, ...addresses], view);
    const notes = missing.map((device) => `${device} is not there yet: start would load its driver first`);
    const plan = planStart(addresses, before, view);
    if (missing.length === 0 && plan.problems.length > 0) throw new CommandError(plan.problems.join("\n"));
    return { changes: plan.changes, notes };
  });
}

/** Without addresses: all that were started. */
export function stop(addresses: readonly PlacedAddress[] | undefined): Change {
  return changing((journal, ports) => {
    const before = journal.read();
    if (before === undefined) return { changes: [], notes: ["nothing was started here"] };
    const restoration = planStop(addresses, before, viewHost(ports.routing, ports.sysctl));
    makeChanges(restoration.changes, journal, before, ports);
    if (isEmpty(restoration.journal)) journal.remove();
    else journal.write(restoration.journal);
    return restoration;
  });
}

/** Without addresses: all that were started, and what else looks like a virtual address on lo and the tunnels. */
export function status(addresses: readonly PlacedAddress[], director: IpAddress | undefined): Status {
  const journal = openJournal().read() ?? emptyJournal;
  return withHost(({ routing, sysctl }) => {
    const view = viewHost(routing, sysctl);
    const named = addresses.map((one) => journal.wanted.find(sameAddress(one)) ?? one);
    const wanted = named.length > 0 ? named : [...journal.wanted, ...strayAddresses(journal, view)];
    const isStarted = (one: PlacedAddress) => journal.wanted.some((other) => samePlace(one, other));
    const findings = [
      ...(wanted.length === 0 && director === undefined ? [nothingStarted] : []),
      ...findMistakes(wanted, isStarted, view),
      ...(director === undefined ? [] : gatewayFindings(director, new LinuxRoutes().defaultRoutes())),
    ];
    const shown = wanted.map((one) => ({
      address: formatAddress(one.address),
      interface: one.interfaceName,
      present: isPresent(view, one),
      started: isStarted(one),
    }));
    return { addresses: shown, findings };
  });
}

const nothingStarted: Finding = {
  code: "nothing-started",
  message:
    "this host has no virtual address; a real server by NAT needs none: vigil realserver status --nat DIRECTOR",
  remedy: "vigil realserver start VIP",
};

export function findingText({ message, remedy }: Finding): string {
  return `${message}. Remedy: ${remedy}`;
}

function changing(action: (journal: ChangeJournal<HostJournal>, ports: HostPorts) => Change): Change {
  const journal = openJournal();
  journal.lock();
  try {
    return withHost((ports) => action(journal, ports));
  } finally {
    journal.unlock();
  }
}

/** Throws CommandError for a refusal; the journal is then what it was before, unless something could not be taken back. */
function makeChanges(
  changes: readonly HostChange[],
  journal: ChangeJournal<HostJournal>,
  before: HostJournal,
  ports: HostPorts,
): void {
  const refusal = applyChanges(changes, ports);
  if (refusal === undefined) return;
  if (refusal.stuck.length > 0) {
    const left = refusal.stuck.join("; ");
    throw new CommandError(`${refusal.message}. Of what was done before, this could not be undone: ${left}`);
  }
  if (isEmpty(before)) journal.remove();
  else journal.write(before);
  throw new CommandError(`${refusal.message}. Nothing was changed`);
}

/** Throws CommandError where the kernel has no such tunnel. */
function loadTunnels(addresses: readonly PlacedAddress[], { routing, sysctl, links }: HostPorts): string[] {
  const missing = missingTunnels(addresses, viewHost(routing, sysctl));
  for (const device of missing) {
    const reason = links.loadTunnel(device);
    if (findLink(viewHost(routing, sysctl), device) !== undefined) continue;
    throw new CommandError(
      `this kernel has no ${device}${reason === undefined ? "" : ` (${reason})`}: modprobe ${device === "tunl0" ? "ipip" : "ip6_tunnel"}, on the host where this is a container`,
    );
  }
  return missing.map((device) => `the driver of ${device} was loaded, and stays`);
}

function sameAddress(one: PlacedAddress): (other: PlacedAddress) => boolean {
  return (other) => addressesEqual(one.address, other.address);
}

/** Addresses that somebody else put on lo or a tunnel device, loopback's own left out. */
function strayAddresses(journal: HostJournal, view: HostView): PlacedAddress[] {
  const found = new Map<string, PlacedAddress>();
  for (const present of view.addresses) {
    const link = view.links.find(({ index }) => index === present.interfaceIndex);
    const isTunnel = link?.name === "tunl0" || link?.name === "ip6tnl0";
    if (link === undefined || !(link.loopback || isTunnel) || unfitReason(present.address) !== undefined)
      continue;
    const place = virtualAddressOn(present.address, isTunnel);
    if (!journal.wanted.some(sameAddress(place))) found.set(formatAddress(present.address), place);
  }
  return [...found.values()];
}
