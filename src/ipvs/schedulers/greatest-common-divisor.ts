/** The greatest common divisor, by which wrr and mh shorten weights. */

/** Of two whole numbers; 0 and n give n. */
export function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
