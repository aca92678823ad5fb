/** Keywords of `global_defs`: alert mail, and what it says about this machine. */

import { adjustedInteger } from "../../forms/adjusted-number.ts";
import { boolean } from "../../forms/boolean.ts";
import { email, singleEmail } from "../../forms/email.ts";
import { type HostAndPort, hostAndPort } from "../../forms/host-and-port.ts";
import { text } from "../../forms/text.ts";
import { listKeyword } from "../../keyword.ts";
import { flag, onOff, optionalSetting, setting } from "./setting.ts";

const SMTP_PORT = 25;
/** The largest number of seconds whose microseconds fit into 32 bits. */
const LONGEST_TIMEOUT_S = 4294;

export const routerId = optionalSetting<string>({
  name: "router_id",
  doc: "Names this machine in mail subjects; free text.",
  example: "router_id lb01",
  support: "full",
  since: "1.1.8",
  form: text({ name: "text", mayBeEmpty: true }),
  unset: "the host name",
});

const notificationEmail = listKeyword<string>({
  name: "notification_email",
  doc: "Who gets alert mail, one address or several a line.",
  example: "notification_email {",
  exampleEntry: "ops@example.org",
  support: "accepted",
  entry: email,
  entries: "word",
  braces: true,
  default: { kind: "value", value: [] },
  closed(entries, scope, at) {
    if (entries.length > 0) return;
    const said =
      "notification_email lists nobody, so it does nothing: write an address between its braces, or remove it";
    scope.say("argument-missing", "error", at, said);
  },
});

export const mailKeywords = {
  routerId,
  notificationEmail,
  notificationEmailFrom: optionalSetting<string>({
    name: "notification_email_from",
    doc: "The sender of alert mail; with a name it stands in quotes.",
    example: "notification_email_from keepalived@example.org",
    form: singleEmail,
    unset: "the daemon's user at this host",
  }),
  smtpServer: optionalSetting<HostAndPort>({
    name: "smtp_server",
    doc: "The mail server that takes alert mail; without one none is sent.",
    example: "smtp_server 192.0.2.25",
    form: hostAndPort(SMTP_PORT),
    whenMissing: "fatal",
  }),
  smtpHeloName: optionalSetting<string>({
    name: "smtp_helo_name",
    doc: "The name that this machine gives itself when it greets the mail server.",
    example: "smtp_helo_name lb01.example.org",
    since: "1.2.20",
    form: text({ name: "name", mayBeEmpty: true }),
    whenMissing: "allowed",
    unset: "the host name",
  }),
  smtpConnectTimeout: setting<number>({
    name: "smtp_connect_timeout",
    doc: "How long the mail server may take to answer; 0 is raised to 1.",
    example: "smtp_connect_timeout 10",
    form: adjustedInteger(
      { min: 0, max: LONGEST_TIMEOUT_S, unit: "seconds" },
      { min: 1, max: LONGEST_TIMEOUT_S },
    ),
    default: 30,
    whenMissing: "fatal",
  }),
  smtpAlert: optionalSetting<boolean>({
    name: "smtp_alert",
    doc: "Whether mail is sent where no smtp_alert closer to the event says so.",
    example: "smtp_alert on",
    since: "2.0.0",
    form: boolean,
    whenMissing: "allowed",
  }),
  smtpAlertVrrp: optionalSetting<boolean>({
    name: "smtp_alert_vrrp",
    doc: "As smtp_alert, for VRRP instances and groups alone, and before it.",
    example: "smtp_alert_vrrp on",
    since: "2.0.0",
    requires: [["VRRP"]],
    form: boolean,
    whenMissing: "allowed",
  }),
  smtpAlertChecker: optionalSetting<boolean>({
    name: "smtp_alert_checker",
    doc: "As smtp_alert, for virtual and real servers alone, and before it.",
    example: "smtp_alert_checker off",
    since: "2.0.0",
    requires: [["LVS"]],
    form: boolean,
    whenMissing: "allowed",
  }),
  noEmailFaults: flag({
    name: "no_email_faults",
    doc: "Sends no mail when an instance goes to FAULT.",
    since: "2.0.0",
    requires: [["VRRP"]],
  }),
  noCheckerEmails: onOff({
    name: "no_checker_emails",
    doc: "Sends mail only when a real server comes or goes, not for every check that changes.",
    since: "2.0.0",
    requires: [["LVS"]],
  }),
};
