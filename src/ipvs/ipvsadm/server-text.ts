/** What ipvsadm says of a server behind its address: forwarding method and tunnel. */
import type { ListedServer } from "../listing.ts";

const methods = ["Masq", "Local", "Tunnel", "Route"];
const TUNNEL = 2;
const IP_VS_TUNNEL_ENCAP_FLAG_CSUM = 1;
const IP_VS_TUNNEL_ENCAP_FLAG_REMCSUM = 2;

/** No server that ipvsadm or a configuration made has another; ipvsadm then prints C's empty pointer. */
export function methodText({ method }: Pick<ListedServer, "method">): string {
  return methods[method] ?? "(null)";
}

export const tunnelTypes = ["ipip", "gue", "gre"] as const;

/** `gue:6080:+c`: type, port of GUE, and whether checksums are left out, written or written by the receiver's help. */
export function tunnelText(server: ListedServer): string {
  if (server.method !== TUNNEL) return "n/a";
  switch (tunnelTypes[server.tunnelType]) {
    case "ipip":
      return "ipip";
    case "gue":
      return `gue:${server.tunnelPort}:${checksumText(server)}`;
    case "gre":
      return `gre:${checksumText(server)}`;
    default:
      return "invalid";
  }
}

function checksumText({ tunnelFlags }: ListedServer): string {
  if ((tunnelFlags & IP_VS_TUNNEL_ENCAP_FLAG_REMCSUM) !== 0) return "r+c";
  return (tunnelFlags & IP_VS_TUNNEL_ENCAP_FLAG_CSUM) !== 0 ? "+c" : "-c";
}
