/** The forwarding method of a service or server: `NAT`, `DR`, or `TUN` with its tunnel. */

import { type Word, wordText } from "../line.ts";
import type { Forwarding, TunnelType } from "../model.ts";
import { port } from "./address.ts";
import { inRightCase } from "./choice.ts";
import { accepted, missing, type ReadContext, type Reading, refused, type ValueForm } from "./form.ts";

const methods = ["NAT", "DR", "TUN"] as const;
const tunnels: readonly TunnelType[] = ["ipip", "gue", "gre"];
const checksums = ["nocsum", "csum", "remcsum"] as const;
type Checksum = (typeof checksums)[number];

export const forwarding: ValueForm<Forwarding> = {
  syntax: "NAT|DR|TUN [type ipip|gue port <1..65535>|gre] [nocsum|csum|remcsum]",
  wanted: "NAT, DR or TUN",
  maxWords: 6,
  read(words, context) {
    const word = words[0];
    if (word === undefined) return missing("NAT, DR or TUN");
    const method = methods.find((candidate) => candidate === word.raw);
    if (method === undefined) {
      const text = `'${wordText(word)}' is not a forwarding method of IPVS (NAT, DR, TUN)`;
      const refusal = { code: "value-invalid", text, word: 0, ...inRightCase(word.raw, methods) } as const;
      return { ok: false, refusal };
    }
    const tunnel = readTunnel(words, context);
    if (tunnel.ok !== true) return tunnel;
    // Tunnel words behind NAT or DR are checked and then mean nothing.
    return method === "TUN" ? tunnel : accepted({ method });
  },
  print: (value) => {
    if (value.method !== "TUN") return value.method;
    const tunnelPort = value.tunnelPort === 0 ? "" : ` port ${value.tunnelPort}`;
    return `TUN type ${value.tunnel}${tunnelPort} ${value.checksum}`;
  },
};

/** Reads the words behind the method, which stands at index 0. */
function readTunnel(words: readonly Word[], context: ReadContext): Reading<Forwarding> {
  let tunnel: TunnelType = "ipip";
  let tunnelPort = 0;
  let checksum: Checksum = "nocsum";
  for (let index = 1; index < words.length; index++) {
    const option = words[index]?.raw ?? "";
    const argument = words[index + 1];
    const asChecksum = checksums.find((candidate) => candidate === option);
    if (asChecksum !== undefined) {
      checksum = asChecksum;
    } else if (option === "type") {
      const found = tunnels.find((candidate) => candidate === argument?.raw);
      if (found === undefined) {
        return refused("value-invalid", `'${argument?.raw ?? ""}' is no tunnel type (ipip, gue, gre)`, index);
      }
      tunnel = found;
      index++;
    } else if (option === "port") {
      const reading = port.read(argument === undefined ? [] : [argument], context);
      if (reading.ok !== true) return refused("value-invalid", "a GUE tunnel's port is 1 to 65535", index);
      tunnelPort = reading.value;
      index++;
    } else {
      return refused(
        "option-unknown",
        `'${option}' is no tunnel option (type, port, nocsum, csum, remcsum)`,
        index,
      );
    }
  }
  if ((tunnel === "gue") !== (tunnelPort !== 0)) {
    return refused("value-invalid", "a gue tunnel needs 'port', and no other tunnel has one");
  }
  return accepted({ method: "TUN", tunnel, tunnelPort, checksum });
}
