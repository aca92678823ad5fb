/** An instance whose nodes advertise at different intervals. */
import { advertInt } from "../../config/keywords/vrrp/identity.ts";
import { instanceRule, onBoth } from "../pair/pair-findings.ts";
import { samplePair } from "../pair/sample.ts";

const SECOND_US = 1_000_000;

export const instanceAdvertInterval = instanceRule(
  {
    id: "pair/advert-interval",
    level: "error",
    summary: "The advertisement intervals of an instance differ.",
    explanation:
      "With version 2 an advertisement whose interval is not the receiver's own is dropped (RFC 3768 7.1), so the BACKUP hears nobody " +
      "and becomes a second MASTER. With version 3 the BACKUP takes over the MASTER's interval, and its own holds only while it is MASTER " +
      "itself: there the finding is a warning.",
    remedy: "write the same advert_int on every node",
    bad: samplePair({ lvs02: [["advert_int 1", "advert_int 2"]] }),
    good: samplePair(),
  },
  (pair) => {
    const [own, wanted] = [pair.other.config.advertIntervalUs, pair.first.config.advertIntervalUs];
    if (own === wanted) return undefined;
    const { name, version } = pair.other.config;
    const learns = version === 3 && pair.first.config.version === 3;
    const result = learns
      ? "the BACKUP takes over the MASTER's"
      : "each drops the other's advertisements, both become MASTER";
    return {
      at: advertInt,
      message: `${name} has advert_int ${onBoth(pair, own / SECOND_US, wanted / SECOND_US)}: ${result}`,
      ...(learns ? { level: "warning" } : {}),
    };
  },
);
