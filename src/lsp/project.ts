/** A main file with all that it includes, as an editor needs it: outlines, names, and which include leads where. */
import { type Definition, readDefinition } from "../config/definitions.ts";
import { type ConfigFiles, directoryOf } from "../config/files.ts";
import { readInclude } from "../config/include.ts";
import { noIncludeChecks } from "../config/include-check.ts";
import { replaceDefinitions } from "../config/replace-definitions.ts";
import type { Source } from "../config/source.ts";
import { normalPath } from "./document-uri.ts";
import { definitionUses, type NamePlace, namesIn } from "./names.ts";
import { type Context, type Directive, type Outline, outlineOf, topLevel } from "./outline.ts";

export interface ProjectFile {
  readonly path: string;
  /** One character is one byte. */
  readonly text: string;
  readonly outline: Outline;
}

export interface IncludePlace {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly targets: readonly string[];
}

export interface Project {
  readonly main: string;
  /** By path, the main file first. */
  readonly files: ReadonlyMap<string, ProjectFile>;
  readonly names: readonly NamePlace[];
  readonly includes: readonly IncludePlace[];
}

/** Files beyond these are not read: an include of a whole tree by mistake must not stop the editor. */
const MOST_FILES = 1000;

/** @param known files as they were read before; undefined when the main file cannot be read */
export function readProject(
  main: string,
  files: ConfigFiles,
  known: ReadonlyMap<string, ProjectFile> = new Map(),
): Project | undefined {
  const reading = files.read(main);
  if (reading.kind === "unusable") return undefined;
  const project = new ProjectReader(main, files, known);
  project.file(main, reading.text, topLevel);
  return project;
}

/** A file that is included several times is read where that happens first. */
class ProjectReader implements Project {
  readonly main: string;
  readonly files = new Map<string, ProjectFile>();
  readonly names: NamePlace[] = [];
  readonly includes: IncludePlace[] = [];
  readonly #disk: ConfigFiles;
  readonly #definitions = new Map<string, Definition>();

  readonly #known: ReadonlyMap<string, ProjectFile>;

  constructor(main: string, disk: ConfigFiles, known: ReadonlyMap<string, ProjectFile>) {
    this.main = main;
    this.#disk = disk;
    this.#known = known;
  }

  file(main: string, mainText: string, context: Context): void {
    // A list instead of calls: includes nest deeper than those can.
    const rest = [{ path: main, text: mainText, context }];
    for (let next = rest.shift(); next !== undefined; next = rest.shift()) {
      const { path, text } = next;
      if (this.files.has(path) || this.files.size >= MOST_FILES) continue;
      const before = this.#known.get(path);
      const isSame = before?.text === text && before.outline.context === next.context;
      const file = isSame ? before : { path, text, outline: outlineOf(text, next.context) };
      const { outline } = file;
      this.files.set(path, file);
      for (const statement of outline.statements) this.#take(namesIn(path, statement));
      const included = outline.directives.flatMap((directive) => this.#directive(path, text, directive));
      this.#uses(path, outline);
      rest.unshift(...included);
    }
  }

  /** One by one: a line may have more names than a call takes arguments. */
  #take(names: Iterable<NamePlace>): void {
    for (const name of names) this.names.push(name);
  }

  /** Answers the files that it brings in. */
  #directive(path: string, text: string, directive: Directive) {
    const { kind, start, end, context } = directive;
    const source: Source = { name: path, text };
    if (kind === "definition") {
      const { definition } = readDefinition({ source, start, end });
      this.#definitions.set(definition.name, definition);
      this.#defined(path, definition.name, start + 1, directive);
    } else if (kind === "sequence") {
      const [before = "", name = ""] =
        /^(~\w+[ \t]*\([ \t]*)(\w+)/.exec(text.slice(start, end))?.slice(1) ?? [];
      if (name !== "") this.#defined(path, name, start + before.length, directive);
    } else {
      const found = this.#included(source, directive);
      this.includes.push({ file: path, start, end, targets: found.map((file) => file.path) });
      return found.map((file) => ({ ...file, context }));
    }
    return [];
  }

  #defined(file: string, name: string, start: number, { start: from, end }: Directive): void {
    const statement = { start: from, end };
    const place = {
      kind: "definition",
      role: "defined",
      name,
      file,
      start,
      end: start + name.length,
    } as const;
    this.names.push({ ...place, statement });
  }

  #included(source: Source, { start, end }: Directive) {
    const directory = directoryOf(source.name);
    const surroundings = { configId: "", environment: {}, random: (min: number) => min };
    const replacing = { ...surroundings, definitions: this.#definitions, longestLine: 1022 };
    const { text } = replaceDefinitions({ source, start, end }, { ...replacing, directory: () => directory });
    const { files } = readInclude(text.split("\n")[0] ?? "", directory, this.#disk, noIncludeChecks);
    return files.map((file) => ({ path: normalPath(file.path), text: file.text }));
  }

  #uses(path: string, { tree: { pieces, text } }: Outline): void {
    if (!text.includes("$")) return;
    for (let index = 0; index < pieces.count; index++) {
      const kind = pieces.kind(index);
      if (kind === "comment" || kind === "lineEnd") continue;
      const isDefinition = kind === "definition";
      const from = pieces.start(index) + (isDefinition ? 1 : 0);
      this.#take(definitionUses(path, text, from, pieces.end(index)));
    }
  }
}
