/** The keywords of `vrrp_instance`. */
import { choice } from "../forms/choice.ts";
import { accepted } from "../forms/form.ts";
import { interfaceName } from "../forms/interface-name.ts";
import { integer, seconds } from "../forms/number.ts";
import { blockName } from "../forms/text.ts";
import { type VirtualAddressLine, virtualAddressLine } from "../forms/virtual-address.ts";
import { blockKeyword, defaultedKeyword, flagKeyword, listKeyword, valueKeyword } from "../keyword.ts";
import { authentication } from "./authentication.ts";

const requires = [["VRRP"]] as const;

export type InitialState = "MASTER" | "BACKUP";

export const state = valueKeyword<InitialState>({
  name: "state",
  doc: "The state to strive for at start; MASTER is taken by election all the same, unless the priority is 255.",
  example: "state MASTER",
  support: "full",
  requires,
  form: choice(["MASTER", "BACKUP"]),
  default: { kind: "derived", from: "MASTER if the priority is 255, else BACKUP" },
  whenInvalid: { use: "BACKUP" },
  whenMissing: "fatal",
  whenRepeated: "last-wins",
  settle: (next, _scope, previous) =>
    previous === "MASTER" && next === "BACKUP"
      ? accepted(previous, {
          code: "value-invalid",
          text: "state MASTER was written before and stays",
          word: 0,
        })
      : accepted(next),
});

export const interfaceKeyword = valueKeyword<string>({
  name: "interface",
  doc: "The interface that advertisements run on and that carries the virtual addresses.",
  example: "interface eth1",
  support: "full",
  requires,
  form: interfaceName,
  default: { kind: "mandatory" },
  whenInvalid: { keep: "previous" },
  whenMissing: "fatal",
  whenRepeated: "last-wins",
});

export const virtualRouterId = valueKeyword<number>({
  name: "virtual_router_id",
  doc: "The number of the virtual router, the same on all its members and different from all others on the network.",
  example: "virtual_router_id 50",
  support: "full",
  requires,
  form: integer({ min: 1, max: 255, strict: true }),
  default: { kind: "mandatory" },
  whenInvalid: { keep: "previous" },
  whenMissing: "fatal",
  whenRepeated: "last-wins",
});

export const DEFAULT_PRIORITY = 100;
/** The priority of the router that owns the virtual addresses (RFC 3768 5.3.4). */
export const OWNER_PRIORITY = 255;

export const priority = valueKeyword<number>({
  name: "priority",
  doc: "The router with the highest priority becomes MASTER; 255 marks the owner of the addresses.",
  example: "priority 150",
  support: "full",
  requires,
  form: integer({ min: 1, max: OWNER_PRIORITY, strict: true }),
  default: { kind: "derived", from: "100, or 255 with state MASTER" },
  whenInvalid: { use: DEFAULT_PRIORITY },
  whenMissing: "fatal",
  whenRepeated: "last-wins",
});

export const advertInt = defaultedKeyword<number>({
  name: "advert_int",
  doc: "Seconds between two advertisements of the MASTER; VRRP version 2 knows whole seconds only.",
  example: "advert_int 1",
  support: "full",
  requires,
  form: seconds({ minUs: 10_000, maxUs: 255_000_000 }),
  default: 1_000_000,
  whenInvalid: { keep: "previous" },
  whenMissing: "fatal",
  whenRepeated: "last-wins",
});

export const preempt = flagKeyword({
  name: "preempt",
  doc: "Takes over from a MASTER with lower priority, which is the default.",
  example: "preempt",
  support: "full",
  requires,
  default: { kind: "value", value: true },
});

export const nopreempt = flagKeyword({
  name: "nopreempt",
  doc: "Leaves a MASTER with lower priority alone; it needs an initial state of BACKUP.",
  example: "nopreempt",
  support: "full",
  since: "1.1.8",
  requires,
  default: { kind: "value", value: false },
});

export const virtualIpaddress = listKeyword<VirtualAddressLine>({
  name: "virtual_ipaddress",
  doc: "The addresses that the MASTER has and announces, one a line; without a prefix length /32 or /128.",
  example: "virtual_ipaddress {",
  support: "full",
  requires,
  entry: virtualAddressLine,
  entries: "line",
  braces: true,
  default: { kind: "value", value: [] },
});

export const vrrpInstance = blockKeyword({
  name: "vrrp_instance",
  doc: "One virtual router on one interface.",
  example: "vrrp_instance VI_1 {",
  support: "full",
  requires,
  head: blockName("vrrp_instance"),
  whenMissing: "reported",
  whenRepeated: "first-wins-reported",
  owner: "vrrp",
  keywords: {
    state,
    interface: interfaceKeyword,
    virtualRouterId,
    priority,
    advertInt,
    preempt,
    nopreempt,
    virtualIpaddress,
    authentication,
  },
});
