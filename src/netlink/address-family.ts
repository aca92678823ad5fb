/** Linux's numbers for the address families (linux/socket.h). */
import type { IpFamily } from "../values/address.ts";

export const AF_INET = 2;
export const AF_INET6 = 10;

export function addressFamily(family: IpFamily): number {
  return family === 4 ? AF_INET : AF_INET6;
}

/** undefined for a family that is no IP. */
export function ipFamily(number: number | undefined): IpFamily | undefined {
  if (number === AF_INET) return 4;
  return number === AF_INET6 ? 6 : undefined;
}
