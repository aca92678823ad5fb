/** Where something stands in a text file. Lines and columns count from 1; columns count bytes. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}
