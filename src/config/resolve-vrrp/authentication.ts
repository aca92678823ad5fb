/** What proves that an instance's advertisements come from its group. */
import { childrenOf, entriesOf, settingOf, spanOf } from "../block-node.ts";
import { AUTHENTICATION_BYTES, authentication, authPass, authType } from "../keywords/authentication.ts";
import { activeKey, authHmac, key } from "../keywords/vrrp/auth-hmac.ts";
import type { VrrpAuthentication } from "../model.ts";
import type { InstanceFacts } from "./instance-facts.ts";
import type { InstanceReport } from "./instance-report.ts";

const none = { type: "none" } as const;

export function resolveAuthentication(facts: InstanceFacts, report: InstanceReport): VrrpAuthentication {
  checkHmac(facts, report);
  const { block, version, strict, family } = facts;
  if (facts.authentication === undefined) return none;
  const { block: holder, type } = facts.authentication;
  const refuse = (text: string): VrrpAuthentication => {
    report.sayError("authentication-incomplete", holder.at, text);
    return none;
  };
  if (strict) return refuse("strict mode has no authentication: the block is ignored, remove one of them");
  if (version === 3) return refuse("VRRP version 3 has no authentication: the block is ignored, remove it");
  const password = childrenOf(block, authentication)
    .map((candidate) => settingOf(candidate, authPass))
    .findLast((value) => value !== undefined);
  if (password === undefined || password.length === 0) {
    return refuse(
      "authentication without auth_pass is ignored, it runs without: write auth_pass on a line of its own",
    );
  }
  if (type === "AH") {
    if (family === 6) return refuse("auth_type AH is for IPv4 only: it runs without authentication");
    const text =
      "auth_type AH is not supported yet; running without it would make a second MASTER beside routers that use it";
    report.refuseToRun(spanOf(holder, authType), text);
    return none;
  }
  const padding = new Array<number>(AUTHENTICATION_BYTES - password.length).fill(0);
  return { type, password: [...password, ...padding] };
}

/** Without the key to sign with there is no signing at all. */
function checkHmac({ block }: InstanceFacts, report: InstanceReport): void {
  const blocks = childrenOf(block, authHmac);
  const holder = blocks.at(-1);
  if (holder === undefined) return;
  const ids = blocks.flatMap((one) => entriesOf(one, key)).map(({ value }) => value.id);
  const active = blocks.map((one) => settingOf(one, activeKey)).findLast((value) => value !== undefined);
  if (active === undefined) {
    const text = "auth_hmac is ignored: it does not say which key is the active one, write active_key";
    report.sayError("authentication-incomplete", holder.at, text);
  } else if (!ids.includes(active)) {
    const text = `auth_hmac is ignored: there is no key ${active}, which active_key names`;
    report.sayError("authentication-incomplete", spanOf(holder, activeKey), text);
  }
}
