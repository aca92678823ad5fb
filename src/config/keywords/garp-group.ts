/** The keywords of `garp_group`: how fast gratuitous ARP and neighbour advertisements may leave on some interfaces. */
import { entriesOf, settingOf } from "../block-node.ts";
import { accepted, refused, type ValueForm } from "../forms/form.ts";
import { deviceName, interfaceRemarks, networkInterface } from "../forms/interface-name.ts";
import { seconds } from "../forms/number.ts";
import { text } from "../forms/text.ts";
import {
  blockKeyword,
  type ListKeyword,
  listKeyword,
  type Sentence,
  type ValueKeyword,
  valueKeyword,
} from "../keyword.ts";
import type { Scope } from "../scope.ts";

const requires = [["VRRP"]] as const;
const since = "1.2.21";

const range = seconds({ minUs: 0, maxUs: 4_294_967_295 });

/** keepalived reports a text that is no number and goes on with 0, but refuses a number out of range. */
const gap: ValueForm<number> = {
  ...range,
  read(words, context) {
    const reading = range.read(words, context);
    if (reading.ok !== false || reading.refusal.code !== "value-invalid") return reading;
    return accepted(0, { ...reading.refusal, text: `${reading.refusal.text}; it runs as 0` });
  },
};

function interval(name: string, doc: Sentence): ValueKeyword<number> {
  return valueKeyword<number>({
    name,
    doc,
    example: `${name} 0.05`,
    support: "accepted",
    since,
    requires,
    form: gap,
    default: { kind: "absent" },
    whenInvalid: { keep: "previous" },
    whenMissing: "fatal",
    whenRepeated: "last-wins",
  });
}

const garpInterval = interval("garp_interval", "Between two gratuitous ARP packets of the group.");
const gnaInterval = interval(
  "gna_interval",
  "Between two unsolicited neighbour advertisements of the group.",
);

/** Interfaces that this group or one above it has already. */
function takenInterfaces({ node }: Scope): string[] {
  const groups = (node.parent?.children ?? []).filter((child) => child.keyword?.name === "garp_group");
  return groups.flatMap((group) => {
    const one = settingOf(group, groupInterface);
    return [
      ...(one === undefined ? [] : [one]),
      ...entriesOf(group, groupInterfaces).map(({ value }) => value),
    ];
  });
}

const groupInterface: ValueKeyword<string> = valueKeyword<string>({
  name: "interface",
  doc: "The interface that the limits are for; an interface is in one group only.",
  example: "interface eth0",
  support: "accepted",
  since,
  requires,
  form: { ...deviceName, read: networkInterface.read },
  default: { kind: "absent" },
  whenInvalid: { keep: "previous" },
  whenMissing: "fatal",
  whenRepeated: "last-wins",
  settle: (name, scope) =>
    takenInterfaces(scope).includes(name)
      ? refused("value-duplicate", `${name} is in a garp_group already`)
      : accepted(name),
});

const groupInterfaces: ListKeyword<string> = listKeyword<string>({
  name: "interfaces",
  doc: "The interfaces that share the limits; an interface is in one group only.",
  example: "interfaces {",
  exampleEntry: "eth0 eth1",
  support: "accepted",
  since,
  requires,
  entry: text({ name: "interface", mayBeEmpty: true }),
  entries: "word",
  braces: true,
  default: { kind: "value", value: [] },
  closed(names, scope, at) {
    if (names.length === 0) scope.say("argument-missing", "warning", at, "'interfaces' names no interface");
    const taken = takenInterfaces(scope);
    for (const name of new Set(names)) {
      if (taken.filter((other) => other === name).length > 1) {
        scope.say("value-duplicate", "error", at, `interfaces: ${name} is in a garp_group already`);
      }
      for (const remark of interfaceRemarks(name, scope.context.host, 0)) {
        const traits = remark.exit === undefined ? {} : { exit: remark.exit };
        scope.say(remark.code, remark.severity ?? "error", at, `interfaces: ${remark.text}`, traits);
      }
    }
  },
});

export const garpGroup = blockKeyword({
  name: "garp_group",
  doc: "Limits how fast gratuitous ARP and neighbour advertisements leave on an interface, or on several together.",
  example: "garp_group {",
  support: "accepted",
  since,
  requires,
  whenMissing: "allowed",
  whenRepeated: "collected",
  owner: "vrrp",
  keywords: {
    garpIntervalUs: garpInterval,
    gnaIntervalUs: gnaInterval,
    interface: groupInterface,
    interfaces: groupInterfaces,
  },
  closed(node, scope, at) {
    if (settingOf(node, garpInterval) !== undefined || settingOf(node, gnaInterval) !== undefined)
      return "keep";
    const text = "this garp_group is ignored: it has neither garp_interval nor gna_interval";
    scope.say("group-incomplete", "error", at, text);
    return "drop";
  },
});
