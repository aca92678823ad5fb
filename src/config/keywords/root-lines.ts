/** The keywords of the top level that are lines or lists, not blocks. */
import { accepted } from "../forms/form.ts";
import { type InterfaceDelays, interfaceDelays } from "../forms/interface-delays.ts";
import { type LinkbeatInterface, linkbeatInterface } from "../forms/linkbeat-interface.ts";
import { integer } from "../forms/number.ts";
import { text } from "../forms/text.ts";
import { defaultedKeyword, flagKeyword, listKeyword, valueKeyword } from "../keyword.ts";

const ofLinkbeat = [["VRRP", "LINKBEAT"]] as const;
const off = { kind: "value", value: false } as const;

export const linkbeatUsePolling = flagKeyword({
  name: "linkbeat_use_polling",
  doc: "Asks for the links of all VRRP interfaces again and again, for drivers that do not tell of changes.",
  example: "linkbeat_use_polling",
  support: "accepted",
  since: "1.1.18",
  requires: ofLinkbeat,
  default: off,
});

export const linkbeatInterfaces = listKeyword<LinkbeatInterface>({
  name: "linkbeat_interfaces",
  doc: "Interfaces whose links are asked for again and again, one a line.",
  example: "linkbeat_interfaces {",
  exampleEntry: "eth1 ETHTOOL",
  support: "accepted",
  since: "2.0.13",
  requires: ofLinkbeat,
  entry: linkbeatInterface,
  entries: "line",
  braces: true,
  default: { kind: "value", value: [] },
});

export const interfaceUpDownDelays = listKeyword<InterfaceDelays>({
  name: "interface_up_down_delays",
  doc: "How long the link of an interface must be down, and up again, before instances act on it, one interface a line.",
  example: "interface_up_down_delays {",
  exampleEntry: "eth1 1.5 2.5",
  support: "accepted",
  since: "2.2.3",
  requires: [["VRRP"]],
  entry: interfaceDelays,
  entries: "line",
  braces: true,
  default: { kind: "value", value: [] },
});

export const netNamespace = valueKeyword<string>({
  name: "net_namespace",
  doc: "The network namespace that the whole daemon runs in.",
  example: "net_namespace lb",
  support: "refused",
  since: "1.2.24",
  form: text({ name: "name", mayBeEmpty: true }),
  default: { kind: "absent" },
  whenInvalid: { keep: "previous" },
  whenMissing: "reported",
  whenRepeated: "last-wins",
  settle(next, _scope, previous) {
    if (previous === undefined) return accepted(next);
    const said = `${previous} was written before and stays`;
    return accepted(previous, { code: "block-duplicate", text: said, word: 0, severity: "notice" });
  },
});

export const netNamespaceIpvs = valueKeyword<string>({
  name: "net_namespace_ipvs",
  doc: "The network namespace of the virtual servers, where it is another; without a name the first process's.",
  example: "net_namespace_ipvs ipvs",
  support: "full",
  since: "2.1.0",
  form: text({ name: "name", mayBeEmpty: true, bare: "" }),
  default: { kind: "absent" },
  whenInvalid: { keep: "previous" },
  whenMissing: "allowed",
  whenRepeated: "first-wins-reported",
});

export const namespaceWithIpsets = flagKeyword({
  name: "namespace_with_ipsets",
  doc: "Allows ipsets in a network namespace on kernels before 3.13, where all namespaces share them.",
  example: "namespace_with_ipsets",
  support: "accepted",
  since: "1.3.0",
  default: off,
});

export const usePidDir = flagKeyword({
  name: "use_pid_dir",
  doc: "Puts the files with process numbers into a directory of their own.",
  example: "use_pid_dir",
  support: "accepted",
  since: "1.2.24",
  default: off,
});

export const instanceName = valueKeyword<string>({
  name: "instance",
  doc: "Names this daemon among several on one machine: it becomes part of file names and of the name in the log.",
  example: "instance lan",
  support: "accepted",
  since: "1.2.24",
  form: text({ name: "name", mayBeEmpty: true }),
  default: { kind: "absent" },
  whenInvalid: { keep: "previous" },
  whenMissing: "reported",
  whenRepeated: "first-wins-reported",
});

export const childWaitTime = defaultedKeyword<number>({
  name: "child_wait_time",
  doc: "How long the parent waits at the end for the other processes before it kills them.",
  example: "child_wait_time 10",
  support: "accepted",
  since: "2.0.0",
  form: integer({ min: 0, max: 4_294_967_295, unit: "seconds" }),
  default: 5,
  whenInvalid: { keep: "previous" },
  whenMissing: "fatal",
  whenRepeated: "last-wins",
});

export const rootLines = {
  linkbeatUsePolling,
  linkbeatInterfaces,
  interfaceUpDownDelays,
  netNamespace,
  netNamespaceIpvs,
  namespaceWithIpsets,
  usePidDir,
  instance: instanceName,
  childWaitTimeS: childWaitTime,
};
