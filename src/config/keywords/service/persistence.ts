/** How long a client stays with its server, and what tells clients apart. */
import { cutText } from "../../forms/cut-text.ts";
import { noneForZero } from "../../forms/none-for-zero.ts";
import { integer } from "../../forms/number.ts";
import { valueKeyword } from "../../keyword.ts";
import { persistenceGranularity } from "./family.ts";

/** Seconds of persistence when the keyword stands alone or port 0 forces it. */
export const DEFAULT_PERSISTENCE_S = 360;

export const persistenceTimeout = valueKeyword<number>({
  name: "persistence_timeout",
  doc: "A client stays with its server for this many seconds after its last connection.",
  example: "persistence_timeout 50",
  support: "full",
  requires: [["LVS"]],
  form: noneForZero(integer({ min: 1, max: 2_678_400, unit: "seconds", bare: DEFAULT_PERSISTENCE_S })),
  default: { kind: "absent" },
  whenInvalid: { keep: "previous" },
  whenMissing: "allowed",
  whenRepeated: "last-wins",
});

export const persistenceKeywords = {
  persistenceEngine: valueKeyword<string>({
    name: "persistence_engine",
    doc: "The kernel's persistence engine, which tells clients apart by more than their address; Linux has sip.",
    example: "persistence_engine sip",
    support: "full",
    since: "1.2.20",
    requires: [["LVS"]],
    // IP_VS_PENAME_MAXLEN of <linux/ip_vs.h>, with its terminating zero.
    form: cutText({ name: "name", maxBytes: 15, silentBytes: 16 }),
    default: { kind: "absent" },
    whenInvalid: { keep: "previous" },
    whenMissing: "fatal",
    whenRepeated: "last-wins",
  }),
  persistenceTimeout,
  persistenceGranularity,
};
