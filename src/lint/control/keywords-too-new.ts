/** Keywords that the target version does not know yet, and what it therefore cannot report. */
import { type BlockNode, settingsIn } from "../../config/block-node.ts";
import type { Keyword, Keywords } from "../../config/keyword.ts";
import { rootKeywords } from "../../config/keywords/root.ts";
import { placeOf, type Span, spanInFile } from "../../config/source.ts";
import type { Finding, Level } from "../finding.ts";
import { type Levels, levelOf, reportFor } from "../lint.ts";
import type { Report } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { keywordTooNew } from "./control-rules.ts";
import { type RefusedLine, RefusedLines } from "./refused-lines.ts";
import { knows, type TargetVersion } from "./target-version.ts";

interface Named {
  readonly name: string;
  readonly since?: string | undefined;
}

/** Lines that the target version passes over. */
interface UnreadLines {
  readonly file: string;
  readonly firstLine: number;
  /** With it. */
  readonly lastLine: number;
}

/** The findings as the target version has them: with its unknown keywords, without what it never reads. */
export function forVersion(
  findings: readonly Finding[],
  subjects: readonly Subject[],
  target: TargetVersion,
  levels: Levels,
): Finding[] {
  const tooNew: Finding[] = [];
  const unread: UnreadLines[] = [];
  const look = new VersionLook(target, reportFor(keywordTooNew, levels, tooNew), unread);
  for (const { tree } of subjects) look.block(tree);
  const read = readBy(findings, unread);
  const level = levelOf(keywordTooNew, levels);
  const refused = new RefusedLines(subjects, target);
  const said = new Set<string>();
  const kept = read.filter((finding) => {
    const line = finding.rule.startsWith("config/") ? refused.at(finding.place) : undefined;
    if (line === undefined) return true;
    const key = `${line.place.file}:${line.place.line}`;
    // Two mistakes on a line that is not read are one.
    if (level !== "off" && !said.has(key)) tooNew.push(findingOf(line, target, level));
    said.add(key);
    return false;
  });
  return [...kept, ...tooNew];
}

function findingOf({ keyword, place }: RefusedLine, target: TargetVersion, level: Level): Finding {
  const message = messageOf(keyword, target, keyword.kind === "block");
  const endColumn = place.column + keyword.name.length;
  return { rule: keywordTooNew.id, level, message, remedy: REMEDY, place, endColumn };
}

/** Those that stand on no unread line. */
function readBy(findings: readonly Finding[], unread: readonly UnreadLines[]): readonly Finding[] {
  const byFile = new Map<string, Set<number>>();
  for (const { file, firstLine, lastLine } of unread) {
    const lines = byFile.get(file) ?? new Set();
    for (let line = firstLine; line <= lastLine; line++) lines.add(line);
    byFile.set(file, lines);
  }
  return findings.filter(({ place }) => byFile.get(place.file)?.has(place.line) !== true);
}

/** Goes through the blocks, outside in: in one that is too new nothing else is looked at. */
class VersionLook {
  readonly #target: TargetVersion;
  readonly #report: Report;
  readonly #unread: UnreadLines[];
  /** Most keywords stand in a file a thousand times. */
  readonly #known = new Map<Keyword, boolean>();

  constructor(target: TargetVersion, report: Report, unread: UnreadLines[]) {
    this.#target = target;
    this.#report = report;
    this.#unread = unread;
  }

  block(node: BlockNode): void {
    const siblings = node.keyword?.keywords ?? rootKeywords;
    for (const { keyword, at } of settingsIn(node)) this.#keyword(keyword, at, undefined, siblings);
    for (const child of node.children) {
      const { keyword, at, end } = child;
      if (keyword === undefined || this.#keyword(keyword, at, end, siblings)) this.block(child);
    }
  }

  /** Whether the version knows it. */
  #keyword(keyword: Keyword, at: Span, end: Span | undefined, siblings: Keywords): boolean {
    if (this.#knows(keyword)) {
      const alias = writtenAlias(keyword, at, siblings);
      if (alias === undefined || this.#knows(alias)) return true;
      this.#say(alias, at, end, `write '${keyword.name}', which it knows`);
    } else this.#say(keyword, at, end, undefined);
    return false;
  }

  #knows(keyword: Keyword): boolean {
    if (keyword.since === undefined) return true;
    const known = this.#known.get(keyword) ?? knows(this.#target, keyword.since);
    this.#known.set(keyword, known);
    return known;
  }

  #say({ name, since }: Named, at: Span, end: Span | undefined, instead: string | undefined): void {
    const span = spanInFile(at);
    const word = /^\S+/.exec(span.source.text.slice(span.start, span.end))?.[0] ?? "";
    this.#report(
      { source: span.source, start: span.start, end: span.start + word.length },
      messageOf({ name, since }, this.#target, end !== undefined),
      { remedy: instead ?? REMEDY },
    );
    const { file, line } = placeOf(span);
    const last = end === undefined ? undefined : placeOf(end);
    this.#unread.push({ file, firstLine: line, lastLine: last?.file === file ? last.line : line });
  }
}

const REMEDY = "leave it out, or run a version that knows it and raise --keepalived-version";

function messageOf({ name, since = "" }: Named, target: TargetVersion, isBlock: boolean): string {
  const lost = isBlock ? "it ignores the block with all that is in it" : "it ignores the line";
  return `keepalived ${target.join(".")} does not know '${name}', which came ${cameWith(since)}: ${lost}`;
}

function cameWith(since: string): string {
  return since.startsWith("after ") ? `after ${since.split(" ")[1]}` : `with ${since}`;
}

/** The spelling on the line where it is another than the keyword's own. */
function writtenAlias(keyword: Keyword, at: Span, siblings: Keywords): Keyword | undefined {
  const { source, start, end } = at;
  if (source.text.startsWith(keyword.name, start)) return undefined;
  const word = /^\S+/.exec(source.text.slice(start, end))?.[0];
  return Object.values(siblings).find(
    (one) => one.kind === "alias" && one.of === keyword.name && one.name === word,
  );
}
