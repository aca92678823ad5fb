/** What tells the servers of one service apart: equal text means the same entry of the kernel's table. */
import { formatAddress } from "../values/address.ts";
import type { IpvsDestination } from "./table.ts";

/** As the id, for looking up among many: equal keys mean the same entry. */
export function destinationKey({
  address,
  port,
}: Pick<IpvsDestination, "address" | "port">): number | string {
  if (address.family === 6) return `${formatAddress(address)} ${port}`;
  const [a = 0, b = 0, c = 0, d = 0] = address.bytes;
  return (((a * 256 + b) * 256 + c) * 256 + d) * 65_536 + port;
}

/** `10.0.0.5:80`, `[fd00::5]:80`. */
export function destinationId(destination: Pick<IpvsDestination, "address" | "port">): string {
  const address = formatAddress(destination.address);
  return destination.address.family === 6
    ? `[${address}]:${destination.port}`
    : `${address}:${destination.port}`;
}
