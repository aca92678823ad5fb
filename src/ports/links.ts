/** What the program asks of links beyond seeing them: to go up or down, and the driver that receives tunnelled packets. */
import type { KernelRefusal } from "./routing.ts";

export type TunnelDevice = "tunl0" | "ip6tnl0";

export interface LinkSwitch {
  /** The answer says why the kernel refused. */
  setUp(interfaceIndex: number, up: boolean): KernelRefusal | undefined;
  /** Loads the driver whose first device that is; the answer says in one line why it could not be loaded. */
  loadTunnel(device: TunnelDevice): string | undefined;
}
