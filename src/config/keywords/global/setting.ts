/** Entries of `global_defs` in short: what most of them have in common is filled in. */
import { weightOfRefusal } from "../../diagnostic.ts";
import { boolean } from "../../forms/boolean.ts";
import { accepted, type Reading, type ValueForm } from "../../forms/form.ts";
import {
  type CompileCondition,
  type DefaultedKeyword,
  defaultedKeyword,
  type FlagKeyword,
  flagKeyword,
  type Sentence,
  type Support,
  type ValueKeyword,
  valueKeyword,
  type WhenMissing,
  type WhenRepeated,
} from "../../keyword.ts";
import type { Scope } from "../../scope.ts";

interface Facts {
  readonly name: string;
  readonly doc: Sentence;
  readonly since?: string;
  readonly requires?: readonly (readonly CompileCondition[])[];
  /** `accepted` unless it says otherwise. */
  readonly support?: Support;
}

interface Setting<T> extends Facts {
  readonly example: string;
  readonly form: ValueForm<T>;
  /** `reported` unless it says otherwise. */
  readonly whenMissing?: WhenMissing;
  /** `last-wins` unless it says otherwise. */
  readonly whenRepeated?: WhenRepeated;
  readonly splitting?: "script";
  settle?(value: T, scope: Scope, previous: T | undefined): Reading<T>;
}

const common = {
  support: "accepted",
  whenInvalid: { keep: "previous" },
  whenMissing: "reported",
  whenRepeated: "last-wins",
} as const;

/** A word alone that turns something on. */
export function flag(facts: Facts): FlagKeyword {
  return flagKeyword({
    support: "accepted",
    example: facts.name,
    default: { kind: "value", value: false },
    ...facts,
  });
}

/** Off unless it is written, and written alone it is on. */
export function onOff(facts: Facts): DefaultedKeyword<boolean> {
  return defaultedKeyword<boolean>({
    ...common,
    example: facts.name,
    form: boolean,
    default: false,
    whenMissing: "allowed",
    ...facts,
  });
}

export function setting<T>(entry: Setting<T> & { readonly default: T }): DefaultedKeyword<T> {
  return defaultedKeyword<T>({ ...common, ...entry });
}

/** `unset` goes on from "runs as"; without it there is no such thing where nothing is written. */
export function optionalSetting<T>({
  unset,
  ...entry
}: Setting<T> & { readonly unset?: string }): ValueKeyword<T> {
  return valueKeyword<T>({
    ...common,
    ...entry,
    default: unset === undefined ? { kind: "absent" } : { kind: "derived", from: unset },
  });
}

/** A value that the daemon cannot act on yet, where running as if it were not written would do harm. */
export function notYet<T>(value: T, what: string, { context }: Scope): Reading<T> {
  const text = `${what} is not supported yet, and running without it would do harm`;
  return accepted(value, { code: "keyword-unsupported", text, word: 0, ...weightOfRefusal(context.mode) });
}
