/** The keywords of the top level: where the table begins. */
import { globalDefs } from "./global-defs.ts";
import { virtualServer } from "./virtual-server.ts";
import { vrrpInstance } from "./vrrp-instance.ts";

export const rootKeywords = { globalDefs, vrrpInstance, virtualServer };
