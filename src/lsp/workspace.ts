/** The configurations that an editor has open: which file belongs to which, what is found in them, and what stands where. */
import type {
  CodeAction,
  Diagnostic,
  Location,
  Position,
  Range,
  TextEdit,
  WorkspaceEdit,
} from "vscode-languageserver-types";
import { type ConfigFiles, joinPath } from "../config/files.ts";
import type { LoadContext } from "../config/load.ts";
import { readable } from "../config/source.ts";
import type { Finding } from "../lint/finding.ts";
import { readSubject, type Subject } from "../lint/subject.ts";
import { type Completions, completionsAt } from "./completion.ts";
import { diagnosticOf } from "./diagnostics.ts";
import { normalPath, pathOfUri, uriOfPath } from "./document-uri.ts";
import { type HoverText, hoverAt } from "./hover.ts";
import type { NamePlace } from "./names.ts";
import { definitionsOf, type FileOffset, foldersAbove, includeAt, nameAt, placesOf } from "./names-at.ts";
import { OpenFiles } from "./open-files.ts";
import { type Project, type ProjectFile, readProject } from "./project.ts";
import { changesOf, type Mendable, quickFixes } from "./quick-fixes.ts";
import { renamableAt, rename } from "./rename.ts";
import { editBetween } from "./text-difference.ts";
import { TextPositions } from "./text-positions.ts";

export interface WorkspaceContext {
  readonly load: Omit<LoadContext, "mode">;
  /** What is found in a main file with all that it includes. */
  lint(subject: Subject): readonly Finding[];
  /** The text of a file as it is to be written; one character is one byte. Without it nothing is formatted. */
  format?(text: string): string;
}

/** Folders above a file that are looked through for the keepalived.conf that includes it. */
const MOST_FOLDERS = 3;

/** Diagnostics by the URI that they are shown for. */
export type Published = ReadonlyMap<string, readonly Diagnostic[]>;

export class Workspace {
  readonly #context: WorkspaceContext;
  readonly #open: OpenFiles;
  /** Of files that are not open; forgotten with the projects. */
  readonly #positions = new Map<string, TextPositions>();
  readonly #projects = new Map<string, Project | undefined>();
  /** Each file as it was last read, which is mostly as it still is. */
  readonly #files = new Map<string, ProjectFile>();
  /** By main file; what is found changes with the texts only. */
  readonly #findings = new Map<
    string,
    { readonly files: Subject["files"]; readonly found: readonly Finding[] }
  >();
  /** By URI: what was found last and can be mended. */
  readonly #mendables = new Map<string, Mendable[]>();

  constructor(context: WorkspaceContext) {
    this.#context = context;
    this.#open = new OpenFiles(context.load.files);
  }

  /** Opens a document, or takes its next text. */
  set(uri: string, text: string): void {
    const path = this.#pathOf(uri);
    // An include may mean it now.
    if (this.#open.get(path) === undefined) this.forget();
    this.#open.set(path, uri, text);
    this.#projects.clear();
  }

  close(uri: string): void {
    const path = this.#pathOf(uri);
    this.#open.delete(path);
    this.#files.delete(path);
    this.forget();
  }

  /** The disk has changed. */
  forget(): void {
    this.#projects.clear();
    this.#positions.clear();
    this.#findings.clear();
  }

  /** All diagnostics of the documents that are open, and of the files that belong to them. */
  diagnose(): Published {
    const mains = new Set(this.#open.paths.map((path) => this.#mainOf(path)));
    const published = new Map<string, Diagnostic[]>(
      this.#open.paths.map((path) => [this.#uriOf(path), []] as const),
    );
    this.#mendables.clear();
    for (const main of mains) {
      for (const finding of this.#findingsOf(main)) this.#publish(finding, published);
    }
    return published;
  }

  hover(uri: string, position: Position): { text: string; range: Range } | undefined {
    return this.#at(uri, position, (project, at) => {
      const hover: HoverText | undefined = hoverAt(project, at);
      return hover && { text: hover.text, range: this.#positionsOf(at.file).range(hover) };
    });
  }

  completions(uri: string, position: Position, snippets: boolean): Completions["items"] {
    const items = this.#at(uri, position, (project, at) => {
      const found = completionsAt(project, at, snippets);
      const range = this.#positionsOf(at.file).range(found);
      return found.items.map(({ insertText, ...item }) => ({
        ...item,
        textEdit: { range, newText: insertText ?? item.label },
      }));
    });
    return items ?? [];
  }

  definition(uri: string, position: Position): Location[] {
    const found = this.#at(uri, position, (project, at) => {
      const named = nameAt(project, at);
      if (named !== undefined) return definitionsOf(project, named).map((place) => this.#locationOf(place));
      const targets = includeAt(project, at)?.targets ?? [];
      return targets.map((file) => this.#locationOf({ file, start: 0, end: 0 }));
    });
    return found ?? [];
  }

  references(uri: string, position: Position, withDefinition: boolean): Location[] {
    const found = this.#at(uri, position, (project, at) => {
      const named = nameAt(project, at);
      if (named === undefined) return undefined;
      const places = placesOf(project, named).filter(({ role }) => withDefinition || role === "used");
      return places.map((place) => this.#locationOf(place));
    });
    return found ?? [];
  }

  /** What would be renamed. */
  renamable(uri: string, position: Position): { range: Range; placeholder: string } | undefined {
    return this.#at(uri, position, (project, at) => {
      const named: NamePlace | undefined = renamableAt(project, at);
      if (named === undefined) return undefined;
      const { range } = this.#locationOf(named);
      return { range, placeholder: this.#textIn(named) };
    });
  }

  /** A text says why it cannot be. */
  rename(uri: string, position: Position, newName: string): WorkspaceEdit | string {
    const done = this.#at(uri, position, (project, at) => {
      const renaming = rename(project, at, newName, this.#open, (files) =>
        this.#diagnosticsOf(project.main, files),
      );
      if (renaming.kind === "refused") return renaming.reason;
      const edits = [...renaming.edits].flatMap(([file, own]) => own.map((edit) => ({ file, ...edit })));
      return { changes: changesOf(edits, this.#positionsOf, this.#uriOf) };
    });
    return done ?? "The document cannot be read.";
  }

  quickFixes(uri: string, range: Range): CodeAction[] {
    // The last changes may not have been looked at yet, and a fix holds for one text only.
    this.diagnose();
    return quickFixes(this.#mendables.get(uri) ?? [], range, this.#positionsOf, this.#uriOf);
  }

  get formats(): boolean {
    return this.#context.format !== undefined;
  }

  /** What changes of a document, in one edit. */
  formatting(uri: string): TextEdit[] {
    const open = this.#open.get(this.#pathOf(uri));
    const formatted = open && this.#context.format?.(open.text);
    if (open === undefined || formatted === undefined || formatted === open.text) return [];
    const { start, end, text } = editBetween(open.text, formatted);
    return [{ range: open.positions.range({ start, end }), newText: readable(text) }];
  }

  #at<T>(uri: string, position: Position, answer: (project: Project, at: FileOffset) => T): T | undefined {
    const file = this.#pathOf(uri);
    const project = this.#projectOf(this.#mainOf(file));
    if (project === undefined) return undefined;
    return answer(project, { file, offset: this.#positionsOf(file).offset(position) });
  }

  #publish(finding: Finding, published: Map<string, Diagnostic[]>): void {
    const uri = this.#uriOf(finding.place.file);
    const diagnostic = diagnosticOf(finding, this.#positionsOf, this.#uriOf);
    append(published, uri, diagnostic);
    if (finding.fix !== undefined) append(this.#mendables, uri, { diagnostic, fix: finding.fix });
  }

  #findingsOf(main: string): readonly Finding[] {
    const known = this.#findings.get(main);
    if (known?.files.every(({ name, text }) => this.#isStill(name, text))) return known.found;
    const reading = readSubject(main, { ...this.#context.load, files: this.#open }, undefined);
    if (reading.kind === "unusable") return [];
    const { subject } = reading;
    const found = this.#context.lint(subject);
    this.#findings.set(main, { files: subject.files, found });
    return found;
  }

  #isStill(file: string, text: string): boolean {
    const reading = this.#open.read(file);
    return reading.kind === "text" && reading.text === text;
  }

  #diagnosticsOf(main: string, files: ConfigFiles): Subject["diagnostics"] {
    const reading = readSubject(main, { ...this.#context.load, files }, undefined);
    return reading.kind === "read" ? reading.subject.diagnostics : [];
  }

  /** The main file that includes a file, among those that are open and those near it; the file itself when there is none. */
  #mainOf(path: string): string {
    const near = foldersAbove(path, MOST_FOLDERS).map((folder) => joinPath(folder, "keepalived.conf"));
    for (const candidate of [...near, ...this.#open.paths]) {
      if (candidate === path) continue;
      const files = this.#projectOf(candidate)?.files;
      // Two that include each other are both main files.
      if (files?.has(path) && !this.#projectOf(path)?.files.has(candidate)) return candidate;
    }
    return path;
  }

  #projectOf(main: string): Project | undefined {
    if (!this.#projects.has(main)) {
      const project = readProject(main, this.#open, this.#files);
      this.#projects.set(main, project);
      for (const [path, file] of project?.files ?? []) this.#files.set(path, file);
    }
    return this.#projects.get(main);
  }

  readonly #positionsOf = (file: string): TextPositions => {
    const path = normalPath(file);
    const known = this.#open.get(path)?.positions ?? this.#positions.get(path);
    if (known !== undefined) return known;
    const reading = this.#open.read(file);
    const made = new TextPositions(reading.kind === "text" ? reading.text : "");
    this.#positions.set(path, made);
    return made;
  };

  readonly #uriOf = (file: string): string => this.#open.get(file)?.uri ?? uriOfPath(normalPath(file));

  #pathOf(uri: string): string {
    return pathOfUri(uri) ?? uri;
  }

  #locationOf({ file, start, end }: { file: string; start: number; end: number }): Location {
    return { uri: this.#uriOf(file), range: this.#positionsOf(file).range({ start, end }) };
  }

  #textIn({ name }: NamePlace): string {
    return readable(name);
  }
}

function append<T>(lists: Map<string, T[]>, key: string, one: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [one]);
  else list.push(one);
}
