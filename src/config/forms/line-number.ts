/** Whole numbers as the readers of routes and rules take them. */

/** Base 10; an empty word is 0, as strtoul(3) has it. Undefined when it is no number or negative. */
export function decimal(text: string): number | undefined {
  return /^\+?\d+$/.test(text) || text === "" ? Number(text) : undefined;
}
