/** `$NAME=value` lines and their use: text that stands for other text, replaced at its use and again in the result. */

/** What the built-in names need to know. */
export interface Surroundings {
  /** `${_INSTANCE}`, and what `@id` lines are compared with. */
  readonly configId: string;
  /** `${_ENV NAME}`. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** `${_RANDOM}`: a whole number from `min` to `max`. */
  random(min: number, max: number): number;
}

/** Reads the text of a definition piece: a value of several lines has them parted by newlines, without their backslashes. */
export function readDefinition(text: string): { readonly name: string; readonly value: string } {
  const equals = text.indexOf("=");
  const name = text.slice(1, equals);
  const lines = text.slice(equals + 1).split("\n");
  if (lines.length === 1) return { name, value: (lines[0] ?? "").trim() };
  const values = lines.map((line, index) => {
    const last = index === lines.length - 1;
    return (last ? line : line.replace(/\\\s*([#!].*)?$/s, "")).trim();
  });
  return { name, value: values.filter((value) => value !== "").join("\n") };
}

/** Replacements in one line before it is taken for endless, and the longest result. */
const MOST_REPLACEMENTS = 10_000;
const LONGEST_TEXT = 1_000_000;

const reference = /\$\{([A-Za-z_]\w*)([^}\n]*)\}|\$([A-Za-z_]\w*)(?=[ \t,)\n]|$)/y;

/**
 * Replaces what is defined until nothing more can be; names that are not defined stay as they are.
 * Undefined when there is no end to it: a definition that holds itself.
 */
export function replaceDefinitions(
  text: string,
  definitions: ReadonlyMap<string, string>,
  directory: string,
  surroundings: Surroundings,
): string | undefined {
  let result = text;
  let at = result.indexOf("$");
  for (let count = 0; at !== -1; ) {
    reference.lastIndex = at;
    const match = reference.exec(result);
    const name = match?.[1] ?? match?.[3] ?? "";
    const value =
      match === null
        ? undefined
        : valueOfName(name, (match[2] ?? "").trim(), definitions, directory, surroundings);
    if (match === null || value === undefined) {
      at = result.indexOf("$", at + 1);
      continue;
    }
    if (++count > MOST_REPLACEMENTS || result.length > LONGEST_TEXT) return undefined;
    result = result.slice(0, at) + value + result.slice(at + match[0].length);
    // The value is looked through as well: definitions are expanded at their use.
    at = result.indexOf("$", at);
  }
  return result;
}

function valueOfName(
  name: string,
  parameters: string,
  definitions: ReadonlyMap<string, string>,
  directory: string,
  surroundings: Surroundings,
): string | undefined {
  const defined = definitions.get(name);
  if (defined !== undefined) return parameters === "" ? defined : undefined;
  switch (name) {
    case "_PWD":
      return directory;
    case "_INSTANCE":
      return surroundings.configId;
    case "_HASH":
      return "#";
    case "_BANG":
      return "!";
    case "_ENV":
      return surroundings.environment[parameters] ?? "";
    case "_RANDOM":
      return randomNumber(parameters, surroundings);
    default:
      return undefined;
  }
}

function randomNumber(parameters: string, surroundings: Surroundings): string {
  const [min = 0, max = 32_767] = parameters === "" ? [] : parameters.split(/[\s,]+/).map(Number);
  if (!Number.isSafeInteger(min) || !Number.isSafeInteger(max) || min > max) return String(min);
  return String(surroundings.random(min, max));
}
