/** What the program asks of the kernel's routes. */
import type { IpAddress, IpFamily } from "../values/address.ts";

/** A default route of the main table. */
export interface DefaultRoute {
  readonly family: IpFamily;
  /** Of several the kernel takes the lowest. */
  readonly metric: number;
  /** Empty: everything is taken to be on the link; several: each takes its share. */
  readonly gateways: readonly IpAddress[];
}

export interface Routes {
  defaultRoutes(): readonly DefaultRoute[];
}
