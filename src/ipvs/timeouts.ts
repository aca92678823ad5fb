/** How long the kernel keeps a connection without packets: the three timeouts of this network namespace. */
import { parseAttributes } from "../netlink/attribute.ts";
import type { Decoded } from "../netlink/decoded.ts";
import { genericHeaderBytes, writeGenericHeader } from "../netlink/generic.ts";
import { NLM_F_REQUEST } from "../netlink/message.ts";
import type { MessageWriter } from "../netlink/writer.ts";
import { commandAttributes } from "./attributes.ts";

export const IPVS_CMD_SET_CONFIG = 12;
export const IPVS_CMD_GET_CONFIG = 13;

const genericVersion = 1;

export interface IpvsTimeouts {
  /** Seconds, of established TCP connections. */
  readonly tcpS: number;
  /** Seconds, of TCP connections after a FIN. */
  readonly tcpFinS: number;
  /** Seconds, of UDP. */
  readonly udpS: number;
}

/** One whole message that sets the timeouts; the kernel leaves those alone that are 0. */
export function writeSetTimeouts(writer: MessageWriter, family: number, timeouts: IpvsTimeouts): void {
  writer.begin(family, NLM_F_REQUEST);
  writeGenericHeader(writer, IPVS_CMD_SET_CONFIG, genericVersion);
  commandAttributes.TIMEOUT_TCP.put(writer, timeouts.tcpS);
  commandAttributes.TIMEOUT_TCP_FIN.put(writer, timeouts.tcpFinS);
  commandAttributes.TIMEOUT_UDP.put(writer, timeouts.udpS);
  writer.end();
}

/** One whole message that asks for the timeouts. */
export function writeGetTimeouts(writer: MessageWriter, family: number): void {
  writer.begin(family, NLM_F_REQUEST);
  writeGenericHeader(writer, IPVS_CMD_GET_CONFIG, genericVersion);
  writer.end();
}

/** Reads the payload of the answer to IPVS_CMD_GET_CONFIG. A kernel without TCP or UDP balancing leaves its timeouts out: 0. */
export function decodeTimeouts(payload: Uint8Array): Decoded<IpvsTimeouts> {
  const attributes = parseAttributes(payload.subarray(genericHeaderBytes));
  if ("reason" in attributes) return attributes;
  return {
    value: {
      tcpS: commandAttributes.TIMEOUT_TCP.get(attributes.value) ?? 0,
      tcpFinS: commandAttributes.TIMEOUT_TCP_FIN.get(attributes.value) ?? 0,
      udpS: commandAttributes.TIMEOUT_UDP.get(attributes.value) ?? 0,
    },
  };
}
