/** Counters in ipvsadm's columns of 8 characters. */

const width = 8;
const firstShortened = 100_000_000n;

/** A blank and the whole number. */
export function wholeCounter(value: bigint): string {
  return ` ${value.toString().padStart(width)}`;
}

/** From a hundred million on in thousands (K), millions (M), thousand millions (G) or million millions (T), cut off, not rounded. */
export function shortCounter(value: bigint): string {
  if (value < firstShortened) return wholeCounter(value);
  if (value < 1_000_000_000n) return shortened(value / 1000n, "K");
  if (value < 100_000_000_000n) return shortened(value / 1_000_000n, "M");
  if (value < 100_000_000_000_000n) return shortened(value / 1_000_000_000n, "G");
  return shortened(value / 1_000_000_000_000n, "T");
}

/** The letter takes the blank's place in the column. */
function shortened(value: bigint, letter: string): string {
  return `${value.toString().padStart(width)}${letter}`;
}
