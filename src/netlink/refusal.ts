/** NLMSG_ERROR and NLMSG_DONE: the kernel's verdict on one request, with its extended ACK text. */
import type { KernelRefusal } from "../ports/routing.ts";
import { parseAttributes, readText } from "./attribute.ts";
import { littleEndian } from "./byte-order.ts";
import type { Decoded } from "./decoded.ts";
import { errnoName, errnoWords } from "./errno.ts";
import {
  aligned,
  headerBytes,
  type NetlinkMessage,
  NLM_F_ACK_TLVS,
  NLM_F_CAPPED,
  viewOf,
} from "./message.ts";

const NLMSGERR_ATTR_MSG = 1;

/** undefined is success: error 0 is the ACK. */
export function parseErrorMessage(message: NetlinkMessage): Decoded<KernelRefusal | undefined> {
  const { payload } = message;
  if (payload.length < 4 + headerBytes) return { reason: `error message of ${payload.length} bytes` };
  const view = viewOf(payload);
  const errno = -view.getInt32(0, littleEndian);
  if (errno === 0) return { value: undefined };
  const requestBytes = (message.flags & NLM_F_CAPPED) !== 0 ? headerBytes : view.getUint32(4, littleEndian);
  return { value: refusal(errno, message.flags, payload, 4 + aligned(requestBytes)) };
}

/** A dump that failed half-way says so in the integer of its NLMSG_DONE; old kernels send none. */
export function parseDoneMessage(message: NetlinkMessage): KernelRefusal | undefined {
  if (message.payload.length < 4) return undefined;
  const errno = -viewOf(message.payload).getInt32(0, littleEndian);
  return errno > 0 ? refusal(errno, message.flags, message.payload, 4) : undefined;
}

/** The kernel's own text where it gave one that can be read, else the errno in words. */
function refusal(errno: number, flags: number, payload: Uint8Array, textOffset: number): KernelRefusal {
  const code = errnoName(errno);
  const said =
    (flags & NLM_F_ACK_TLVS) !== 0 && textOffset > 0
      ? parseAttributes(payload.subarray(textOffset))
      : undefined;
  const text = said !== undefined && "value" in said ? readText(said.value, NLMSGERR_ATTR_MSG) : undefined;
  return { code, message: text ?? errnoWords(errno) };
}
