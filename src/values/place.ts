/** Where something stands in a text file. Lines and columns count from 1; columns count bytes. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** The form keepalived gives a place in its messages. */
export function formatPlace(place: Place): string {
  return `(${place.file}: Line ${place.line})`;
}
