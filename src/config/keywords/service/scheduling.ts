/** Which server a new connection goes to: the scheduler of a `virtual_server` and its flags. */
import { findSetting, settingOf } from "../../block-node.ts";
import { choice } from "../../forms/choice.ts";
import { accepted, type Reading, refused } from "../../forms/form.ts";
import { aliasKeyword, defaultedKeyword, type FlagKeyword, flagKeyword } from "../../keyword.ts";
import type { Scope } from "../../scope.ts";

/** The schedulers that keepalived knows (ipvsadm(8)). */
const schedulers = [
  "rr",
  "wrr",
  "lc",
  "wlc",
  "lblc",
  "sh",
  "mh",
  "dh",
  "fo",
  "ovf",
  "lblcr",
  "sed",
  "nq",
  "twos",
] as const;

export const lbAlgo = defaultedKeyword<(typeof schedulers)[number]>({
  name: "lb_algo",
  doc: "The kernel's scheduler, which picks the server of each new connection.",
  example: "lb_algo rr",
  support: "full",
  requires: [["LVS"]],
  form: choice(schedulers),
  default: "wlc",
  whenInvalid: { keep: "previous" },
  whenMissing: "fatal",
  whenRepeated: "last-wins",
});

export const lvsSched = aliasKeyword({
  name: "lvs_sched",
  of: "lb_algo",
  doc: "Another name of lb_algo.",
  since: "1.1.5",
  requires: [["LVS"]],
});

/** keepalived takes each of these flags for either of the two hashing schedulers. */
function behindHashingScheduler(name: string) {
  return ({ node }: Scope): Reading<true> => {
    const scheduler = settingOf(node, lbAlgo);
    if (scheduler === "sh" || scheduler === "mh") return accepted(true);
    const written =
      findSetting(node, lbAlgo) === undefined ? "no lb_algo stands above it" : `it is ${scheduler}`;
    return refused("keyword-misplaced", `${name} needs the scheduler sh or mh above it, and ${written}`);
  };
}

function hashingFlag(name: string, since: string, doc: FlagKeyword["doc"]): FlagKeyword {
  return flagKeyword({
    name,
    doc,
    example: name,
    exampleNeeds: [`lb_algo ${name.slice(0, 2)}`],
    support: "full",
    since,
    requires: [["LVS", "KERNEL_3_11"]],
    default: { kind: "absent" },
    settle: behindHashingScheduler(name),
  });
}

function rawFlag(number: 1 | 2 | 3): FlagKeyword {
  return flagKeyword({
    name: `flag-${number}`,
    doc: `Sets flag ${number} of the scheduler, whatever that means to it.`,
    example: `flag-${number}`,
    support: "full",
    since: "1.3.0",
    requires: [["LVS", "KERNEL_3_11"]],
    default: { kind: "absent" },
  });
}

export const onePacket = flagKeyword({
  name: "ops",
  doc: "Each UDP packet is scheduled on its own, as if it were a connection.",
  example: "ops",
  support: "full",
  since: "1.2.8",
  requires: [["LVS"]],
  default: { kind: "absent" },
});

export const schedulingKeywords = {
  lbAlgo,
  lvsSched,
  hashed: flagKeyword({
    name: "hashed",
    doc: "Was a flag of hashing schedulers and does nothing.",
    example: "hashed",
    exampleNeeds: ["lb_algo sh"],
    support: "accepted",
    since: "1.3.0",
    deprecated: { reason: "it does nothing.", silent: true },
    requires: [["LVS"]],
    default: { kind: "absent" },
    settle: behindHashingScheduler("hashed"),
  }),
  onePacket,
  flag1: rawFlag(1),
  flag2: rawFlag(2),
  flag3: rawFlag(3),
  shPort: hashingFlag("sh-port", "1.3.0", "The scheduler sh also hashes the client's port."),
  shFallback: hashingFlag(
    "sh-fallback",
    "1.3.0",
    "The scheduler sh takes another server when its first choice is unavailable.",
  ),
  mhPort: hashingFlag("mh-port", "2.0.20", "The scheduler mh also hashes the client's port."),
  mhFallback: hashingFlag(
    "mh-fallback",
    "2.0.20",
    "The scheduler mh takes another server when its first choice is unavailable.",
  ),
};
