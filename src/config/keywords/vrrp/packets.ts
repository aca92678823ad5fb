/** Keywords for the packets of an instance: where they come from and go to, and how they are read. */
import { formatAddress, type IpAddress } from "../../../values/address.ts";
import { ipAddress } from "../../forms/address.ts";
import { alone } from "../../forms/alone.ts";
import { boolean } from "../../forms/boolean.ts";
import { accepted, type Reading, refused, type ValueForm } from "../../forms/form.ts";
import { isLinkLocalScope, isMulticast } from "../../forms/multicast-group.ts";
import { integer } from "../../forms/number.ts";
import { optionalWord } from "../../forms/optional-word.ts";
import { type UnicastPeer, unicastPeer } from "../../forms/unicast-peer.ts";
import { flagKeyword, listKeyword, type ValueKeyword, valueKeyword } from "../../keyword.ts";
import { refuseOtherFamily } from "./family.ts";

const requires = [["VRRP"]] as const;

/** For the examples of what means nothing without peers. */
const besidePeers = ["interface eth1", "virtual_router_id 50", "unicast_peer {", "    192.0.2.2", "}"];

/** keepalived passes over a prefix length behind the address. */
const sourceAddress: ValueForm<IpAddress> = {
  ...ipAddress,
  read: ([word, ...rest], context) =>
    ipAddress.read(
      word === undefined ? [] : [{ ...word, raw: word.raw.replace(/\/\d+$/, "") }, ...rest],
      context,
    ),
};

function sourceKeyword(
  facts: Pick<ValueKeyword<IpAddress>, "name" | "doc" | "example" | "exampleNeeds" | "since">,
): ValueKeyword<IpAddress> {
  return valueKeyword<IpAddress>({
    ...facts,
    support: "accepted",
    requires,
    form: sourceAddress,
    default: { kind: "derived", from: "the first address of the interface" },
    whenInvalid: { keep: "previous" },
    whenMissing: "fatal",
    whenRepeated: "last-wins",
    settle: (address, { node }) => refuseOtherFamily<IpAddress>(address, node) ?? accepted(address),
  });
}

export const mcastSrcIp = sourceKeyword({
  name: "mcast_src_ip",
  doc: "The source address of the advertisements.",
  example: "mcast_src_ip 192.0.2.1",
});

export const unicastSrcIp = sourceKeyword({
  name: "unicast_src_ip",
  doc: "The source address of the advertisements of an instance with unicast peers.",
  example: "unicast_src_ip 192.0.2.1",
  exampleNeeds: besidePeers,
  since: "1.2.10",
});

export const mcastDstIp = valueKeyword<IpAddress>({
  name: "mcast_dst_ip",
  doc: "Another multicast group than VRRP's own for this instance; the same on all its members.",
  example: "mcast_dst_ip 224.0.0.99",
  support: "refused",
  since: "2.2.5",
  requires,
  form: ipAddress,
  default: { kind: "derived", from: "vrrp_mcast_group4 or vrrp_mcast_group6" },
  whenInvalid: { keep: "previous" },
  whenMissing: "fatal",
  whenRepeated: "last-wins",
  settle: (address, { node }) =>
    refuseNoGroup(address) ?? refuseOtherFamily(address, node) ?? accepted(address),
});

function refuseNoGroup(address: IpAddress): Reading<IpAddress> | undefined {
  const text = formatAddress(address);
  if (!isMulticast(address)) return refused("value-invalid", `${text} is not a multicast address`);
  if (isLinkLocalScope(address)) return undefined;
  return refused("value-invalid", `${text} is not a group of link-local scope (ff02::)`);
}

export const unicastPeerKeyword = listKeyword<UnicastPeer>({
  name: "unicast_peer",
  doc: "The other routers, one a line, which get advertisements one by one instead of by multicast.",
  example: "unicast_peer {",
  exampleEntry: "192.0.2.2 min_ttl 250",
  support: "refused",
  since: "1.2.8",
  requires,
  entry: unicastPeer,
  entries: "line",
  braces: true,
  default: { kind: "value", value: [] },
  settle: (peer, { node }) => refuseOtherFamily<UnicastPeer>(peer.address, node) ?? accepted(peer),
});

export const unicastTtl = valueKeyword<number>({
  name: "unicast_ttl",
  doc: "The hop limit of advertisements to unicast peers.",
  example: "unicast_ttl 64",
  exampleNeeds: besidePeers,
  support: "accepted",
  since: "2.1.0",
  requires,
  form: integer({ min: 0, max: 255 }),
  default: { kind: "derived", from: "255" },
  whenInvalid: { keep: "previous" },
  whenMissing: "fatal",
  whenRepeated: "last-wins",
});

export const unicastFaultNoPeer = flagKeyword({
  name: "unicast_fault_no_peer",
  doc: "Fails, instead of using multicast, while the unicast keywords are there and no peer is.",
  example: "unicast_fault_no_peer",
  support: "accepted",
  since: "2.2.5",
  requires,
  default: { kind: "value", value: false },
});

export const checkUnicastSrc = flagKeyword({
  name: "check_unicast_src",
  doc: "Drops advertisements that do not come from a unicast peer.",
  example: "check_unicast_src",
  exampleNeeds: besidePeers,
  support: "accepted",
  since: "2.1.0",
  requires,
  default: { kind: "value", value: false },
});

export const oldUnicastChecksum = valueKeyword<"always" | "never">({
  name: "old_unicast_checksum",
  doc: "Computes the checksum of unicast advertisements as keepalived did up to 1.3.6; never does not look for such peers.",
  example: "old_unicast_checksum never",
  exampleNeeds: besidePeers,
  support: "accepted",
  since: "1.3.7",
  requires: [["VRRP", "OLD_CHKSUM_COMPAT"]],
  form: optionalWord({ bare: "always", words: ["never"] }),
  default: { kind: "derived", from: "the checksums that peers send" },
  whenInvalid: { keep: "previous" },
  whenMissing: "allowed",
  whenRepeated: "last-wins",
});

export const v3ChecksumAsV2 = valueKeyword<boolean>({
  name: "v3_checksum_as_v2",
  doc: "Leaves the pseudo header out of the checksums of VRRP version 3 over IPv4, as some other routers do.",
  example: "v3_checksum_as_v2 on",
  support: "accepted",
  since: "2.2.8",
  requires,
  form: boolean,
  default: { kind: "derived", from: "v3_checksum_as_v2 of global_defs" },
  whenInvalid: { keep: "previous" },
  whenMissing: "allowed",
  whenRepeated: "last-wins",
});

export const kernelRxBufSize = valueKeyword<number>({
  name: "kernel_rx_buf_size",
  doc: "What this instance adds to the receive buffer of the socket that it shares with others.",
  example: "kernel_rx_buf_size 65536",
  support: "accepted",
  since: "2.0.3",
  requires,
  form: alone(integer({ min: 0, max: 4_294_967_295, unit: "bytes" })),
  default: { kind: "absent" },
  whenInvalid: { keep: "previous" },
  whenMissing: "reported",
  whenRepeated: "last-wins",
});

export const packetKeywords = {
  mcastSrcIp,
  unicastSrcIp,
  mcastDstIp,
  unicastPeer: unicastPeerKeyword,
  unicastTtl,
  unicastFaultNoPeer,
  checkUnicastSrc,
  oldUnicastChecksum,
  v3ChecksumAsV2,
  kernelRxBufSize,
};
