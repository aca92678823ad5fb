/** A server in the model of a service: its settings, its connections, and whether it is over its threshold. */
import { destinationId } from "../destination-id.ts";
import type { ScheduledServer } from "../schedulers/scheduler.ts";
import type { IpvsDestination } from "../table.ts";

export type ServerSettings = Pick<
  IpvsDestination,
  "address" | "port" | "weight" | "upperThreshold" | "lowerThreshold"
>;

export class ModelServer implements ScheduledServer {
  readonly id: string;
  readonly address: IpvsDestination["address"];
  readonly port: number;
  weight = 0;
  lastWeight = 0;
  active = 0;
  inactive = 0;
  overloaded = false;
  available = false;
  #upper = 0;
  #lower = 0;

  constructor({ address, port }: ServerSettings) {
    this.id = destinationId({ address, port });
    this.address = address;
    this.port = port;
  }

  /** As the kernel takes settings: adding sets the last weight, editing does so unless the weight is 0. */
  set({ weight, upperThreshold = 0, lowerThreshold = 0 }: ServerSettings, isAdded: boolean): void {
    this.weight = weight;
    if (isAdded || weight !== 0) this.lastWeight = weight;
    this.#upper = upperThreshold;
    this.#lower = lowerThreshold;
    this.#judge();
  }

  opened(isActive: boolean): void {
    if (isActive) this.active++;
    else this.inactive++;
    this.#judge();
  }

  closed(): void {
    this.active--;
    this.inactive++;
  }

  forgotten(): void {
    this.inactive--;
    this.#judge();
  }

  /**
   * Full at the upper threshold, free again below the lower one, else below three quarters of the upper. (Kernels before 2026 do not
   * look again when an edit lowers the threshold, and free the server whenever one raises it.)
   */
  #judge(): void {
    const connections = this.active + this.inactive;
    const isFree = this.#lower === 0 ? connections * 4 < this.#upper * 3 : connections < this.#lower;
    if (this.#upper === 0 || (isFree && connections < this.#upper)) this.overloaded = false;
    else if (connections >= this.#upper) this.overloaded = true;
  }
}
