/** The words for what an entry of the keyword table says in codes. */
import { assertNever } from "../values/assert-never.ts";
import type { Explanation } from "./explain.ts";
import type { ValueRange } from "./forms/form.ts";
import type { Support, WhenBlockRepeated, WhenMissing, WhenRepeated } from "./keyword.ts";

export function missingText(whenMissing: WhenMissing): string {
  switch (whenMissing) {
    case "fatal":
      return "reading stops there, with exit status 2";
    case "reported":
      return "reported, and the line has no effect";
    case "allowed":
      return "the line has no effect";
    default:
      return assertNever(whenMissing);
  }
}

export function repeatedText(whenRepeated: WhenRepeated): string {
  switch (whenRepeated) {
    case "last-wins":
      return "the last line counts";
    case "last-wins-reported":
      return "reported, and the last line counts";
    case "first-wins":
      return "the first line counts";
    case "first-wins-reported":
      return "reported, and the first line counts";
    case "collected":
      return "all of them count";
    default:
      return assertNever(whenRepeated);
  }
}

export function blockRepeatedText(whenRepeated: WhenBlockRepeated): string {
  switch (whenRepeated) {
    case "last-wins":
    case "last-wins-reported":
      return "the last block counts";
    case "first-wins":
      return "a second block with the same name is ignored";
    case "first-wins-reported":
      return "a second block with the same name is reported and ignored";
    case "collected":
      return "all of them count";
    case "continued":
      return "they count as one block";
    default:
      return assertNever(whenRepeated);
  }
}

/** `1 to 255 seconds`; undefined when there is no bound. */
export function rangeText(range: ValueRange | undefined): string | undefined {
  if (range === undefined) return undefined;
  const { min, max, unit } = range;
  const bounds =
    min === undefined ? `at most ${max}` : max === undefined ? `at least ${min}` : `${min} to ${max}`;
  if (min === undefined && max === undefined) return unit === undefined ? undefined : `in ${unit}`;
  return unit === undefined ? bounds : `${bounds} ${unit}`;
}

/** `VRRP and VMAC, or LVS`; undefined when every build knows the keyword. */
export function requiresText(requires: Explanation["requires"]): string | undefined {
  return requires?.map((together) => together.join(" and ")).join(", or ");
}

export function supportText(support: Support): string {
  switch (support) {
    case "full":
      return "full: Vigil does what keepalived does";
    case "accepted":
      return "accepted: it is read, and has no effect yet";
    case "refused":
      return "refused: it is read, but the daemon does not start with it, because running without it would do harm";
    default:
      return assertNever(support);
  }
}

export function deprecationText({ by, reason, reported }: NonNullable<Explanation["deprecated"]>): string {
  const instead = by === undefined || reason.includes(by) ? "" : `Write ${by} instead. `;
  const sentence = reason.slice(0, 1).toUpperCase() + reason.slice(1);
  return `${instead}${sentence}${reported ? " Its use is reported." : ""}`;
}
