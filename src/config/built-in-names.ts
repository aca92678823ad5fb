/** The names that stand for something without being defined: `${_PWD}`, `${_RANDOM 1 6}`, `${_ENV HOME}`. */
import { readCNumber } from "./c-number.ts";

/** What the built-in names need to know. */
export interface Surroundings {
  /** `${_INSTANCE}`, and what `@id` lines are compared with. */
  readonly configId: string;
  /** `${_ENV NAME}`. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** `${_RANDOM}`: a whole number from `min` to `max`. */
  random(min: number, max: number): number;
}

export interface BuiltInValue {
  readonly value: string;
  /** What is wrong with the words behind the name. */
  readonly problem?: string;
}

/** The value of a built-in name, undefined when it is none; `parameters` are the words behind it. */
export function builtInValue(
  name: string,
  parameters: string,
  directory: () => string,
  surroundings: Surroundings,
): BuiltInValue | undefined {
  if (name === "_RANDOM") return randomValue(parameters, surroundings);
  if (name === "_ENV") return { value: surroundings.environment[parameters] ?? "" };
  if (parameters !== "") return undefined;
  switch (name) {
    case "_PWD":
      return { value: directory() };
    case "_INSTANCE":
      return { value: surroundings.configId };
    case "_HASH":
      return { value: "#" };
    case "_BANG":
      return { value: "!" };
    default:
      return undefined;
  }
}

const HIGHEST_RANDOM = 32_767;

function randomValue(parameters: string, surroundings: Surroundings): BuiltInValue {
  const words = parameters.split(/\s+/).filter((word) => word !== "");
  const [min = 0, max = HIGHEST_RANDOM] = words.map(readCNumber);
  if (!Number.isSafeInteger(min) || !Number.isSafeInteger(max) || words.length > 2) {
    const problem = `'\${_RANDOM ${parameters}}' wants at most two whole numbers; it runs as one from 0 to ${HIGHEST_RANDOM}`;
    return { value: String(surroundings.random(0, HIGHEST_RANDOM)), problem };
  }
  if (min > max) {
    const problem = `'\${_RANDOM ${parameters}}': ${min} is above ${max}, so it runs as ${min}; write the lower number first`;
    return { value: String(min), problem };
  }
  return { value: String(surroundings.random(min, max)) };
}
