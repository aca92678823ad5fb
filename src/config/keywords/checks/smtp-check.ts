/** The keywords of `SMTP_CHECK` in a `real_server`, and of the old `host` blocks in it. */
import { text } from "../../forms/text.ts";
import { blockKeyword, defaultedKeyword } from "../../keyword.ts";
import { connectionKeywords, grownLevel } from "./connection.ts";
import { judgeTarget } from "./target.ts";

const facts = {
  support: "accepted",
  requires: [["LVS"]],
  whenMissing: "allowed",
} as const;

const smtpConnection = connectionKeywords(
  grownLevel({
    run: false,
    lateTarget: true,
    keywordsSince: {
      connectIp: "1.2.17",
      connectPort: "1.2.17",
      bindto: "1.2.17",
      bindPort: "1.2.17",
      fwmark: "1.2.17",
    },
  }),
);

const hostConnection = connectionKeywords(
  grownLevel({
    run: false,
    keywordsSince: { retry: "1.3.7", delayBeforeRetry: "1.3.7", warmup: "1.3.7" },
    deprecated: { reason: "Write it in an SMTP_CHECK for each host.", silent: true },
  }),
);

export const smtpHost = blockKeyword({
  ...facts,
  name: "host",
  doc: "One of several hosts to check, each with a connection of its own.",
  example: "host {",
  deprecated: { reason: "Write an SMTP_CHECK for each host instead.", silent: true },
  whenRepeated: "collected",
  keywords: { ...hostConnection },
  closed: judgeTarget,
});

export const smtpCheck = blockKeyword({
  ...facts,
  name: "SMTP_CHECK",
  doc: "The server is up if it greets as a mail server and answers HELO.",
  example: "SMTP_CHECK {",
  whenRepeated: "collected",
  keywords: {
    heloName: defaultedKeyword<string>({
      ...facts,
      name: "helo_name",
      doc: "The name that HELO gives to the server.",
      example: "helo_name check.example.org",
      form: text({ name: "host name", mayBeEmpty: true }),
      default: "smtpchecker.keepalived.org",
      whenInvalid: { keep: "previous" },
      whenMissing: "reported",
      whenRepeated: "last-wins-reported",
    }),
    ...smtpConnection,
    host: smtpHost,
  },
  closed: judgeTarget,
});
