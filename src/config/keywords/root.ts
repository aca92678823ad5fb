/** The keywords of the top level: where the table begins. */
import { bfdInstance } from "./bfd-instance.ts";
import { garpGroup } from "./garp-group.ts";
import { globalDefs } from "./global-defs.ts";
import { rootLines } from "./root-lines.ts";
import { ssl } from "./ssl.ts";
import { staticIpaddress, staticRoutes, staticRules } from "./static.ts";
import { vrrpSyncGroup } from "./sync-group.ts";
import { trackFile, vrrpTrackFile } from "./track-file.ts";
import { trackGroup } from "./track-group.ts";
import { vrrpTrackProcess } from "./track-process.ts";
import { virtualServer } from "./virtual-server.ts";
import { virtualServerGroup } from "./virtual-server-group.ts";
import { vrrpInstance } from "./vrrp-instance.ts";
import { vrrpScript } from "./vrrp-script.ts";

/** Blocks and lists of the top level that the model has as they are written. */
export const otherBlocks = {
  vrrpScript,
  vrrpTrackProcess,
  trackFile,
  vrrpTrackFile,
  bfdInstance,
  vrrpSyncGroup,
  trackGroup,
  garpGroup,
  staticIpaddress,
  staticRoutes,
  staticRules,
};

export const rootKeywords = {
  ...rootLines,
  globalDefs,
  ssl,
  ...otherBlocks,
  vrrpInstance,
  virtualServerGroup,
  virtualServer,
};
