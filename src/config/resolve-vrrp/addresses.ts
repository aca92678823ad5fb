/** The addresses of an instance: which of them an advertisement carries, and that there are any. */
import { addressesEqual, formatAddress, type IpFamily } from "../../values/address.ts";
import { entriesOf, findSetting, flagOf, spanOf } from "../block-node.ts";
import type { VirtualAddressLine } from "../forms/virtual-address.ts";
import {
  noVirtualIpaddress,
  virtualIpaddress,
  virtualIpaddressExcluded,
} from "../keywords/vrrp/addresses.ts";
import type { VirtualAddress } from "../model.ts";
import { placeOf, type Span } from "../source.ts";
import type { InstanceFacts } from "./instance-facts.ts";
import type { InstanceReport } from "./instance-report.ts";

/** Addresses that an advertisement can count (RFC 3768 5.3.5: one byte), or that fit a packet with an MTU of 1500. */
const mostAddresses: Readonly<Record<IpFamily, number>> = { 4: 255, 6: 83 };

export function resolveAddresses(
  facts: InstanceFacts,
  interfaceName: string,
  report: InstanceReport,
): VirtualAddress[] {
  const entries = entriesOf(facts.block, virtualIpaddress);
  const most = mostAddresses[facts.family];
  if (entries.length > most) {
    const at = entries[most]?.at ?? facts.block.at;
    const text = `${entries.length} virtual addresses do not fit an advertisement, which holds ${most}: the others are treated as virtual_ipaddress_excluded`;
    report.sayWarning("value-adjusted", at, text);
  }
  if (entries.length === 0) sayNone(facts, report);
  const resolve = ({ value, at }: Entry) => ({
    place: placeOf(at),
    interfaceName,
    ...written(value, at, report),
  });
  const excluded = [...entries.slice(most), ...entriesOf(facts.block, virtualIpaddressExcluded)];
  const addresses: VirtualAddress[] = entries.slice(0, most).map(resolve);
  for (const entry of excluded) {
    const address: VirtualAddress = { ...resolve(entry), excluded: true };
    if (addresses.some((earlier) => isSame(earlier, address))) {
      const text = `${formatAddress(address.address)} stands twice: it is added once`;
      report.sayWarning("virtual-address-duplicate", entry.at, text);
    } else addresses.push(address);
  }
  return addresses;
}

interface Entry {
  readonly value: VirtualAddressLine;
  readonly at: Span;
}

/** As the kernel has it: an interface has an IPv4 address with several prefix lengths, an IPv6 address with one. */
function isSame(a: VirtualAddress, b: VirtualAddress): boolean {
  return (
    a.interfaceName === b.interfaceName &&
    addressesEqual(a.address, b.address) &&
    (a.address.family === 6 || a.prefixLength === b.prefixLength)
  );
}

function written(
  line: VirtualAddressLine,
  at: Span,
  report: InstanceReport,
): Omit<VirtualAddress, "place" | "interfaceName"> & Partial<Pick<VirtualAddress, "interfaceName">> {
  const option = line.flags.includes("use_vmac") ? "use_vmac" : line.peer === undefined ? "" : "peer";
  if (option !== "") {
    const text = `option '${option}' of an address is not supported yet, and the address without it would be a wrong one`;
    report.refuseToRun(at, text);
  }
  const { address, prefixLength, scope, interfaceName, label, broadcast } = line;
  return {
    address,
    prefixLength,
    scope,
    ...(interfaceName === undefined ? {} : { interfaceName }),
    ...(label === undefined ? {} : { label }),
    ...(broadcast === undefined ? {} : { broadcast }),
  };
}

/** Version 3 and strict mode do not start without one (RFC 9568 5.2.5: an advertisement has at least one address). */
function sayNone({ block, strict, version }: InstanceFacts, report: InstanceReport): void {
  const isMeant = flagOf(block, noVirtualIpaddress) && !strict;
  if (isMeant) return;
  const at = findSetting(block, virtualIpaddress) === undefined ? block.at : spanOf(block, virtualIpaddress);
  if (strict || version === 3) {
    const why = strict ? "strict mode" : "VRRP version 3";
    const text = `there is no virtual address, and ${why} does not start without one: write virtual_ipaddress with at least one`;
    report.sayFatal("virtual-address-none", at, text);
    return;
  }
  const text =
    "there is no virtual address, so it elects a MASTER of nothing: write virtual_ipaddress with at least one";
  report.sayError("virtual-address-none", at, text);
}
