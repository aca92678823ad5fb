/** One rule of policy routing in iproute2's words, as `static_rules` and `virtual_rules` hold them. */
import type { IpFamily } from "../../values/address.ts";
import { assertNever } from "../../values/assert-never.ts";
import {
  type ActionPart,
  type InterfacePart,
  parseArgument,
  type RuleAddressPart,
  type RulePart,
  type RuleTypePart,
} from "../arguments.ts";
import { numberOfAnyBase, routeTypes, routingNumber } from "../routing-names.ts";
import { accepted, type Reading, type ValueForm } from "./form.ts";
import { LineDraft, readLine } from "./line-draft.ts";
import { decimal } from "./line-number.ts";
import { type Prefix, printPrefix } from "./prefix.ts";
import { KEEPALIVED_PROTOCOL } from "./route.ts";
import { type RuleOptions, readRuleOption } from "./rule-option.ts";

/** What becomes of a packet that the rule applies to. */
export type RuleAction =
  | { readonly kind: "table"; readonly table: number }
  | { readonly kind: "goto"; readonly preference: number }
  /** The table of the packet's layer 3 master device (a VRF). */
  | { readonly kind: "l3mdev" }
  | { readonly kind: "nop" | "blackhole" | "unreachable" | "prohibit" };

export interface Rule extends RuleOptions {
  readonly family: IpFamily;
  readonly action: RuleAction;
  readonly from?: Prefix;
  readonly to?: Prefix;
  /** Applies to what does not match. */
  readonly inverted: boolean;
  readonly incomingInterface?: string;
  readonly outgoingInterface?: string;
  /** Whether its loss takes the instance down. */
  readonly tracked: boolean;
  readonly trackGroup?: string;
}

type RuleDraft = { -readonly [K in keyof Rule]?: Rule[K] };

/** `track_group` is an option of static rules only; elsewhere it is an unknown word. */
function ruleForm(options: { readonly trackGroups: boolean }): ValueForm<Rule> {
  return {
    syntax:
      "[not] [from <ip>[/<prefix>]] [to <ip>[/<prefix>]] [iif|oif <interface>] [fwmark <mark>] [preference <n>] table <table>|goto <n>|blackhole ...",
    wanted:
      "'from' or 'to' with a network, 'table' or another action, 'preference', and other words of ip-rule(8)",
    maxWords: Number.POSITIVE_INFINITY,
    read: (words, { host }) => {
      const line = new LineDraft("rule", words, host);
      return readLine(() => readRule(line, options.trackGroups));
    },
    print: ({ from, to, action }) =>
      [
        ...(from === undefined ? [] : [`from ${printPrefix(from)}`]),
        ...(to === undefined ? [] : [`to ${printPrefix(to)}`]),
        action.kind === "table" ? `table ${action.table}` : action.kind,
      ].join(" "),
  };
}

export const ruleLine = ruleForm({ trackGroups: false });
export const staticRuleLine = ruleForm({ trackGroups: true });

function readRule(line: LineDraft, trackGroups: boolean): Reading<Rule> {
  const draft: RuleDraft = {};
  for (const part of parseArgument("Rule", line.text) ?? []) readPart(part, draft, line, trackGroups);
  const { action } = draft;
  if (action === undefined) {
    line.refuse("argument-missing", 0, "nothing says what the rule does: write 'table' and its number");
  }
  checkAction(action, draft, line);
  const tracked = settleTracking(draft, line);
  const rule = { inverted: false, ...draft, family: line.family ?? 4, action, tracked };
  return accepted(rule, ...line.remarks);
}

/** What the action needs, and what only some actions have. */
function checkAction(action: RuleAction, draft: RuleDraft, line: LineDraft): void {
  const { preference, suppressPrefixLength, suppressGroup, realms } = draft;
  if (action.kind !== "table" && action.kind !== "l3mdev") {
    if (suppressPrefixLength !== undefined || suppressGroup !== undefined || realms !== undefined) {
      line.refuse("value-invalid", 0, "realms and suppressors need a rule with a table");
    }
  }
  if (action.kind === "goto") {
    if (preference === undefined) line.refuse("argument-missing", 0, "'goto' needs a 'preference' as well");
    if (preference >= action.preference) {
      const text = `'goto ${action.preference}' does not lead behind the rule's own preference ${preference}`;
      line.refuse("value-invalid", 0, text);
    }
  } else if (preference === undefined) {
    const text = "without 'preference' the rule gets a number from 16384 downwards: write the one you mean";
    line.remark("default-assumed", 0, text);
  }
}

/** Only rules with keepalived's own protocol number can be watched. */
function settleTracking(draft: RuleDraft, line: LineDraft): boolean {
  if (draft.tracked === false) return false;
  if (draft.protocol !== undefined && draft.protocol !== KEEPALIVED_PROTOCOL) {
    const text = `a tracked rule has protocol ${KEEPALIVED_PROTOCOL} instead of ${draft.protocol}: write 'no_track' to keep yours`;
    line.remark("value-adjusted", 0, text);
    draft.protocol = KEEPALIVED_PROTOCOL;
  }
  return true;
}

function readPart(part: RulePart, draft: RuleDraft, line: LineDraft, trackGroups: boolean): void {
  switch (part.kind) {
    case "address":
      readAddress(part, draft, line);
      return;
    case "action":
      readAction(part, draft, line);
      return;
    case "type":
      readType(part, draft, line);
      return;
    case "interface":
      readInterface(part, draft, line);
      return;
    case "number":
      Object.assign(draft, readRuleOption(part, line));
      return;
    case "word":
      if (!trackGroups)
        line.refuse("option-unknown", part.at, "'track_group' is a word of static rules only");
      draft.trackGroup = line.need(part).text;
      return;
    case "flag":
      if (part.option === "not") draft.inverted = true;
      else draft.tracked = false;
      return;
    case "family":
      line.nameFamily(part);
      return;
    default:
      assertNever(part);
  }
}

function readAddress(part: RuleAddressPart, draft: RuleDraft, line: LineDraft): void {
  const prefix = line.prefix(line.need(part), `an address for '${part.option}'`);
  // Everything is what a rule without the word applies to.
  if (prefix !== "default") draft[part.option] = prefix;
}

function readInterface(part: InterfacePart, draft: RuleDraft, line: LineDraft): void {
  const name = line.interfaceName(line.need(part));
  if (part.option === "oif") draft.outgoingInterface = name;
  else draft.incomingInterface = name;
}

function setAction(action: RuleAction, at: number, draft: RuleDraft, line: LineDraft): void {
  if (draft.action !== undefined) {
    const text = `'${action.kind}' is a second action beside '${draft.action.kind}'`;
    line.refuse("value-invalid", at, text);
  }
  draft.action = action;
}

function readAction(part: ActionPart, draft: RuleDraft, line: LineDraft): void {
  switch (part.option) {
    case "table":
    case "lookup": {
      const { text, at } = line.need(part);
      const table = routingNumber("table", text, line.host);
      if (table === undefined) line.refuse("value-invalid", at, `'${text}' is no table of this host`);
      if (table === 0) line.refuse("value-invalid", at, "there is no table 0");
      setAction({ kind: "table", table }, part.at, draft, line);
      return;
    }
    case "goto": {
      const { text, at } = line.need(part);
      const preference = decimal(text);
      if (preference === undefined || preference > 0xffff_ffff) {
        line.refuse("value-invalid", at, `'${text}' is no preference`);
      }
      setAction({ kind: "goto", preference }, part.at, draft, line);
      return;
    }
    case "nop":
    case "l3mdev":
      setAction({ kind: part.option }, part.at, draft, line);
      return;
    default:
      assertNever(part.option);
  }
}

const typeActions = ["blackhole", "unreachable", "prohibit"] as const;

/** An action by the name or number of a route type, perhaps behind the word `type`. */
function readType(part: RuleTypePart, draft: RuleDraft, line: LineDraft): void {
  const { text, at } = line.need(part);
  const type = text === "" ? 0 : (routeTypes[text] ?? numberOfAnyBase(text));
  if (type === undefined || type > 255) line.refuse("option-unknown", at, `'${text}' is no word of a rule`);
  const kind = typeActions.find((action) => routeTypes[action] === type);
  if (kind === undefined) line.refuse("value-invalid", at, `'${text}' is no action of a rule`);
  setAction({ kind }, at, draft, line);
}
