/** What is named at a place, and all places that name the same. */
import { directoryOf } from "../config/files.ts";
import type { NamePlace } from "./names.ts";
import type { IncludePlace, Project } from "./project.ts";

export interface FileOffset {
  readonly file: string;
  readonly offset: number;
}

/** The name under the cursor, or just before it; of uses of definitions only those of defined ones. */
export function nameAt(project: Project, { file, offset }: FileOffset): NamePlace | undefined {
  const here = project.names.filter(
    (place) => place.file === file && place.start <= offset && offset <= place.end,
  );
  return here.find(
    ({ kind, name, role }) => kind !== "definition" || role === "defined" || isDefined(project, name),
  );
}

function isDefined({ names }: Project, wanted: string): boolean {
  return names.some(({ kind, role, name }) => kind === "definition" && role === "defined" && name === wanted);
}

/** By file, each in the order of its text. */
export function placesOf({ names }: Project, { kind, name }: NamePlace): readonly NamePlace[] {
  const places = names.filter((place) => place.kind === kind && place.name === name);
  // A file that stands behind several includes or a directive that is read twice names a place once.
  return [...new Map(places.map((place) => [`${place.start} ${place.file}`, place])).values()];
}

export function definitionsOf(project: Project, named: NamePlace): readonly NamePlace[] {
  return placesOf(project, named).filter(({ role }) => role === "defined");
}

export function includeAt({ includes }: Project, { file, offset }: FileOffset): IncludePlace | undefined {
  return includes.find((place) => place.file === file && place.start <= offset && offset <= place.end);
}

/** The folders in which a main file may stand that includes a file: its own and the ones above. */
export function foldersAbove(path: string, most: number): string[] {
  const folders: string[] = [];
  for (let folder = directoryOf(path); folders.length < most; folder = directoryOf(folder)) {
    folders.push(folder);
    if (folder === "/" || folder === ".") break;
  }
  return folders;
}
