/** What others may be writing while it is read. */
import { isDeepStrictEqual } from "node:util";

/** The first of at most `readings` that is like the one before it; where there is none, the last. */
export async function untilAlike<T>(read: () => Promise<T>, readings: number): Promise<T> {
  let last = await read();
  for (let count = 1; count < readings; count++) {
    const next = await read();
    if (isDeepStrictEqual(next, last)) return next;
    last = next;
  }
  return last;
}
