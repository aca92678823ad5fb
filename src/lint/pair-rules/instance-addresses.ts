/** Advertised addresses that only one node has. */
import { type BlockNode, spanOf } from "../../config/block-node.ts";
import { virtualIpaddress } from "../../config/keywords/vrrp/addresses.ts";
import type { VrrpInstanceConfig } from "../../config/model.ts";
import { formatAddress } from "../../values/address.ts";
import { instanceRule } from "../pair/pair-findings.ts";
import { samplePair } from "../pair/sample.ts";

export const instanceAddresses = instanceRule(
  {
    id: "pair/virtual-addresses",
    level: "error",
    summary: "The nodes advertise different virtual addresses.",
    explanation:
      "After a failover the addresses that the new MASTER does not have are gone. Before version 2.3.3 it is worse: a node drops " +
      "advertisements whose list of addresses is not its own, so the BACKUP hears nobody and both become MASTER; since then the difference " +
      "is only logged. To add an address to a running pair, change both files, then reload the BACKUP first: while the lists differ it " +
      "may log, or with an older version claim the addresses, but traffic stays with the MASTER that is not touched; reload the MASTER " +
      "right behind it. An address that need not be advertised can stand in virtual_ipaddress_excluded, which no node compares.",
    remedy: "write the same addresses on every node; reload the BACKUP first, and the MASTER right behind it",
    bad: samplePair({ lvs02: [["192.0.2.10/24", "192.0.2.10/24\n        192.0.2.11/24"]] }),
    good: samplePair({ both: [["192.0.2.10/24", "192.0.2.10/24\n        192.0.2.11/24"]] }),
  },
  ({ first, other }) => {
    const [own, wanted] = [advertised(other.config), advertised(first.config)];
    const parts = [...missing(wanted, own, other.node.name), ...missing(own, wanted, first.node.name)];
    if (parts.length === 0) return undefined;
    return {
      at: (block: BlockNode) => spanOf(block, virtualIpaddress),
      message: `${other.config.name}: ${parts.join(", ")}`,
    };
  },
);

function advertised({ virtualAddresses }: VrrpInstanceConfig): ReadonlySet<string> {
  return new Set(
    virtualAddresses.filter(({ excluded }) => excluded !== true).map(({ address }) => formatAddress(address)),
  );
}

/** "192.0.2.11 is missing on lvs02". */
function missing(wanted: ReadonlySet<string>, present: ReadonlySet<string>, node: string): string[] {
  const absent = [...wanted].filter((address) => !present.has(address));
  if (absent.length === 0) return [];
  return [`${absent.join(", ")} ${absent.length === 1 ? "is" : "are"} missing on ${node}`];
}
