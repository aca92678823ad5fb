/** Whole numbers as C's strtol(3) reads them with base 0. */

/** Decimal, `0x` hexadecimal or `0` octal, with a sign or without; NaN for anything else, 0 for nothing. */
export function readCNumber(text: string): number {
  const [, sign = "", digits = ""] = /^([+-]?)(.*)$/s.exec(text) ?? [];
  const value = readDigits(digits, sign);
  return sign === "-" ? 0 - value : value;
}

function readDigits(digits: string, sign: string): number {
  if (digits === "") return sign === "" ? 0 : Number.NaN;
  if (/^0x[0-9a-f]+$/i.test(digits)) return Number(digits);
  if (/^0[0-7]+$/.test(digits)) return Number.parseInt(digits, 8);
  return /^(0|[1-9]\d*)$/.test(digits) ? Number(digits) : Number.NaN;
}
