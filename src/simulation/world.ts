/** The machines of a scenario on their LAN, and the faults that can be done to them. */
import { encodeIpv4, TOS_INTERNETWORK_CONTROL } from "../wire/ipv4.ts";
import { encodeVrrpV2, VRRP_GROUP, VRRP_PROTOCOL, VRRP_TTL } from "../wire/vrrp-v2.ts";
import { SimulatedHost } from "./host.ts";
import { Lan } from "./lan.ts";
import type { Random } from "./random.ts";
import type { Fault, Happening, Recorded } from "./record.ts";
import { type RouterPlan, type Scenario, START_US } from "./scenario.ts";
import { Timeline } from "./timeline.ts";
import { VrrpProcess } from "./vrrp-process.ts";

/** A neighbour that is no member: what it sends must change nothing. */
export const STRANGER = "stranger";

/** A router with what has been done to it. */
export interface Member {
  readonly plan: RouterPlan;
  readonly host: SimulatedHost;
  process: VrrpProcess | undefined;
  stalled: boolean;
  hasSource: boolean;
}

export class World {
  readonly timeline = new Timeline(START_US);
  readonly lan: Lan;
  readonly members: readonly Member[];
  readonly records: Recorded[] = [];
  readonly #random: Random;
  readonly #scenario: Scenario;

  constructor(scenario: Scenario, random: Random) {
    this.#random = random;
    this.#scenario = scenario;
    this.lan = new Lan(this.timeline, random, (happening) => this.record(happening));
    this.lan.attach({ name: STRANGER, receive: () => undefined });
    this.members = scenario.routers.map((plan): Member => {
      const host = new SimulatedHost(plan, this.lan, (happening) => this.record(happening));
      return { plan, host, process: undefined, stalled: false, hasSource: true };
    });
  }

  record(happening: Happening): void {
    this.records.push({ ...happening, atUs: this.timeline.nowUs() });
  }

  powerOff(member: Member): void {
    this.#note(member, { kind: "power-off" });
    member.process?.kill();
    member.process = undefined;
    member.stalled = false;
    member.host.setPowered(false);
  }

  powerOn(member: Member): void {
    member.hasSource = true;
    member.host.setPowered(true);
    this.#note(member, { kind: "power-on" });
    this.start(member);
  }

  kill(member: Member): void {
    this.#note(member, { kind: "kill" });
    member.process?.kill();
    member.process = undefined;
    member.stalled = false;
  }

  start(member: Member): void {
    this.#note(member, { kind: "start" });
    const record = (happening: Happening) => this.record(happening);
    member.process = new VrrpProcess(member.host, member.plan.config, this.timeline, this.#random, record);
  }

  stop(member: Member): void {
    this.#note(member, { kind: "stop" });
    member.process?.stop();
    member.process = undefined;
  }

  stall(member: Member): void {
    this.#note(member, { kind: "stall" });
    member.stalled = true;
    member.process?.stall();
  }

  continue(member: Member): void {
    this.#note(member, { kind: "continue" });
    member.stalled = false;
    member.process?.continue();
  }

  setCable(member: Member, plugged: boolean): void {
    this.#note(member, { kind: "cable", plugged });
    member.host.setPlugged(plugged);
  }

  setSource(member: Member, present: boolean): void {
    this.#note(member, { kind: "source-address", present });
    member.hasSource = present;
    const requests = [member.host.sourceRequest()];
    if (present) member.host.kernel.addAddresses(requests);
    else member.host.kernel.removeAddresses(requests);
    member.host.announceReadable();
  }

  /** An administrator's `ip address del`; nothing where the address is not. */
  deleteVirtualAddress(member: Member): void {
    const address = this.#random.pick(this.#scenario.virtualAddresses);
    const [link] = member.host.kernel.links();
    if (link === undefined || !this.holds(member)) return;
    this.#note(member, { kind: "address-deleted", address });
    member.host.kernel.removeAddresses([{ interfaceIndex: link.index, address, prefixLength: 32, scope: 0 }]);
    member.host.announceReadable();
  }

  /** Whether the kernel of this machine has any virtual address. */
  holds(member: Member): boolean {
    return member.host.kernel.addresses().length > (member.hasSource ? 1 : 0);
  }

  /** An advert that claims everything and fails one receive check each time. */
  intrude(): void {
    const [password, ttl, virtualRouterId] = this.#random.pick([
      [0x32, VRRP_TTL, 50],
      [0x31, VRRP_TTL - 1, 50],
      [0x31, VRRP_TTL, 51],
    ] as const);
    const payload = encodeVrrpV2({
      virtualRouterId,
      priority: this.#random.pick([255, 255, 0]),
      authenticationType: 1,
      advertIntervalS: this.#scenario.advertIntervalUs / 1_000_000,
      addresses: this.#scenario.virtualAddresses,
      authentication: [password, 0x31, 0x31, 0x31, 0, 0, 0, 0],
    });
    const bytes = encodeIpv4({
      tos: TOS_INTERNETWORK_CONTROL,
      identification: 1,
      ttl,
      protocol: VRRP_PROTOCOL,
      source: { family: 4, bytes: [172, 16, 1, 99] },
      destination: VRRP_GROUP,
      payload,
    });
    this.lan.send(STRANGER, { kind: "ipv4", bytes });
  }

  #note(member: Member, fault: Fault): void {
    this.record({ kind: "fault", host: member.plan.name, fault });
  }
}
