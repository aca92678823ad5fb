/** HTTP status codes: one, or a range of them. */
import { wordText } from "../line.ts";
import { accepted, missing, refused, type ValueForm } from "./form.ts";

export interface StatusCodes {
  readonly from: number;
  readonly to: number;
}

const LOWEST = 100;
const HIGHEST = 599;
const wanted = `status codes from ${LOWEST} to ${HIGHEST}, each one code or a range (200-299)`;

export const statusCodes: ValueForm<StatusCodes> = {
  syntax: "<code>|<code>-<code>",
  range: { min: LOWEST, max: HIGHEST },
  wanted,
  maxWords: 1,
  read([word]) {
    if (word === undefined) return missing(wanted);
    const match = /^\+?(\d+)(?:-\+?(\d+))?$/.exec(word.raw);
    const from = Number(match?.[1]);
    const to = Number(match?.[2] ?? match?.[1]);
    if (from >= LOWEST && from <= to && to <= HIGHEST) return accepted({ from, to });
    return refused("value-invalid", `'${wordText(word)}' is no status code and is ignored; write ${wanted}`);
  },
  print: ({ from, to }) => (from === to ? String(from) : `${from}-${to}`),
};
