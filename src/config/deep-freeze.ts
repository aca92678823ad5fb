/** Makes plain data unchangeable, all the way down. */

export function deepFreeze<T>(value: T): T {
  if (isObject(value)) freeze(value);
  return value;
}

/** The inside first: what is frozen already is passed over with all that it holds. */
function freeze(value: object): void {
  if (Object.isFrozen(value)) return;
  if (Array.isArray(value)) {
    for (const inner of value) if (isObject(inner)) freeze(inner);
  } else {
    for (const name in value) {
      const inner: unknown = value[name as keyof typeof value];
      if (isObject(inner)) freeze(inner);
    }
  }
  Object.freeze(value);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
