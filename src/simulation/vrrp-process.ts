/** The VRRP process of one simulated host: the daemon's own driver, and a scheduler that can stop or kill it. */
import type { VrrpInstanceConfig } from "../config/model.ts";
import type { Alarm } from "../ports/clock.ts";
import { VrrpDriver } from "../vrrp/driver.ts";
import type { SimulatedHost } from "./host.ts";
import type { Random } from "./random.ts";
import type { Recorder } from "./record.ts";
import type { Timeline } from "./timeline.ts";

/** A loaded machine wakes a process this late at most. */
export const MAX_WAKE_LATENCY_US = 300;

export class VrrpProcess implements Alarm {
  readonly #host: SimulatedHost;
  readonly #timeline: Timeline;
  readonly #random: Random;
  readonly #driver: VrrpDriver;
  #stalled = false;
  #ended = false;
  #onDue: () => void = () => undefined;
  #deadlineUs: number | undefined;
  /** Tells the alarm that was set last from those before it. */
  #alarmNumber = 0;

  constructor(
    host: SimulatedHost,
    config: VrrpInstanceConfig,
    timeline: Timeline,
    random: Random,
    record: Recorder,
  ) {
    this.#host = host;
    this.#timeline = timeline;
    this.#random = random;
    const say = (text: string) => record({ kind: "log", host: host.name, text });
    host.openSockets(() => !this.#stalled);
    this.#driver = new VrrpDriver({
      clock: timeline,
      alarm: this,
      routing: host.kernel,
      monitor: host.monitor,
      packets: host,
      log: { info: say, warn: say, error: say },
      onTransition: () => undefined,
    });
    this.#driver.configure([config]);
  }

  /** SIGTERM. */
  stop(): void {
    this.#driver.stop();
    this.kill();
  }

  /** SIGKILL: nothing is tidied. */
  kill(): void {
    this.#ended = true;
    this.#host.closeSockets();
  }

  /** SIGSTOP. */
  stall(): void {
    this.#stalled = true;
  }

  /** SIGCONT. Node runs due timers before it looks at sockets, so the alarm is what the driver hears first. */
  continue(): void {
    this.#stalled = false;
    if (this.#deadlineUs !== undefined && this.#deadlineUs <= this.#timeline.nowUs()) this.#ring();
    this.#host.announceReadable();
  }

  /** Nothing to prepare: simulated code takes no time. */
  readonly nearUs = 0;
  onNear(): void {}

  onDue(listener: () => void): void {
    this.#onDue = listener;
  }

  set(deadlineUs: number): void {
    if (deadlineUs === this.#deadlineUs) return;
    this.#deadlineUs = deadlineUs;
    const number = ++this.#alarmNumber;
    this.#timeline.at(deadlineUs + this.#random.below(MAX_WAKE_LATENCY_US), () => {
      if (number === this.#alarmNumber && !this.#stalled && !this.#ended) this.#ring();
    });
  }

  clear(): void {
    this.#deadlineUs = undefined;
    this.#alarmNumber += 1;
  }

  #ring(): void {
    this.clear();
    this.#onDue();
  }
}
