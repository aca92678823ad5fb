/** The keywords of `authentication` in a `vrrp_instance`. */
import { choice } from "../forms/choice.ts";
import { bytes } from "../forms/text.ts";
import { blockKeyword, valueKeyword } from "../keyword.ts";

export const authType = valueKeyword<"PASS" | "AH">({
  name: "auth_type",
  doc: "How advertisements prove that they come from the group: PASS is a text in clear, AH a digest.",
  example: "auth_type PASS",
  support: "full",
  requires: [["VRRP", "VRRP_AUTH"]],
  form: choice(["PASS", "AH"]),
  default: { kind: "absent" },
  whenInvalid: { keep: "previous" },
  whenMissing: "fatal",
  whenRepeated: "last-wins",
});

/** Bytes of authentication data in a VRRPv2 packet (RFC 2338 5.3.10). */
export const AUTHENTICATION_BYTES = 8;

export const authPass = valueKeyword<readonly number[]>({
  name: "auth_pass",
  doc: "The text that all routers of the group share; only its first 8 bytes count.",
  example: "auth_pass 1111",
  support: "full",
  requires: [["VRRP", "VRRP_AUTH"]],
  form: bytes({ name: "text", maxBytes: AUTHENTICATION_BYTES }),
  default: { kind: "absent" },
  whenInvalid: { keep: "previous" },
  whenMissing: "fatal",
  whenRepeated: "last-wins",
});

export const authentication = blockKeyword({
  name: "authentication",
  doc: "VRRP version 2 authentication (RFC 2338); each setting stands on its own line.",
  example: "authentication {",
  support: "full",
  requires: [["VRRP", "VRRP_AUTH"]],
  whenMissing: "allowed",
  whenRepeated: "continued",
  keywords: { authType, authPass },
});
