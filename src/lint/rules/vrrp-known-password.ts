/** An auth_pass that everybody knows. */
import { childrenOf, findSetting, settingOf } from "../../config/block-node.ts";
import { authentication, authPass } from "../../config/keywords/authentication.ts";
import { vrrpInstance } from "../../config/keywords/vrrp-instance.ts";
import type { Rule } from "../rule.ts";
import { block, vrrpExample } from "../vrrp-example.ts";

const authenticated = (text: string) =>
  vrrpExample({ lines: block("authentication", "auth_type PASS", `auth_pass ${text}`) });

/** Of samples, manuals and keyboards. */
const known = new Set(
  (
    "1111 1234 12345 123456 1234567 12345678 0000 00000000 11111111 2222 abcd abc123 1qaz2wsx 1q2w3e4r admin " +
    "changeme default keepaliv master pass passwd password qwerty root secret test vrrp vrrppass letmein xxxx " +
    "1111111 111111 11111 000000 88888888 666666 123 1 2 test123 redhat mypass"
  ).split(" "),
);

export const vrrpKnownPassword: Rule = {
  id: "vrrp/known-password",
  level: "info",
  summary: "auth_pass is a text that everybody knows.",
  explanation:
    "The only use of auth_pass is to tell two clusters on one segment apart that have the same virtual_router_id by mistake. With a sample's text " +
    "it does not even do that: the stranger has it from the same sample. Choose a text of your own, at most 8 bytes, the same on all " +
    "nodes.",
  bad: authenticated("1111"),
  good: authenticated("k7Qz2Lp0"),
  check({ tree }, report) {
    for (const instance of childrenOf(tree, vrrpInstance)) {
      for (const written of childrenOf(instance, authentication)) {
        const password = settingOf(written, authPass);
        const at = findSetting(written, authPass as Parameters<typeof findSetting>[1]);
        if (password === undefined || at === undefined) continue;
        const text = String.fromCharCode(...password.filter((byte) => byte !== 0));
        if (!known.has(text.toLowerCase())) continue;
        report(at, `auth_pass ${text} is known from samples: another cluster may well have it, too`, {
          remedy: "choose a text of your own, at most 8 bytes, the same on all nodes",
        });
      }
    }
  },
};
