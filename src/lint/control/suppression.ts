/** Which findings the comments in the files silence, and what is wrong with those comments. */
import { nearestName } from "../../config/nearest-name.ts";
import { placeOf } from "../../config/source.ts";
import { assertNever } from "../../values/assert-never.ts";
import type { Finding } from "../finding.ts";
import { type Levels, reportFor } from "../lint.ts";
import type { RuleFacts } from "../rule.ts";
import type { ReadFile } from "../subject.ts";
import { directiveWithoutReason, unknownDirective, unknownRule, unusedDirective } from "./control-rules.ts";
import { DIRECTIVE_NAMES, type Directive, directivesIn, type NamedRule } from "./directive.ts";

/** Lines of one file on which one rule says nothing. */
interface Suppression {
  readonly file: string;
  readonly rule: NamedRule;
  readonly firstLine: number;
  /** With it. */
  lastLine: number;
  used: boolean;
}

export interface SuppressionContext {
  readonly isRule: (id: string) => boolean;
  readonly ruleIds: () => Iterable<string>;
  /** Whether the rule ran, so that a comment for it could have silenced something. */
  readonly ran: (id: string) => boolean;
  readonly levels: Levels;
}

export interface Suppressed {
  /** Without the silenced ones, with those about the comments; in no order. */
  readonly kept: readonly Finding[];
  readonly silenced: readonly Finding[];
}

export function suppress(
  findings: readonly Finding[],
  files: readonly ReadFile[],
  context: SuppressionContext,
): Suppressed {
  const about: Finding[] = [];
  const suppressions = files.flatMap((file) => suppressionsOf(file, context, about));
  if (suppressions.length === 0) return { kept: [...findings, ...about], silenced: [] };
  const byKey = new Map<string, Suppression[]>();
  for (const one of suppressions) {
    const key = keyOf(one.file, one.rule.id);
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, [one]);
    else known.push(one);
  }
  const isSilenced = ({ rule, place }: Finding) => {
    const covering = (byKey.get(keyOf(place.file, rule)) ?? []).filter(
      ({ firstLine, lastLine }) => firstLine <= place.line && place.line <= lastLine,
    );
    for (const one of covering) one.used = true;
    return covering.length > 0;
  };
  const silenced: Finding[] = [];
  const kept: Finding[] = [];
  const sort = (finding: Finding) => (isSilenced(finding) ? silenced : kept).push(finding);
  for (const finding of [...findings, ...about]) sort(finding);
  for (const finding of unusedFindings(suppressions, context)) sort(finding);
  return { kept, silenced };
}

function keyOf(file: string, rule: string): string {
  return `${file}\0${rule}`;
}

/** What a file's comments silence; what is wrong with them goes to `about`. */
function suppressionsOf(
  { name: file, text }: ReadFile,
  context: SuppressionContext,
  about: Finding[],
): Suppression[] {
  const found: Suppression[] = [];
  const open = new Map<string, Suppression>();
  for (const directive of directivesIn({ name: file, text })) {
    const rules = judgedRules(directive, context, about);
    const { line } = placeOf(directive.at);
    const { name } = directive;
    const add = (rule: NamedRule, firstLine: number, lastLine: number) => {
      const one: Suppression = { file, rule, firstLine, lastLine, used: false };
      found.push(one);
      return one;
    };
    switch (name) {
      case undefined:
        break;
      case "vigil-disable-line":
        for (const rule of rules) add(rule, line, line);
        break;
      case "vigil-disable-next-line":
        for (const rule of rules) add(rule, line + 1, line + 1);
        break;
      case "vigil-disable-file":
        for (const rule of rules) add(rule, 1, Number.POSITIVE_INFINITY);
        break;
      case "vigil-disable":
        for (const rule of rules) open.set(rule.id, add(rule, line, Number.POSITIVE_INFINITY));
        break;
      case "vigil-enable":
        enable(directive, rules, open, line, report(unusedDirective, context, about));
        break;
      default:
        assertNever(name);
    }
  }
  return found;
}

function enable(
  { at, rules: written }: Directive,
  rules: readonly NamedRule[],
  open: Map<string, Suppression>,
  line: number,
  sayUnused: ReturnType<typeof reportFor>,
): void {
  if (written.length === 0) {
    if (open.size === 0) sayUnused(at, "vigil-enable ends nothing: no vigil-disable stands above it");
    for (const one of open.values()) one.lastLine = line;
    open.clear();
    return;
  }
  for (const rule of rules) {
    const one = open.get(rule.id);
    if (one === undefined) {
      sayUnused(rule.at, `vigil-enable ends nothing: no vigil-disable ${rule.id} stands above it`);
      continue;
    }
    one.lastLine = line;
    open.delete(rule.id);
  }
}

/** The rules that a comment may speak of; none where it may not. */
function judgedRules(
  directive: Directive,
  context: SuppressionContext,
  about: Finding[],
): readonly NamedRule[] {
  const { name, written, at, rules, reason } = directive;
  if (name === undefined) {
    const nearest = nearestName(written, DIRECTIVE_NAMES);
    report(unknownDirective, context, about)(at, `'${written}' is no order to the linter: it does nothing`, {
      remedy:
        nearest === undefined ? `write one of ${DIRECTIVE_NAMES.join(", ")}` : `did you mean '${nearest}'?`,
    });
    return [];
  }
  const sayUnknown = report(unknownRule, context, about);
  if (rules.length === 0 && name !== "vigil-enable") {
    sayUnknown(at, `${name} names no rule: it silences nothing`, {
      remedy: `write the rule behind it: ${name} RULE -- reason`,
    });
  }
  const known = rules.filter(({ id, at: there }) => {
    if (context.isRule(id)) return true;
    const nearest = nearestName(id, context.ruleIds());
    sayUnknown(there, `there is no rule '${id}': the comment does nothing for it`, {
      remedy: nearest === undefined ? "vigil lint --rules lists every rule" : `did you mean '${nearest}'?`,
    });
    return false;
  });
  if (reason !== undefined || name === "vigil-enable" || rules.length === 0) return known;
  report(directiveWithoutReason, context, about)(at, `${name} gives no reason: it silences nothing`, {
    remedy: "say why behind two dashes: -- the reason",
  });
  return [];
}

function unusedFindings(suppressions: readonly Suppression[], context: SuppressionContext): Finding[] {
  const unused: Finding[] = [];
  const say = report(unusedDirective, context, unused);
  for (const { used, rule } of suppressions) {
    if (used || rule.id === unusedDirective.id || !context.ran(rule.id)) continue;
    say(rule.at, `nothing to silence: ${rule.id} finds nothing there`, { remedy: "take the comment away" });
  }
  // One that silences this very rule is not judged: whether it is needed shows only after the judging.
  return unused;
}

function report(rule: RuleFacts, { levels }: SuppressionContext, findings: Finding[]) {
  return reportFor(rule, levels, findings);
}
