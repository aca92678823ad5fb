/** A check that is read and not run yet: which one, and its values by name as its table gives them. */
import type { BlockConfig } from "./block-config.ts";
import type { BlockKeyword } from "./keyword.ts";
import type { idleChecks } from "./keywords/checks/checks.ts";

type IdleChecks = typeof idleChecks;

/** What each check is called in a file. */
interface CheckKinds {
  readonly miscCheck: "MISC_CHECK";
  readonly smtpCheck: "SMTP_CHECK";
  readonly pingCheck: "PING_CHECK";
  readonly udpCheck: "UDP_CHECK";
  readonly httpGet: "HTTP_GET";
  readonly sslGet: "SSL_GET";
  readonly dnsCheck: "DNS_CHECK";
  readonly fileCheck: "FILE_CHECK";
  readonly bfdCheck: "BFD_CHECK";
}

type SettingsOf<B> = B extends BlockKeyword<infer H, infer K> ? BlockConfig<H, K>["settings"] : never;

export type IdleCheckConfig = {
  readonly [name in keyof IdleChecks]: {
    readonly kind: CheckKinds[name];
    readonly settings: SettingsOf<IdleChecks[name]>;
  };
}[keyof IdleChecks];
