/** The keywords of `global_defs`, joined from their subjects. */
import { blockKeyword } from "../keyword.ts";
import { bufferKeywords } from "./global/buffers.ts";
import { firewallKeywords } from "./global/firewall.ts";
import { garpKeywords } from "./global/garp.ts";
import { lvsKeywords } from "./global/lvs.ts";
import { mailKeywords } from "./global/mail.ts";
import { monitoringKeywords } from "./global/monitoring.ts";
import { globalProcessKeywords } from "./global/processes.ts";
import { reloadKeywords } from "./global/reload.ts";
import { scriptKeywords } from "./global/scripts.ts";
import { vrrpKeywords } from "./global/vrrp.ts";

export const globalDefs = blockKeyword({
  name: "global_defs",
  doc: "Settings of the whole daemon; several of these blocks count as one, later values replace earlier ones.",
  example: "global_defs {",
  support: "full",
  whenMissing: "allowed",
  whenRepeated: "continued",
  owner: "parent",
  keywords: {
    ...mailKeywords,
    ...scriptKeywords,
    ...globalProcessKeywords,
    ...vrrpKeywords,
    ...garpKeywords,
    ...firewallKeywords,
    ...lvsKeywords,
    ...monitoringKeywords,
    ...bufferKeywords,
    ...reloadKeywords,
  },
});
