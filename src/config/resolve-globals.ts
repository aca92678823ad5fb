/** From the nodes of `global_defs`, `SSL` and the top level to the settings of the whole daemon. */
import { settingsOf } from "./block-config.ts";
import { type BlockNode, childrenOf } from "./block-node.ts";
import type { HostFacts } from "./host-facts.ts";
import { globalDefs } from "./keywords/global-defs.ts";
import { rootLines } from "./keywords/root-lines.ts";
import { ssl } from "./keywords/ssl.ts";
import type { GlobalConfig } from "./model.ts";

export function resolveGlobals(root: BlockNode, host: HostFacts): GlobalConfig {
  const [block] = childrenOf(root, globalDefs);
  const [sslBlock] = childrenOf(root, ssl);
  const settings = settingsOf(globalDefs.keywords, block);
  return {
    routerId: settings.routerId ?? host.hostName,
    settings,
    lines: settingsOf(rootLines, root),
    ssl: sslBlock === undefined ? undefined : settingsOf(ssl.keywords, sslBlock),
  };
}
