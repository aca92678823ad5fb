/** Blocks in which reading has found a mistake that may hide what a rule looks for. */
import type { BlockNode } from "../config/block-node.ts";
import type { DiagnosticCode } from "../config/diagnostic.ts";
import { placeOf } from "../config/source.ts";
import type { Subject } from "./subject.ts";

/** Whether one of these was said of a line of the block, or the block has no end. */
export function mistakenBlocks(
  { diagnostics }: Subject,
  codes: ReadonlySet<DiagnosticCode>,
): (block: BlockNode) => boolean {
  const said = diagnostics.filter(({ code }) => codes.has(code));
  const lines = new Set(said.map(({ place }) => `${place.file}:${place.line}`));
  return ({ at, end }) => {
    if (end === undefined) return true;
    if (lines.size === 0) return false;
    const { file, line } = placeOf(at);
    const last = placeOf(end).line;
    for (let each = line; each <= last; each++) if (lines.has(`${file}:${each}`)) return true;
    return false;
  };
}
