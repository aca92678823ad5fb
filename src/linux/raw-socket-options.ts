/** The structs that the options of VRRP's raw sockets take. */
import { endianness } from "node:os";
import type { IpAddress } from "../values/address.ts";

const littleEndian = endianness() === "LE";

/** `struct ip_mreqn`: a group (none: 0.0.0.0) on an interface named by its index. */
export function interfaceRequest(group: IpAddress | undefined, index: number): Uint8Array {
  const request = new Uint8Array(12);
  request.set(group?.bytes ?? [], 0);
  new DataView(request.buffer).setInt32(8, index, littleEndian);
  return request;
}

/** One BPF instruction, `ret #0`: a socket that only sends must not collect what the protocol number brings it. */
export function dropAllFilter(): Uint8Array {
  const program = new Uint8Array(8);
  new DataView(program.buffer).setUint16(0, 0x06, littleEndian);
  return program;
}
