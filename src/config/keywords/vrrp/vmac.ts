/** Keywords for interfaces that an instance makes for itself: macvlans with the virtual MAC, and ipvlans. */
import { formatAddress } from "../../../values/address.ts";
import { findNamed } from "../../block-node.ts";
import { accepted, type Remark } from "../../forms/form.ts";
import { type Ipvlan, ipvlan } from "../../forms/ipvlan.ts";
import { type Vmac, vmac } from "../../forms/vmac.ts";
import { flagKeyword, valueKeyword } from "../../keyword.ts";
import type { Scope } from "../../scope.ts";
import { writtenFamily } from "./family.ts";

const requires = [["VRRP", "VMAC"]] as const;

export const useVmac = valueKeyword<Vmac>({
  name: "use_vmac",
  doc: "Runs on a macvlan of its own with the MAC address that the RFCs give a virtual router.",
  example: "use_vmac vrrp.51",
  support: "refused",
  since: "1.2.3",
  requires,
  form: vmac,
  default: { kind: "absent" },
  whenInvalid: { keep: "previous" },
  whenMissing: "allowed",
  whenRepeated: "last-wins",
  settle: (next, scope, previous) => {
    const merged = { ...previous, ...next };
    const taken =
      next.interfaceName === undefined ? undefined : nameTaken(next.interfaceName, scope, previous);
    if (taken === undefined) return accepted(merged);
    const { interfaceName: _ignored, ...nameless } = merged;
    const first = previous?.interfaceName;
    return accepted(first === undefined ? nameless : { ...nameless, interfaceName: first }, taken);
  },
});

function nameTaken(name: string, { node }: Scope, previous: Vmac | undefined): Remark | undefined {
  if (previous?.interfaceName !== undefined) {
    const text = `the name ${previous.interfaceName} was written before and stays`;
    return { code: "value-invalid", text, word: 0 };
  }
  const user = node.parent?.children.find(
    (other) =>
      other !== node && (findNamed(other, "use_vmac")?.value as Vmac | undefined)?.interfaceName === name,
  );
  if (user === undefined) return undefined;
  const text = `${String(user.head)} uses the name ${name} already; it is ignored here`;
  return { code: "value-duplicate", text, word: 0 };
}

export const useVmacAddr = flagKeyword({
  name: "use_vmac_addr",
  doc: "Makes such a macvlan also for each address that stands on another interface or is of another family.",
  example: "use_vmac_addr",
  support: "refused",
  since: "2.2.0",
  requires,
  default: { kind: "value", value: false },
});

export const vmacXmitBase = flagKeyword({
  name: "vmac_xmit_base",
  doc: "Sends and receives advertisements on the interface below the macvlan.",
  example: "vmac_xmit_base",
  exampleNeeds: ["interface eth1", "virtual_router_id 50", "use_vmac"],
  support: "accepted",
  since: "1.2.10",
  requires,
  default: { kind: "value", value: false },
});

export const useIpvlan = valueKeyword<Ipvlan>({
  name: "use_ipvlan",
  doc: "Runs on an ipvlan of its own, where a host allows no second MAC address; IPv4 needs an address for it.",
  example: "use_ipvlan ipv.51 192.0.2.5/24 private",
  support: "refused",
  since: "2.0.17",
  requires: [["VRRP", "IPVLAN"]],
  form: ipvlan,
  default: { kind: "absent" },
  whenInvalid: { keep: "previous" },
  whenMissing: "allowed",
  whenRepeated: "first-wins-reported",
  settle: (next, { node }) => {
    const family = writtenFamily(node);
    if (next.address === undefined || family === undefined || next.address.family === family) {
      return accepted(next);
    }
    const text = `${formatAddress(next.address)} is not of the instance's family (IPv${family}); it is ignored`;
    const { address: _ignored, prefixLength: _length, ...rest } = next;
    return accepted(rest, { code: "address-family-mismatch", text, word: 0 });
  },
});

export const vmacKeywords = { useVmac, useVmacAddr, vmacXmitBase, useIpvlan };
