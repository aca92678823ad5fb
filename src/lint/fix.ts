/** Makes the fixes of the findings: round by round until nothing is left to do, each held against what the file means without it. */

import { sameModel } from "../config/same-model.ts";
import { applyEdits } from "../config/text-edit.ts";
import type { Finding, Fix } from "./finding.ts";
import type { ReadFile, Subject } from "./subject.ts";

/** All main files of a run, with all that is found in them. */
export interface Linted {
  readonly subjects: readonly Subject[];
  readonly findings: readonly Finding[];
}

export interface FixOutcome {
  /** New texts of the files that change, by name. */
  readonly texts: ReadonlyMap<string, string>;
  /** The fixes made, in order. */
  readonly made: readonly Finding[];
  /** Findings whose fix was taken back, each with the reason. */
  readonly withdrawn: readonly { readonly finding: Finding; readonly why: string }[];
  /** What is found when all is done. */
  readonly after: Linted;
}

/** A fix can make room for another one behind it; more rounds than this only a fix that undoes another would take. */
const MOST_ROUNDS = 1000;

type Fixable = Finding & { readonly fix: Fix };

/** @param lint reads and lints the same main files with these texts in place of its files' */
export function fixAll(first: Linted, lint: (texts: ReadonlyMap<string, string>) => Linted): FixOutcome {
  let current = first;
  let texts: ReadonlyMap<string, string> = new Map();
  const made: Finding[] = [];
  const withdrawn = new Map<string, { readonly finding: Finding; readonly why: string }>();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const wanted = current.findings.filter(
      (one) => isFixable(one) && !withdrawn.has(keyOf(one)),
    ) as Fixable[];
    if (wanted.length === 0) break;
    // Those that change nothing of what runs go first: that they do not can be seen of them alone.
    const still = wanted.filter(({ fix }) => fix.changes === undefined);
    const step = makeFixes(current, texts, still.length > 0 ? still : wanted, lint);
    for (const one of step.withdrawn) withdrawn.set(keyOf(one.finding), one);
    if (step.made.length === 0) continue;
    made.push(...step.made);
    current = step.after;
    texts = step.texts;
  }
  const changed = [...texts].filter(
    ([name, text]) => filesOf(first).find((one) => one.name === name)?.text !== text,
  );
  return { texts: new Map(changed), made, withdrawn: [...withdrawn.values()], after: current };
}

function isFixable(finding: Finding): boolean {
  return finding.fix !== undefined && finding.host === undefined;
}

function keyOf({ rule, message, fix }: Finding): string {
  return `${rule} ${fix?.edits[0]?.file} ${fix?.title} ${message}`;
}

/** Halves a set of fixes until what does harm stands alone: one look at the file is enough where none does. */
function makeFixes(
  current: Linted,
  texts: ReadonlyMap<string, string>,
  wanted: readonly Fixable[],
  lint: (texts: ReadonlyMap<string, string>) => Linted,
): FixOutcome {
  const { chosen, edited } = withEdits(current, texts, wanted);
  const after = lint(edited);
  const why = harm(current, after, chosen);
  if (why === undefined) return { texts: edited, made: chosen, withdrawn: [], after };
  const [only] = chosen;
  if (chosen.length === 1 && only !== undefined)
    return { texts, made: [], withdrawn: [{ finding: only, why }], after: current };
  return makeFixes(current, texts, chosen.slice(0, Math.ceil(chosen.length / 2)), lint);
}

/** The fixes that do not touch one another's bytes, and the texts with them. */
function withEdits(current: Linted, texts: ReadonlyMap<string, string>, wanted: readonly Fixable[]) {
  const chosen: Fixable[] = [];
  const ordered = [...wanted].sort((a, b) => startOf(a) - startOf(b));
  const done = new Map<string, number>();
  for (const finding of ordered) {
    const own = finding.fix.edits;
    if (own.some(({ file, start }) => start < (done.get(file) ?? 0))) continue;
    chosen.push(finding);
    for (const { file, end } of own) done.set(file, Math.max(done.get(file) ?? 0, end));
  }
  const edits = chosen.flatMap(({ fix }) => fix.edits);
  const edited = new Map(texts);
  for (const { name, text } of filesOf(current)) {
    const own = edits.filter(({ file }) => file === name);
    if (own.length > 0) edited.set(name, applyEdits(text, own).text);
  }
  return { chosen, edited };
}

function startOf({ fix }: Fixable): number {
  return fix.edits[0]?.start ?? 0;
}

/** Why fixes must not be made; undefined when they do what they say and nothing else. */
function harm(before: Linted, after: Linted, made: readonly Fixable[]): string | undefined {
  const worse = newFindings(before, after);
  if (worse !== undefined) return `it would bring up another finding: ${worse.message}`;
  if (after.findings.length >= before.findings.length && made.length === 1 && isStillThere(made, after))
    return "the finding would remain";
  if (made.some(({ fix }) => fix.changes === true)) return undefined;
  const cleared = new Set(made.flatMap(({ fix }) => fix.clears ?? []));
  return sameModel(configsOf(before), configsOf(after), cleared)
    ? undefined
    : "something else would run than runs now";
}

function isStillThere(made: readonly Fixable[], after: Linted): boolean {
  const [one] = made;
  return one !== undefined && after.findings.some((finding) => keyOf(finding) === keyOf(one));
}

/** A finding of weight that was not there before, whatever its line. */
function newFindings(before: Linted, after: Linted): Finding | undefined {
  const left = new Map<string, number>();
  const nameOf = ({ rule, message, place }: Finding) =>
    `${rule} ${place.file} ${message.replace(/\d+/g, "")}`;
  for (const one of before.findings) left.set(nameOf(one), (left.get(nameOf(one)) ?? 0) + 1);
  return after.findings.find((one) => {
    if (one.level === "info") return false;
    const count = left.get(nameOf(one)) ?? 0;
    left.set(nameOf(one), count - 1);
    return count === 0;
  });
}

function configsOf({ subjects }: Linted): unknown[] {
  return subjects.map(({ config }) => config);
}

/** A file that several main files include stands there once. */
function filesOf({ subjects }: Linted): ReadFile[] {
  return [...new Map(subjects.flatMap(({ files }) => files.map((file) => [file.name, file]))).values()];
}
