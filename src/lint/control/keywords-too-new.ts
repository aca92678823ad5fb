/** Keywords that the target version does not know yet, and what it therefore cannot report. */
import { type BlockNode, settingsIn } from "../../config/block-node.ts";
import type { Keyword, Keywords } from "../../config/keyword.ts";
import { rootKeywords } from "../../config/keywords/root.ts";
import { placeOf, type Span, spanInFile } from "../../config/source.ts";
import type { Finding } from "../finding.ts";
import { type Levels, reportFor } from "../lint.ts";
import type { Report } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { keywordTooNew } from "./control-rules.ts";
import { knows, type TargetVersion } from "./target-version.ts";

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
  const byFile = new Map<string, UnreadLines[]>();
  for (const lines of unread) {
    const known = byFile.get(lines.file);
    if (known === undefined) byFile.set(lines.file, [lines]);
    else known.push(lines);
  }
  const isRead = ({ place }: Finding) =>
    byFile
      .get(place.file)
      ?.every(({ firstLine, lastLine }) => place.line < firstLine || lastLine < place.line) ?? true;
  return [...findings.filter(isRead), ...tooNew];
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

  #say({ name, since }: Keyword, at: Span, end: Span | undefined, instead: string | undefined): void {
    const span = spanInFile(at);
    const word = /^\S+/.exec(span.source.text.slice(span.start, span.end))?.[0] ?? "";
    const version = this.#target.join(".");
    const lost = end === undefined ? "it ignores the line" : "it ignores the block with all that is in it";
    this.#report(
      { source: span.source, start: span.start, end: span.start + word.length },
      `keepalived ${version} does not know '${name}', which came ${cameWith(since ?? "")}: ${lost}`,
      { remedy: instead ?? `leave it out, or run a version that knows it and raise --keepalived-version` },
    );
    const { file, line } = placeOf(span);
    const last = end === undefined ? undefined : placeOf(end);
    this.#unread.push({ file, firstLine: line, lastLine: last?.file === file ? last.line : line });
  }
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
