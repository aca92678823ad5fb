/** v3_checksum_as_v2 on one node only. */
import { v3ChecksumAsV2 } from "../../config/keywords/vrrp/packets.ts";
import { instanceRule } from "../pair/pair-findings.ts";
import { samplePair } from "../pair/sample.ts";

export const instanceChecksum = instanceRule(
  {
    id: "pair/checksum",
    level: "error",
    summary: "The nodes compute the checksum of version 3 differently.",
    explanation:
      "Version 3 over IPv4 counts a pseudo header into its checksum; v3_checksum_as_v2 leaves it out. A packet whose checksum was made " +
      "the other way is dropped, so both nodes become MASTER. Write v3_checksum_as_v2 on every node or on none.",
    remedy: "write v3_checksum_as_v2 on every node or on none",
    bad: samplePair({
      both: [["interface eth0", "interface eth0\n    version 3"]],
      lvs02: [["version 3", "version 3\n    v3_checksum_as_v2"]],
    }),
    good: samplePair({ both: [["interface eth0", "interface eth0\n    version 3"]] }),
  },
  ({ first, other }) => {
    if (other.config.family !== 4 || other.config.version !== 3 || first.config.version !== 3)
      return undefined;
    const own = other.config.settings.v3ChecksumAsV2 === true;
    if (own === (first.config.settings.v3ChecksumAsV2 === true)) return undefined;
    const [withIt, without] = own ? [other, first] : [first, other];
    return {
      at: v3ChecksumAsV2,
      message: `${other.config.name} has v3_checksum_as_v2 on ${withIt.node.name} and not on ${without.node.name}: each drops the other's packets, both become MASTER`,
    };
  },
);
