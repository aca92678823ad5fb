/** What became of one request, and what many of them say together. Times are CLOCK_MONOTONIC of the client in milliseconds. */

export interface Answer {
  /** The moment of connecting. */
  readonly startMs: number;
  /** The moment when the answer was complete, or the failure certain. */
  readonly endMs: number;
  /** Name of the web server that answered; undefined for a failed request. */
  readonly server?: string;
  /** Why it failed: an errno's name, TIMEOUT, or HTTP and a status. */
  readonly error?: string;
}

/** The form on the wire between client process and scenario: [start, end, server or null, error or null]. */
export type AnswerTuple = readonly [number, number, string | null, string | null];

export function toTuple(answer: Answer): AnswerTuple {
  return [answer.startMs, answer.endMs, answer.server ?? null, answer.error ?? null];
}

export function fromTuple([startMs, endMs, server, error]: AnswerTuple): Answer {
  return {
    startMs,
    endMs,
    ...(server === null ? {} : { server }),
    ...(error === null ? {} : { error }),
  };
}

/** Answers by server; failures under "failed". */
export function countByServer(answers: readonly Answer[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { server = "failed" } of answers) counts[server] = (counts[server] ?? 0) + 1;
  return counts;
}

export interface Gap {
  /** When the last answer before it was complete. */
  readonly fromMs: number;
  readonly lengthMs: number;
}

/** The longest time between one good answer and the next; undefined with fewer than two. */
export function longestGap(answers: readonly Answer[]): Gap | undefined {
  const ends = answers
    .filter(({ server }) => server !== undefined)
    .map(({ endMs }) => endMs)
    .sort((a, b) => a - b);
  let longest: Gap | undefined;
  for (const [index, end] of ends.entries()) {
    const before = ends[index - 1];
    if (before !== undefined && end - before > (longest?.lengthMs ?? -1)) {
      longest = { fromMs: before, lengthMs: end - before };
    }
  }
  return longest;
}

/** Longest run of answers, in the order of asking, that came from one and the same server; 1 is perfect alternation. */
export function longestRun(answers: readonly Answer[]): number {
  let longest = 0;
  let run = 0;
  let previous: string | undefined;
  for (const { server } of [...answers].sort((a, b) => a.startMs - b.startMs)) {
    run = server === previous ? run + 1 : 1;
    previous = server;
    longest = Math.max(longest, run);
  }
  return longest;
}
