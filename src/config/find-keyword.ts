/** Finds what a user who asks for a keyword means, and says which names come near when there is none. */
import type { Explanation } from "./explain.ts";
import type { Keywords } from "./keyword.ts";
import { editDistance } from "./nearest-name.ts";
import { properPath } from "./table-entries.ts";

export interface Question {
  readonly keyword: string;
  /** The way to its block, in words or with slashes; its end is enough. Empty for every place, "/" for the top level. */
  readonly block: readonly string[];
}

export type Search =
  | { readonly kind: "found"; readonly explanations: readonly Explanation[] }
  | { readonly kind: "none"; readonly message: string };

const SHOWN_NAMES = 5;

export function findExplanations(
  question: Question,
  all: readonly Explanation[],
  keywords: Keywords,
): Search {
  const steps = [...question.block, question.keyword].flatMap((word) => word.split("/")).filter(Boolean);
  const name = steps[steps.length - 1] ?? "";
  const wanted = properPath(steps.slice(0, -1), keywords);
  const named = all.filter(({ keyword }) => keyword === name);
  if (named.length === 0) return { kind: "none", message: unknownText(name, all) };
  const atTop = question.block.join("") === "/" || question.keyword.startsWith("/");
  const explanations = named.filter(({ path }) =>
    atTop && wanted.length === 0 ? path.length === 0 : endsWith(path, wanted),
  );
  if (explanations.length > 0) return { kind: "found", explanations };
  const where = wanted.length === 0 ? "at the top level" : `in ${wanted.join(" / ")}`;
  return { kind: "none", message: `there is no '${name}' ${where}; it stands ${placesText(named)}` };
}

function endsWith(path: readonly string[], end: readonly string[]): boolean {
  return (
    end.length <= path.length && end.every((name, index) => path[path.length - end.length + index] === name)
  );
}

function placesText(explanations: readonly Explanation[]): string {
  return explanations
    .map(({ path }) => (path.length === 0 ? "at the top level" : `in ${path.join(" / ")}`))
    .join(", ");
}

function unknownText(name: string, all: readonly Explanation[]): string {
  const near = nearNames(name, [...new Set(all.map(({ keyword }) => keyword))]);
  const hint = near.length === 0 ? "vigil explain --json lists all" : `near it are ${near.join(", ")}`;
  return `keepalived knows no keyword '${name}'; ${hint}`;
}

/** Names that hold the word or are held by it, and those that differ in few letters; the nearest first. */
function nearNames(written: string, names: readonly string[]): string[] {
  const word = written.toLowerCase();
  const limit = Math.max(1, Math.ceil(word.length / 3));
  return names
    .map((name) => ({ name, distance: distanceOf(word, name.toLowerCase(), limit) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance || a.name.length - b.name.length)
    .slice(0, SHOWN_NAMES)
    .map(({ name }) => name);
}

function distanceOf(word: string, name: string, limit: number): number {
  const distance =
    Math.abs(word.length - name.length) > limit ? Number.POSITIVE_INFINITY : editDistance(word, name);
  return word.length >= 3 && name.includes(word) ? Math.min(distance, limit) : distance;
}
