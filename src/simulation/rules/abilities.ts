/** Whether a router can take part: power, cable, source address and a running process, all from the faults made. */

import { assertNever } from "../../values/assert-never.ts";
import type { Fault } from "../record.ts";

export class Ability {
  #plugged = true;
  #source = true;
  #running = false;
  #stalled = false;

  get able(): boolean {
    return this.#plugged && this.#source && this.awake;
  }

  /** Its process runs, whatever of its link. */
  get awake(): boolean {
    return this.#running && !this.#stalled;
  }

  apply(fault: Fault): void {
    switch (fault.kind) {
      case "power-on":
        this.#source = true;
        return;
      case "start":
        this.#running = true;
        return;
      case "power-off":
      case "kill":
      case "stop":
        this.#running = false;
        this.#stalled = false;
        return;
      case "stall":
        this.#stalled = true;
        return;
      case "continue":
        this.#stalled = false;
        return;
      case "cable":
        this.#plugged = fault.plugged;
        return;
      case "source-address":
        this.#source = fault.present;
        return;
      case "address-deleted":
        return;
      default:
        assertNever(fault);
    }
  }
}
