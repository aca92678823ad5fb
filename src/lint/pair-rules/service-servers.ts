/** A service whose nodes have different real servers. */
import { serviceRule } from "../pair/pair-findings.ts";
import { samplePair } from "../pair/sample.ts";
import type { NodeService } from "../pair/services.ts";

export const serviceServers = serviceRule(
  {
    id: "pair/real-servers",
    level: "warning",
    summary: "The real servers of a service differ.",
    explanation:
      "After a failover the service runs on other servers: what one node lacks gets nothing from it, and what only one node knows gets " +
      "traffic that nobody expects. Write the same servers on every node.",
    remedy: "write the same real_server blocks on every node",
    bad: samplePair({ lvs02: [["real_server 192.0.2.22 80", "real_server 192.0.2.23 80"]] }),
    good: samplePair(),
  },
  ({ first, other }) => {
    const parts = [...missing(first, other), ...missing(other, first)];
    if (parts.length === 0) return undefined;
    return { at: (block) => block.at, message: `${other.name}: ${parts.join(", ")}` };
  },
);

/** "192.0.2.22:80 is missing on lvs02". */
function missing(present: NodeService, elsewhere: NodeService): string[] {
  const names = new Set(elsewhere.servers.map(({ name }) => name));
  const absent = present.servers.filter(({ name }) => !names.has(name)).map(({ name }) => name);
  if (absent.length === 0) return [];
  return [`${absent.join(", ")} ${absent.length === 1 ? "is" : "are"} missing on ${elsewhere.node.name}`];
}
