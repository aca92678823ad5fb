/** Changes to a text by spans: what is not inside one stays as it is, byte for byte. */

/** Replaces the bytes `start` to `end` (exclusive) of the text as it was read; an insertion has `start === end`. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface EditedText {
  readonly text: string;
  /** Edits that overlap one that stands before them in the text: to be tried again on the result. */
  readonly refused: readonly TextEdit[];
}

/** Makes all edits at once, whatever their order; insertions at the same place keep theirs. @throws RangeError outside the text */
export function applyEdits(text: string, edits: readonly TextEdit[]): EditedText {
  const parts: string[] = [];
  const refused: TextEdit[] = [];
  let done = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const { start, end } = edit;
    if (start < 0 || end < start || end > text.length)
      throw new RangeError(`no bytes ${start} to ${end} in a text of ${text.length}`);
    if (start < done) {
      refused.push(edit);
      continue;
    }
    parts.push(text.slice(done, start), edit.text);
    done = end;
  }
  parts.push(text.slice(done));
  return { text: parts.join(""), refused };
}
