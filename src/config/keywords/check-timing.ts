/** The timing keywords of `virtual_server`, `real_server` and checkers: the nearest one written counts. */
import { integer, seconds } from "../forms/number.ts";
import { type Support, type ValueKeyword, valueKeyword } from "../keyword.ts";

/** keepalived keeps times in 64 bits of microseconds. Beyond 2^53, or 285 years, they are not exact here, which nobody will see. */
const LONGEST_US = 2 ** 64;
/** 2^32 - 1 microseconds. */
const LONGEST_CONNECT_US = 4_294_967_295;
const UINT32_MAX = 0xffff_ffff;

const common = {
  requires: [["LVS"]],
  whenInvalid: { keep: "previous" },
  whenMissing: "fatal",
  whenRepeated: "last-wins",
} as const;

type Deprecation = NonNullable<ValueKeyword<unknown>["deprecated"]>;

export interface TimingKeywords {
  readonly delayLoop: ValueKeyword<number>;
  readonly connectTimeout: ValueKeyword<number>;
  readonly retry: ValueKeyword<number>;
  readonly delayBeforeRetry: ValueKeyword<number>;
  readonly warmup: ValueKeyword<number>;
}

/** Where the five stand: what each runs as without being written there, and the version that brought it. */
export interface TimingLevel {
  readonly defaults: { readonly [keyword in keyof TimingKeywords]: string };
  readonly since: { readonly [keyword in keyof TimingKeywords]?: string };
  /** Servers and services know at least one retry, checkers none. */
  readonly fewestRetries: 0 | 1;
  /** Full unless the check that they time is not run. */
  readonly support?: Support;
  readonly deprecated?: Deprecation;
}

export function timingKeywords(level: TimingLevel): TimingKeywords {
  const { defaults, since, fewestRetries, support = "full", deprecated } = level;
  const facts = (keyword: keyof TimingKeywords) => ({
    ...common,
    support,
    ...(deprecated === undefined ? {} : { deprecated }),
    default: { kind: "derived", from: defaults[keyword] } as const,
    ...(since[keyword] === undefined ? {} : { since: since[keyword] }),
  });
  return {
    delayLoop: valueKeyword<number>({
      ...facts("delayLoop"),
      name: "delay_loop",
      doc: "Seconds between two checks of a server.",
      example: "delay_loop 6",
      form: seconds({ minUs: 1, maxUs: LONGEST_US }),
    }),
    connectTimeout: valueKeyword<number>({
      ...facts("connectTimeout"),
      name: "connect_timeout",
      doc: "Seconds that a check waits for a connection and for each answer.",
      example: "connect_timeout 2",
      form: seconds({ minUs: 1, maxUs: LONGEST_CONNECT_US }),
    }),
    retry: valueKeyword<number>({
      ...facts("retry"),
      name: "retry",
      doc: "Further attempts before a server that was up is taken for down.",
      example: "retry 2",
      form: integer({ min: fewestRetries, max: UINT32_MAX }),
    }),
    delayBeforeRetry: valueKeyword<number>({
      ...facts("delayBeforeRetry"),
      name: "delay_before_retry",
      doc: "Seconds between those further attempts.",
      example: "delay_before_retry 3",
      form: seconds({ minUs: 0, maxUs: LONGEST_US }),
    }),
    warmup: valueKeyword<number>({
      ...facts("warmup"),
      name: "warmup",
      doc: "The first checks are spread at random over this many seconds.",
      example: "warmup 10",
      form: seconds({ minUs: 0, maxUs: LONGEST_US }),
    }),
  };
}
