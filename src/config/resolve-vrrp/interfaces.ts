/** The interface of an instance: that there is one that can do what is asked, and what else belongs to it. */
import type { IpAddress } from "../../values/address.ts";
import { flagOf, settingOf, spanOf } from "../block-node.ts";
import type { HostFacts } from "../host-facts.ts";
import { promoteSecondaries } from "../keywords/vrrp/addresses.ts";
import { interfaceKeyword, vrf } from "../keywords/vrrp/identity.ts";
import { mcastSrcIp, unicastFaultNoPeer, unicastSrcIp } from "../keywords/vrrp/packets.ts";
import { useIpvlan, vmacXmitBase } from "../keywords/vrrp/vmac.ts";
import type { InstanceFacts } from "./instance-facts.ts";
import type { InstanceReport } from "./instance-report.ts";

/** The interface's name; undefined when the instance needs one and has none, which is said. */
export function resolveInterface(
  { block, hasPeers }: InstanceFacts,
  otherwise: string,
  report: InstanceReport,
): string | undefined {
  const name = settingOf(block, interfaceKeyword);
  if (name !== undefined) {
    if (settingOf(block, vrf) !== undefined) {
      report.sayError("option-unsupported", spanOf(block, vrf), "vrf is without effect beside interface");
    }
    return name;
  }
  const source = settingOf(block, unicastSrcIp) ?? settingOf(block, mcastSrcIp);
  if (hasPeers && source !== undefined && !isLinkLocal(source)) return otherwise;
  const text = "no usable interface is given, so VRRP cannot start: write interface with the name of one";
  report.sayFatal("interface-unset", block.at, text);
  return undefined;
}

/** fe80::/10, which means nothing without an interface (RFC 4007 6). */
function isLinkLocal({ family, bytes }: IpAddress): boolean {
  return family === 6 && bytes[0] === 0xfe && ((bytes[1] ?? 0) & 0xc0) === 0x80;
}

export function checkInterface(
  facts: InstanceFacts,
  name: string,
  host: HostFacts,
  report: InstanceReport,
): void {
  const { block, hasPeers, family, ownInterface } = facts;
  const known = host.interfaces?.find((candidate) => candidate.name === name);
  if (known?.multicast === false && !hasPeers && !flagOf(block, unicastFaultNoPeer)) {
    const text = `${name} does not carry multicast, so the instance stays in FAULT: write unicast_peer`;
    report.sayError("interface-missing", spanOf(block, interfaceKeyword), text);
  }
  const ipvlan = settingOf(block, useIpvlan);
  if (ipvlan !== undefined && ipvlan.address === undefined && family === 4) {
    const text = "use_ipvlan needs an address for IPv4, so the instance stays in FAULT: write one behind it";
    report.sayError("argument-missing", spanOf(block, useIpvlan), text);
  }
  if (flagOf(block, vmacXmitBase) && !facts.usesVmac) {
    report.sayError(
      "option-unsupported",
      spanOf(block, vmacXmitBase),
      "vmac_xmit_base is without effect without use_vmac",
    );
  }
  if (ownInterface && flagOf(block, promoteSecondaries)) {
    const text = "promote_secondaries is without effect: the instance's own interface has it anyway";
    report.sayError("option-unsupported", spanOf(block, promoteSecondaries), text);
  }
}
