/** The server that stands in for all others while a `virtual_server` has no quorum. */
import { type BlockNode, findSetting, settingOf, setValue } from "../../block-node.ts";
import { type AddressAndPort, addressAndPort } from "../../forms/address.ts";
import { accepted, missing, type Reading, refused, type ValueForm } from "../../forms/form.ts";
import { forwarding } from "../../forms/forwarding.ts";
import { flagKeyword, valueKeyword } from "../../keyword.ts";
import type { Forwarding } from "../../model.ts";
import { lbKind } from "./forwarding.ts";

export interface SorryServer extends AddressAndPort {
  /** The service's method where the line stands; absent while none is written. */
  readonly inherited?: Forwarding;
}

const sorryServerName: ValueForm<SorryServer> = addressAndPort;

const common = {
  support: "accepted",
  requires: [["LVS"]],
  whenInvalid: { keep: "previous" },
  whenMissing: "fatal",
  whenRepeated: "last-wins",
} as const;

export const sorryServer = valueKeyword<SorryServer>({
  ...common,
  name: "sorry_server",
  doc: "Serves while the live servers lack the quorum; without a port it has the service's.",
  example: "sorry_server 172.16.1.9 80",
  form: sorryServerName,
  default: { kind: "absent" },
  settle(value, { node }, previous) {
    if (previous !== undefined) forgetTraits(node);
    const inherited = settingOf(node, lbKind);
    return accepted(inherited === undefined ? value : { ...value, inherited });
  },
});

/** keepalived looks for the sorry server first, and only then for the word. */
const perhapsForwarding: ValueForm<Forwarding | undefined> = {
  ...forwarding,
  read: (words, context) => (words.length === 0 ? accepted(undefined) : forwarding.read(words, context)),
  print: (value) => (value === undefined ? "nothing" : forwarding.print(value)),
};

export const sorryServerMethod = valueKeyword<Forwarding | undefined>({
  ...common,
  name: "sorry_server_lvs_method",
  doc: "How packets reach the sorry server; it stands below sorry_server.",
  example: "sorry_server_lvs_method DR",
  exampleNeeds: ["sorry_server 172.16.1.9 80"],
  since: "1.3.6",
  form: perhapsForwarding,
  default: { kind: "derived", from: "the virtual server's method" },
  settle(value, { node }) {
    const reading = behindSorryServer(node, value);
    return reading.ok === true && value === undefined ? missing(forwarding.wanted) : reading;
  },
});

export const sorryServerInhibit = flagKeyword({
  name: "sorry_server_inhibit",
  doc: "The sorry server stays in the kernel's table with weight 0; it stands below sorry_server.",
  example: "sorry_server_inhibit",
  exampleNeeds: ["sorry_server 172.16.1.9 80"],
  support: "accepted",
  requires: [["LVS"]],
  default: { kind: "absent" },
  settle: ({ node }) => behindSorryServer(node, true),
});

function behindSorryServer<T>(service: BlockNode, value: T): Reading<T> {
  if (findSetting(service, sorryServer) !== undefined) return accepted(value);
  return refused("keyword-misplaced", "there is no sorry_server above it", -1);
}

/** A second sorry server replaces the first with all that was said of it. */
function forgetTraits(service: BlockNode): void {
  const method = findSetting(service, sorryServerMethod);
  if (method !== undefined) setValue(service, sorryServerMethod, undefined, method.at);
  const inhibit = findSetting(service, sorryServerInhibit);
  if (inhibit !== undefined) setValue(service, sorryServerInhibit, false, inhibit.at);
}

export const sorryServerKeywords = { sorryServer, sorryServerInhibit, sorryServerMethod };
