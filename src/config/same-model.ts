/** Whether two models say the same, wherever their parts are written. */

/** Places move with every line that goes; all else must stay, but for the settings in `except`. An own stack, as values nest deeper than calls can. */
export function sameModel(a: unknown, b: unknown, except: ReadonlySet<string> = new Set()): boolean {
  const open: [unknown, unknown][] = [[a, b]];
  for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
    const [one, other] = pair;
    if (Object.is(one, other)) continue;
    if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
    if (isPlace(one) && isPlace(other)) continue;
    const keys = Object.keys(one);
    if (keys.length !== Object.keys(other).length) return false;
    for (const key of keys) {
      if (except.has(key)) continue;
      if (!(key in other)) return false;
      open.push([(one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key]]);
    }
  }
  return true;
}

function isPlace(value: object): boolean {
  return "file" in value && "line" in value && "column" in value;
}
