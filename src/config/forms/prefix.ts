/** An address with a prefix length behind a slash, as routes, rules and addresses have it. */
import { formatAddress, type IpAddress, parseAddress } from "../../values/address.ts";
import { parseArgument } from "../arguments.ts";
import type { Remark } from "./form.ts";

export interface Prefix {
  readonly address: IpAddress;
  readonly prefixLength: number;
}

/** keepalived takes `any` and `all` for `default`. */
const everything: readonly string[] = ["default", "any", "all"];

/**
 * Undefined when it is no address. A prefix length that cannot be counts as that of the whole address, which a remark says;
 * `default` has no family of its own.
 */
export function readPrefix(
  text: string,
  word: number,
): { readonly prefix: Prefix | "default"; readonly remarks: readonly Remark[] } | undefined {
  if (everything.includes(text)) return { prefix: "default", remarks: [] };
  const parts = parseArgument("Prefixed", text);
  const address = parts === undefined ? undefined : parseAddress(parts.address);
  if (parts === undefined || address === undefined) return undefined;
  const longest = address.family === 4 ? 32 : 128;
  if (parts.prefix === null) return { prefix: { address, prefixLength: longest }, remarks: [] };
  const prefixLength = /^\+?\d+$/.test(parts.prefix) ? Number(parts.prefix) : Number.NaN;
  if (prefixLength <= longest) return { prefix: { address, prefixLength }, remarks: [] };
  const said = `prefix length '${parts.prefix}' is not a number from 0 to ${longest}; it runs as /${longest}`;
  const remark: Remark = { code: "value-out-of-range", text: said, word };
  return { prefix: { address, prefixLength: longest }, remarks: [remark] };
}

export function printPrefix(prefix: Prefix | "default"): string {
  return prefix === "default" ? prefix : `${formatAddress(prefix.address)}/${prefix.prefixLength}`;
}
