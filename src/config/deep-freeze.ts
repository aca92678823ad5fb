/** Makes plain data unchangeable, all the way down. */

export function deepFreeze<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  if (Array.isArray(value)) {
    for (const inner of value) if (typeof inner === "object") deepFreeze(inner);
    return value;
  }
  for (const name in value) deepFreeze(value[name]);
  return value;
}
