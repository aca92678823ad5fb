/** The quorum and hysteresis that the servers of a service can reach. */
import { findSetting, spanOf, valueOrDefault } from "./block-node.ts";
import { hysteresis, quorum } from "./keywords/service/quorum.ts";
import type { RealServerConfig, ServiceSettings } from "./model.ts";
import { type ServiceContext, sayOfService } from "./service-context.ts";

/** What differs from what is written; undefined when nothing does. */
export function resolveQuorum(
  service: ServiceContext,
  servers: readonly RealServerConfig[],
): Partial<ServiceSettings> | undefined {
  const { block } = service;
  let total = 0;
  for (const { weight } of servers) total += weight;
  const wanted = valueOrDefault(block, quorum);
  const reached = Math.min(wanted, total);
  const band = valueOrDefault(block, hysteresis);
  const widest = Math.max(0, reached - 1);
  if (reached === wanted && band <= widest) return undefined;
  if (reached < wanted) {
    const text =
      total === 0
        ? "all its servers have weight 0, so none gets a connection: give one of them a weight"
        : `its servers weigh ${total} together and never reach quorum ${wanted}: it runs as ${total}`;
    const at = findSetting(block, quorum) === undefined ? block.at : spanOf(block, quorum);
    sayOfService(service, "quorum-unreachable", "warning", at, text);
  }
  if (band > widest) {
    const text = `hysteresis ${band} must be less than quorum ${reached}: it runs as ${widest}`;
    sayOfService(service, "value-adjusted", "warning", spanOf(block, hysteresis), text);
  }
  return { quorum: reached, hysteresis: Math.min(band, widest) };
}
