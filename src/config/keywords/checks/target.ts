/** Where a check goes to, which its own lines and the server around it say together. */
import { formatAddress, type IpAddress } from "../../../values/address.ts";
import type { BlockNode } from "../../block-node.ts";
import type { AddressAndPort } from "../../forms/address.ts";
import { accepted, type Reading, refused } from "../../forms/form.ts";
import type { Scope } from "../../scope.ts";
import type { Span } from "../../source.ts";

/** Refuses an address that is not of the family of the connection's other end. */
export function ofFamily(
  address: IpAddress,
  other: IpAddress | undefined,
  whose: "bindto" | "the target",
): Reading<IpAddress> {
  if (other === undefined || other.family === address.family) return accepted(address);
  const text = `${formatAddress(address)} is not of the family of ${whose} (${formatAddress(other)})`;
  return refused("address-family-mismatch", text);
}

export function writtenAddress(node: BlockNode, keyword: "connect_ip" | "bindto"): IpAddress | undefined {
  return writtenValue(node, keyword) as IpAddress | undefined;
}

/** What the block says so far, by name, as each check has keywords of its own. */
function writtenValue(node: BlockNode, keyword: string): unknown {
  let setting = node.lastSetting;
  while (setting !== undefined && setting.keyword.name !== keyword) setting = setting.before;
  return setting?.value;
}

/** By its name, as the table of real_server imports this one. */
export function serverAddress(node: BlockNode): IpAddress | undefined {
  if (node.keyword?.name === "real_server") return (node.head as AddressAndPort).address;
  return node.parent === undefined ? undefined : serverAddress(node.parent);
}

/** At the end of the block: a link-local target is none without its interface. */
export function judgeTarget(node: BlockNode, scope: Scope, at: Span): "keep" | "drop" {
  const target = writtenAddress(node, "connect_ip") ?? serverAddress(node);
  if (target === undefined || !isLinkLocal(target)) return "keep";
  const bindIf = writtenValue(node, "bind_if");
  if (bindIf !== undefined && bindIf !== "") return "keep";
  const text = `the link-local address ${formatAddress(target)} cannot be reached without an interface: this check is ignored; add bind_if`;
  scope.say("check-incomplete", "error", at, text);
  return "drop";
}

/** fe80::/10 (RFC 4291 2.5.6). */
function isLinkLocal({ family, bytes: [first, second = 0] }: IpAddress): boolean {
  return family === 6 && first === 0xfe && (second & 0xc0) === 0x80;
}
