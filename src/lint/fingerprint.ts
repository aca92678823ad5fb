/** What tells a finding of one run from all others, and is the same in the next run though its line has moved. */
import type { Finding } from "./finding.ts";
import type { SourceLines } from "./source-lines.ts";

export type Fingerprints = ReadonlyMap<Finding, string>;

/**
 * By rule, file, the line's text and how many alike stand above it: lines added elsewhere change nothing.
 * @param findings in order
 */
export function fingerprintsOf(findings: readonly Finding[], lines: SourceLines): Fingerprints {
  const alike = new Map<string, number>();
  return new Map(
    findings.map((finding) => {
      const { rule, place } = finding;
      const text = lines.line(place.file, place.line)?.trim() ?? "";
      const key = [rule, place.file.replace(/^(\.\/+)+/, ""), text].join("\0");
      const index = alike.get(key) ?? 0;
      alike.set(key, index + 1);
      return [finding, hash(`${key}\0${index}`)];
    }),
  );
}

/** 64 bits as 16 hexadecimal digits: two FNV-1a sums over the text, mixed so that every bit depends on every character. */
function hash(text: string): string {
  let high = 0x811c9dc5;
  let low = 0x1b873593;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low ^ code, 0x85ebca6b);
  }
  high = mixed(high ^ (low >>> 13));
  low = mixed(low ^ (high >>> 16));
  return [high, low].map((part) => (part >>> 0).toString(16).padStart(8, "0")).join("");
}

function mixed(bits: number): number {
  const once = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return twice ^ (twice >>> 16);
}
