/** Every check of a `real_server`, by the names that the model has for them. */
import { bfdCheck } from "./bfd-check.ts";
import { dnsCheck } from "./dns-check.ts";
import { fileCheck } from "./file-check.ts";
import { httpGet, sslGet } from "./http-get.ts";
import { miscCheck } from "./misc-check.ts";
import { pingCheck } from "./ping-check.ts";
import { smtpCheck } from "./smtp-check.ts";
import { tcpCheck } from "./tcp-check.ts";
import { udpCheck } from "./udp-check.ts";

/** Those that the daemon does not run yet. */
export const idleChecks = {
  miscCheck,
  smtpCheck,
  pingCheck,
  udpCheck,
  httpGet,
  sslGet,
  dnsCheck,
  fileCheck,
  bfdCheck,
} as const;

export const checks = { tcpCheck, ...idleChecks } as const;
