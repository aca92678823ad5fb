/** The short way for the shortest lines. */
import type { Source } from "./source.ts";

/**
 * A look at two words alone on a line before a line is made of them: true when they have been dealt with. Most lines of
 * large files are such, and few differ.
 */
export type TakePair = (
  source: Source,
  nameStart: number,
  nameEnd: number,
  valueStart: number,
  valueEnd: number,
) => boolean;
