/** Generic netlink (linux/genetlink.h): its header, and the number that the kernel gave a family's name. */
import { parseAttributes, readU16 } from "./attribute.ts";
import { NLM_F_REQUEST } from "./message.ts";
import { NetlinkError } from "./netlink-error.ts";
import type { NetlinkSession } from "./session.ts";
import type { MessageWriter } from "./writer.ts";

export const genericHeaderBytes = 4;

const GENL_ID_CTRL = 0x10;
const CTRL_CMD_GETFAMILY = 3;
const CTRL_ATTR_FAMILY_ID = 1;
const CTRL_ATTR_FAMILY_NAME = 2;

/** struct genlmsghdr. */
export function writeGenericHeader(writer: MessageWriter, command: number, version: number): void {
  writer.u8(command);
  writer.u8(version);
  writer.u16(0);
}

/** Throws NetlinkError; its code is ENOENT when the kernel has no such family (loaded). */
export function resolveFamily(session: NetlinkSession, name: string): number {
  const answers = session.ask((writer) => {
    writer.begin(GENL_ID_CTRL, NLM_F_REQUEST);
    writeGenericHeader(writer, CTRL_CMD_GETFAMILY, 1);
    writer.attributeText(CTRL_ATTR_FAMILY_NAME, name);
    writer.end();
  });
  for (const answer of answers) {
    const attributes = parseAttributes(answer.payload.subarray(genericHeaderBytes));
    const id = "value" in attributes ? readU16(attributes.value, CTRL_ATTR_FAMILY_ID) : undefined;
    if (id !== undefined) return id;
  }
  throw new NetlinkError("EBADMSG", `the answer for generic netlink family ${name} names no id`);
}
