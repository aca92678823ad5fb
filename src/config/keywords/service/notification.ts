/** Who hears of a `virtual_server` or `real_server`, and under which name. */
import { boolean } from "../../forms/boolean.ts";
import { text } from "../../forms/text.ts";
import { type Sentence, type ValueKeyword, valueKeyword } from "../../keyword.ts";

interface Level {
  readonly default: string;
  readonly doc: Sentence;
}

export function smtpAlert(level: Level): ValueKeyword<boolean> {
  return valueKeyword<boolean>({
    name: "smtp_alert",
    doc: level.doc,
    example: "smtp_alert on",
    support: "accepted",
    since: "2.0.0",
    requires: [["LVS"]],
    form: boolean,
    default: { kind: "derived", from: level.default },
    whenInvalid: { keep: "previous" },
    whenMissing: "allowed",
    whenRepeated: "last-wins",
  });
}

export function snmpName(): ValueKeyword<string> {
  return valueKeyword<string>({
    name: "snmp_name",
    doc: "The name that stands for it in SNMP tables.",
    example: 'snmp_name "web"',
    support: "accepted",
    since: "2.2.3",
    requires: [["LVS", "SNMP_CHECKER"]],
    form: text({ name: "name", mayBeEmpty: true, alone: true }),
    default: { kind: "absent" },
    whenInvalid: { keep: "previous" },
    whenMissing: "reported",
    whenRepeated: "last-wins",
  });
}
