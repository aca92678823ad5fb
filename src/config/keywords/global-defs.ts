/** The keywords of `global_defs`. */
import { text } from "../forms/text.ts";
import { blockKeyword, valueKeyword } from "../keyword.ts";

export const routerId = valueKeyword<string>({
  name: "router_id",
  doc: "Names this machine in mail subjects; free text.",
  example: "router_id lb01",
  support: "full",
  since: "1.1.8",
  form: text({ name: "text", mayBeEmpty: true }),
  default: { kind: "derived", from: "the host name" },
  whenInvalid: { keep: "previous" },
  whenMissing: "reported",
  whenRepeated: "last-wins",
});

export const globalDefs = blockKeyword({
  name: "global_defs",
  doc: "Settings of the whole daemon; it may stand several times, later values replace earlier ones.",
  example: "global_defs {",
  support: "full",
  whenMissing: "allowed",
  whenRepeated: "collected",
  owner: "parent",
  keywords: { routerId },
});
