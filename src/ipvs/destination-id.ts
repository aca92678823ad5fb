/** What tells the servers of one service apart: equal text means the same entry of the kernel's table. */
import { formatAddress } from "../values/address.ts";
import type { IpvsDestination } from "./table.ts";

/** `10.0.0.5:80`, `[fd00::5]:80`. */
export function destinationId(destination: Pick<IpvsDestination, "address" | "port">): string {
  const address = formatAddress(destination.address);
  return destination.address.family === 6
    ? `[${address}]:${destination.port}`
    : `${address}:${destination.port}`;
}
