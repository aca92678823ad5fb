/** Every way in which one of Vigil's processes can die or stall, as MASTER and as BACKUP, with keepalived as the other director. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { PacketWatch } from "../capture.ts";
import type { Director, ProcessRole } from "../director/director.ts";
import { hasLocalAddress, ipvsConnections, ipvsServers } from "../kernel-files.ts";
import { Lab } from "../lab.ts";
import type { ScenarioContext } from "../scenario-context.ts";
import { type DirectorName, serverAddresses, virtualAddress } from "../topology/plan.ts";
import { countByServer } from "../traffic/answer.ts";
import { nowMs, waitFor } from "../wait-for.ts";

/** Whether the director whose processes die is the master of the pair. */
export const deathRoles = ["MASTER", "BACKUP"] as const;
export type DeathRole = (typeof deathRoles)[number];

export interface DeathsParameters {
  readonly roles: readonly DeathRole[];
  readonly examples: string;
}

/** What each death must be judged by; times in milliseconds. */
export interface DeathFacts {
  readonly "parent killed": {
    readonly processesGoneMs: number;
    readonly addressGoneMs: number;
    readonly tableGoneMs: number;
    /** Whether an advertisement of priority 0 was heard from it. */
    readonly saidGoodbye: boolean;
    readonly peerIsMaster: boolean;
  };
  readonly "checker killed": {
    readonly respawned: boolean;
    /** Every table other than the one before, seen while the checker was away and for a while after. */
    readonly otherTables: readonly string[];
    readonly connectionsLost: number;
    readonly answers: Readonly<Record<string, number>>;
  };
  readonly "vrrp killed": {
    readonly respawned: boolean;
    /** Whether both directors were ever seen to have the address. */
    readonly heldByBoth: boolean;
    /** Who has it in the end. */
    readonly holders: readonly DirectorName[];
  };
  readonly "all killed": {
    readonly leftBehind: { readonly address: boolean; readonly servers: readonly string[] };
    readonly afterNextStart: {
      readonly oldAddress: boolean;
      readonly newAddress: boolean;
      readonly services: string;
    };
  };
  readonly "vrrp stopped for 10 s": {
    /** Who has the address once nothing changes any more. */
    readonly holders: readonly DirectorName[];
    /** Advertisements that it sent from waking up on. */
    readonly advertsAfterWaking: number;
    /** Whether the other director had become, or stayed, MASTER meanwhile. */
    readonly peerWasMaster: boolean;
  };
  readonly "stopped while a better master returned": {
    /** Who has the address once nothing changes any more. */
    readonly holders: readonly DirectorName[];
    readonly advertsAfterWaking: number;
  };
}

export type DeathName = keyof DeathFacts;
export const deathNames = [
  "checker killed",
  "vrrp killed",
  "vrrp stopped for 10 s",
  "parent killed",
  "all killed",
  "stopped while a better master returned",
] as const satisfies readonly DeathName[];

export type DeathReport =
  | {
      readonly kind: "death";
      readonly role: DeathRole;
      readonly name: DeathName;
      readonly facts: DeathFacts[DeathName];
    }
  | { readonly kind: "failed"; readonly role: DeathRole; readonly name: DeathName; readonly error: string }
  | { readonly kind: "end"; readonly role: DeathRole; readonly log: readonly string[] };

const settledLimitMs = 60_000;
/** More than 3 x advert_int + skew of either director. */
const masterDownLimitMs = 5_000;
/** Nothing changes any more: as long as a master-down timer that runs would take. */
const unchangedMs = 4_000;
const newAddress = "172.16.1.101";

/** The pair with Vigil on one side, and what the deaths look at. */
class Patient {
  readonly lab: Lab;
  readonly role: DeathRole;
  readonly director: Director;
  readonly peerName: DirectorName;

  constructor(lab: Lab, role: DeathRole) {
    this.lab = lab;
    this.role = role;
    this.director = lab.directors[role === "MASTER" ? "lvs01" : "lvs02"];
    this.peerName = role === "MASTER" ? "lvs02" : "lvs01";
  }

  get pid(): number {
    return this.director.container.initPid;
  }

  holders(): DirectorName[] {
    return (["lvs01", "lvs02"] as const).filter((name) => this.lab.hasVirtualAddress(name));
  }

  /** Who has the address once that has not changed for a while. */
  async settledHolders(): Promise<DirectorName[]> {
    let holders = this.holders();
    for (let sinceMs = nowMs(); nowMs() - sinceMs < unchangedMs; await sleep(50)) {
      const now = this.holders();
      if (now.join() === holders.join()) continue;
      holders = now;
      sinceMs = nowMs();
    }
    return holders;
  }

  /** Both directors run, lvs01 is MASTER, and both tables are full. */
  async settle(): Promise<void> {
    if (!this.director.running) this.director.start();
    await this.lab.awaitMaster("lvs01", settledLimitMs);
    await this.lab.awaitServers(["lvs01", "lvs02"], ["proxy01", "proxy02"], settledLimitMs);
    await this.ready();
  }

  /** The pid files of all three processes stand: the daemon has come to the end of its start. */
  async ready(): Promise<void> {
    const roles: readonly ProcessRole[] = ["parent", "vrrp", "checker"];
    await waitFor("all three processes", settledLimitMs, () =>
      roles.every((role) => this.director.pidOf(role) !== undefined),
    );
  }

  /** Milliseconds from now until the condition holds. */
  until(what: string, condition: () => boolean, limitMs = 15_000): Promise<number> {
    return waitFor(what, limitMs, condition, 10);
  }

  hasAddress(): boolean {
    return hasLocalAddress(this.pid, virtualAddress);
  }

  /** An advertisement that it sent, as tcpdump prints it. */
  advert(priority = "\\d+"): RegExp {
    const from = `IP ${serverAddresses[this.director.name]} > 224.0.0.18`.replaceAll(".", "\\.");
    return new RegExp(`${from}.*prio ${priority}\\b`);
  }

  advertsFrom(watch: PacketWatch, sinceMs: number, advert = this.advert()): number {
    return watch.seen.filter(({ atMs, text }) => atMs >= sinceMs && advert.test(text)).length;
  }
}

async function parentKilled(patient: Patient): Promise<DeathFacts["parent killed"]> {
  const { director, lab, peerName } = patient;
  const watch = await PacketWatch.start(lab.set, "bridge", "br0");
  const start = nowMs();
  director.signal("parent", "SIGKILL");
  const addressGoneMs = await patient.until("address gone", () => !patient.hasAddress());
  const tableGoneMs =
    (await patient.until("table gone", () => ipvsServers(patient.pid) === undefined)) + addressGoneMs;
  const processesGoneMs =
    (await patient.until("processes gone", () => director.container.processes().size === 0)) + tableGoneMs;
  await waitFor("the peer to be master", 15_000, () => lab.hasVirtualAddress(peerName));
  await sleep(500);
  await watch.stop();
  const saidGoodbye = patient.advertsFrom(watch, start, patient.advert("0")) > 0;
  return {
    processesGoneMs,
    addressGoneMs,
    tableGoneMs,
    saidGoodbye,
    peerIsMaster: patient.holders().join() === peerName,
  };
}

async function checkerKilled(patient: Patient): Promise<DeathFacts["checker killed"]> {
  const { director, lab } = patient;
  await lab.webServers.proxy01.dies();
  await lab.awaitServers(["lvs01", "lvs02"], ["proxy02"], settledLimitMs);
  lab.traffic.startSteady(100);
  await sleep(3000);
  const table = ipvsServers(patient.pid)?.join(" ") ?? "";
  const connections = ipvsConnections(patient.pid);
  const before = director.pidOf("checker");
  const killedMs = nowMs();
  director.signal("checker", "SIGKILL");
  const others = new Set<string>();
  let respawned = false;
  // delay_loop is 6 s: the respawned process has made its first check when this ends.
  for (const endMs = nowMs() + 20_000; nowMs() < endMs; await sleep(50)) {
    const now = ipvsServers(patient.pid)?.join(" ") ?? "no service";
    if (now !== table) others.add(now);
    const pid = director.pidOf("checker");
    respawned ||= pid !== undefined && pid !== before;
  }
  const kept = new Set(ipvsConnections(patient.pid));
  await lab.traffic.stopSteady();
  const answers = countByServer(lab.traffic.between(killedMs - 1000, nowMs()));
  await lab.webServers.proxy01.start();
  const connectionsLost = connections.filter((one) => !kept.has(one)).length;
  return { respawned, otherTables: [...others], connectionsLost, answers };
}

async function vrrpKilled(patient: Patient): Promise<DeathFacts["vrrp killed"]> {
  const { director } = patient;
  const before = director.pidOf("vrrp");
  director.signal("vrrp", "SIGKILL");
  let heldByBoth = false;
  // Longer than the peer's master-down time: by then it has taken over, or was never without a master.
  for (const endMs = nowMs() + masterDownLimitMs; nowMs() < endMs; await sleep(10))
    heldByBoth ||= patient.holders().length > 1;
  const holders = await patient.settledHolders();
  await waitFor("a new VRRP process", settledLimitMs, () => {
    const pid = director.pidOf("vrrp");
    return pid !== undefined && pid !== before;
  });
  return { respawned: true, heldByBoth, holders };
}

/** A file of the same director with another address, and so with another service. */
async function changedFile(director: Director): Promise<string> {
  const text = await readFile(director.configFile, "utf8");
  const path = `/tmp/vigil-lab-${director.name}-changed.conf`;
  await writeFile(path, text.replaceAll(virtualAddress, newAddress), { mode: 0o600 });
  return path;
}

async function allKilled(patient: Patient): Promise<DeathFacts["all killed"]> {
  const { director, lab } = patient;
  const file = await changedFile(director);
  director.stopProcesses();
  director.killProcesses();
  await patient.until("all processes gone", () => director.container.processes().size === 0);
  const leftBehind = { address: patient.hasAddress(), servers: ipvsServers(patient.pid) ?? [] };
  director.start(file);
  await patient.ready();
  // Alone in its virtual router's new list of addresses it may be master or not; what was left must be gone either way.
  await patient.until(
    "the old service gone",
    () => !(director.container.readFile("/proc/net/ip_vs") ?? "").includes("AC100164"),
  );
  const { table } = await lab.view(director.name);
  if (patient.role === "MASTER")
    await waitFor("the new address", 15_000, () => hasLocalAddress(patient.pid, newAddress));
  const afterNextStart = {
    oldAddress: patient.hasAddress(),
    newAddress: hasLocalAddress(patient.pid, newAddress),
    services: table.filter((line) => line.startsWith("TCP")).join("; "),
  };
  await director.stop();
  return { leftBehind, afterNextStart };
}

/** Continues the stopped VRRP process and looks at what it does in the next seconds. */
async function wake(
  patient: Patient,
  watch: PacketWatch,
): Promise<DeathFacts["stopped while a better master returned"]> {
  const wokenMs = nowMs();
  patient.director.signal("vrrp", "SIGCONT");
  const holders = await patient.settledHolders();
  await watch.stop();
  return { holders, advertsAfterWaking: patient.advertsFrom(watch, wokenMs) };
}

async function vrrpStopped(patient: Patient): Promise<DeathFacts["vrrp stopped for 10 s"]> {
  const { director, lab, peerName } = patient;
  const watch = await PacketWatch.start(lab.set, "bridge", "br0");
  director.signal("vrrp", "SIGSTOP");
  await sleep(10_000);
  const peerWasMaster = lab.hasVirtualAddress(peerName);
  return { ...(await wake(patient, watch)), peerWasMaster };
}

/** The backup has become MASTER, is stopped, and the better director comes back meanwhile: waking up, it must not say a word. */
async function betterMasterReturned(
  patient: Patient,
): Promise<DeathFacts["stopped while a better master returned"]> {
  const { director, lab, peerName } = patient;
  await lab.directors[peerName].stop();
  await lab.awaitMaster(director.name, 30_000);
  const watch = await PacketWatch.start(lab.set, "bridge", "br0");
  // Right after an advert it sleeps: stopped at the very moment it sends one, it would send that one when it wakes.
  await watch.next(patient.advert(), 5_000);
  await sleep(200);
  director.signal("vrrp", "SIGSTOP");
  lab.directors[peerName].start();
  await lab.awaitAddress(peerName, 45_000);
  await sleep(5000);
  return wake(patient, watch);
}

const deaths: { readonly [Name in DeathName]: (patient: Patient) => Promise<DeathFacts[Name]> } = {
  "parent killed": parentKilled,
  "checker killed": checkerKilled,
  "vrrp killed": vrrpKilled,
  "all killed": allKilled,
  "vrrp stopped for 10 s": vrrpStopped,
  "stopped while a better master returned": betterMasterReturned,
};

/** Only a director with a better peer can meet that one's return. */
export function appliesTo(name: DeathName, role: DeathRole): boolean {
  return name !== "stopped while a better master returned" || role === "BACKUP";
}

async function runRole(
  role: DeathRole,
  number: number,
  parameters: DeathsParameters,
  context: ScenarioContext,
): Promise<void> {
  const tell = (facts: DeathReport) => context.say({ kind: "facts", facts });
  const director = (name: DirectorName, isPatient: boolean) => ({
    name,
    program: isPatient ? ("vigil" as const) : ("keepalived" as const),
    configFile: join(parameters.examples, "lvs-dr", `${name}.conf`),
    dist: context.dist,
  });
  const directors = [director("lvs01", role === "MASTER"), director("lvs02", role === "BACKUP")] as const;
  const lab = await Lab.open({ mode: "DR", directors, dist: context.dist, number });
  try {
    const patient = new Patient(lab, role);
    lab.directors[patient.peerName].start();
    for (const name of deathNames.filter((one) => appliesTo(one, role))) {
      try {
        await patient.settle();
        tell({ kind: "death", role, name, facts: await deaths[name](patient) });
      } catch (error) {
        tell({ kind: "failed", role, name, error: error instanceof Error ? error.message : String(error) });
      }
    }
    tell({ kind: "end", role, log: patient.director.log.map(({ text }) => text) });
  } finally {
    lab.close();
  }
}

/** Both roles at once, each in a network of its own. */
export async function runDeaths(parameters: DeathsParameters, context: ScenarioContext): Promise<void> {
  await Promise.all(parameters.roles.map((role, number) => runRole(role, number, parameters, context)));
}
