/** The version of keepalived that a configuration is for, compared with the versions that brought keywords. */

/** Major, minor, patch. */
export type TargetVersion = readonly [number, number, number];

/** Undefined for what is no version such as 2.2.7. */
export function parseVersion(text: string): TargetVersion | undefined {
  const parts = /^v?(\d{1,4})\.(\d{1,4})(?:\.(\d{1,4}))?$/.exec(text.trim());
  return parts === null ? undefined : [Number(parts[1]), Number(parts[2]), Number(parts[3] ?? 0)];
}

/** @param since as the keyword table has it: a version, or "after" one for what no release has yet */
export function knows(target: TargetVersion, since: string): boolean {
  const unreleased = /^after (\S+)/.exec(since);
  const version = parseVersion(unreleased?.[1] ?? since);
  if (version === undefined) return true;
  const difference = target.map((part, index) => part - (version[index] ?? 0)).find((one) => one !== 0);
  return unreleased === null ? (difference ?? 0) >= 0 : (difference ?? 0) > 0;
}
