/** One Ethernet that loses, delays, doubles and can be cut in parts. */
import type { Random } from "./random.ts";
import type { Recorder, WireFrame } from "./record.ts";
import type { Timeline } from "./timeline.ts";

export interface LanConditions {
  /** Probabilities, 0 to 1. */
  readonly loss: number;
  readonly duplication: number;
  /** Each frame takes its own time, so frames may overtake each other. */
  readonly maxDelayUs: number;
}

/** As good as a real LAN: some time, no loss. */
export const CALM: LanConditions = { loss: 0, duplication: 0, maxDelayUs: 500 };

export interface LanPort {
  readonly name: string;
  receive(frame: WireFrame, from: string): void;
}

interface LanState {
  readonly port: LanPort;
  part: number;
  plugged: boolean;
}

export class Lan {
  conditions: LanConditions = CALM;
  readonly #timeline: Timeline;
  readonly #random: Random;
  readonly #record: Recorder;
  readonly #ports = new Map<string, LanState>();

  constructor(timeline: Timeline, random: Random, record: Recorder) {
    this.#timeline = timeline;
    this.#random = random;
    this.#record = record;
  }

  attach(port: LanPort): void {
    this.#ports.set(port.name, { port, part: 0, plugged: true });
  }

  setPlugged(name: string, plugged: boolean): void {
    const state = this.#ports.get(name);
    if (state !== undefined) state.plugged = plugged;
  }

  /** Hosts that are not named fall into part 0. */
  partition(parts: ReadonlyMap<string, number>): void {
    for (const [name, state] of this.#ports) state.part = parts.get(name) ?? 0;
    this.#record({ kind: "partition", parts });
  }

  partOf(name: string): number | undefined {
    return this.#ports.get(name)?.part;
  }

  send(from: string, frame: WireFrame): void {
    this.#record({ kind: "sent", host: from, frame });
    for (const to of this.#ports.keys()) {
      if (to === from || !this.#isReachable(from, to) || this.#random.chance(this.conditions.loss)) continue;
      this.#deliverLater(from, to, frame);
      if (this.#random.chance(this.conditions.duplication)) this.#deliverLater(from, to, frame);
    }
  }

  #deliverLater(from: string, to: string, frame: WireFrame): void {
    this.#timeline.after(this.#random.between(20, this.conditions.maxDelayUs), () => {
      // A cable that was pulled meanwhile takes what is under way along.
      if (this.#isReachable(from, to)) this.#ports.get(to)?.port.receive(frame, from);
    });
  }

  #isReachable(from: string, to: string): boolean {
    const [a, b] = [this.#ports.get(from), this.#ports.get(to)];
    return a?.plugged === true && b?.plugged === true && a.part === b.part;
  }
}
