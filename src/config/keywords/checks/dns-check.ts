/** The keywords of `DNS_CHECK` in a `real_server`. */
import { choice } from "../../forms/choice.ts";
import { domainName } from "../../forms/domain-name.ts";
import { blockKeyword, defaultedKeyword } from "../../keyword.ts";
import { connectionKeywords, grownLevel } from "./connection.ts";
import { judgeTarget } from "./target.ts";

const facts = {
  support: "accepted",
  since: "1.3.0",
  requires: [["LVS"]],
  whenInvalid: { keep: "previous" },
  whenMissing: "fatal",
} as const;

const types = ["A", "NS", "CNAME", "SOA", "MX", "TXT", "AAAA", "RRSIG", "DNSKEY"] as const;

export const dnsCheck = blockKeyword({
  name: "DNS_CHECK",
  doc: "The server is up if it answers a DNS query without an error code.",
  example: "DNS_CHECK {",
  support: "accepted",
  since: "1.3.0",
  requires: [["LVS"]],
  whenMissing: "allowed",
  whenRepeated: "collected",
  keywords: {
    type: defaultedKeyword<(typeof types)[number]>({
      ...facts,
      name: "type",
      doc: "The record type that is asked for, in upper or lower case.",
      example: "type A",
      form: choice(types, { ignoreCase: true }),
      default: "SOA",
      whenRepeated: "last-wins",
    }),
    name: defaultedKeyword<string>({
      ...facts,
      name: "name",
      doc: "The name that is asked for; the root of all names when there is none.",
      example: "name www.example.org",
      form: domainName,
      default: ".",
      whenRepeated: "first-wins-reported",
    }),
    ...connectionKeywords(
      grownLevel({
        run: false,
        since: "1.3.0",
        keywordsSince: { delayBeforeRetry: "1.3.7", warmup: "1.3.7" },
        lastResort: { retry: "3", delayBeforeRetry: "delay_loop" },
      }),
    ),
  },
  closed: judgeTarget,
});
