/** When a check runs, with the defaults of its kind filled in, and how long a dead server stays unnoticed. */
import { type BlockNode, findNamed } from "../config/block-node.ts";
import type { ServerNode } from "./services.ts";

export interface CheckTimes {
  readonly delayLoopUs: number;
  /** How long one attempt may take. */
  readonly attemptUs: number;
  readonly retries: number;
  readonly delayBeforeRetryUs: number;
}

const SECOND_US = 1_000_000;

/** These are told of a change and ask nobody. */
const untimed: ReadonlySet<string> = new Set(["FILE_CHECK", "BFD_CHECK"]);
/** What runs where neither check, server nor service says it. */
const ownRetries: Readonly<Record<string, number>> = { MISC_CHECK: 0, DNS_CHECK: 3 };
const ownDelays: Readonly<Record<string, number>> = { HTTP_GET: 3 * SECOND_US, SSL_GET: 3 * SECOND_US };

/** Undefined for checks that keep no time of their own. */
export function timesOf(check: BlockNode, server: ServerNode): CheckTimes | undefined {
  const kind = check.keyword?.name ?? "";
  if (untimed.has(kind)) return undefined;
  const blocks = [check, server, ...(server.parent === undefined ? [] : [server.parent])];
  const nearest = (name: string): number | undefined => {
    for (const block of blocks) {
      const value = findNamed(block, name)?.value;
      // Every level has these keywords, and in each they are numbers.
      if (value !== undefined) return value as number;
    }
    return undefined;
  };
  const delayLoopUs = nearest("delay_loop") ?? 60 * SECOND_US;
  const attemptUs =
    kind === "MISC_CHECK" ? (programUs(check) ?? delayLoopUs) : (nearest("connect_timeout") ?? 5 * SECOND_US);
  return {
    delayLoopUs,
    attemptUs,
    retries: nearest("retry") ?? ownRetries[kind] ?? 1,
    delayBeforeRetryUs:
      nearest("delay_before_retry") ?? (kind === "DNS_CHECK" ? delayLoopUs : (ownDelays[kind] ?? SECOND_US)),
  };
}

/** `misc_timeout`; 0 is as good as none. */
function programUs(check: BlockNode): number | undefined {
  const seconds = findNamed(check, "misc_timeout")?.value as number | undefined;
  return seconds === undefined || seconds === 0 ? undefined : seconds * SECOND_US;
}

/** From the first failed attempt's begin to the last one's end. */
export function attemptsUs({ attemptUs, retries, delayBeforeRetryUs }: CheckTimes): number {
  return attemptUs + retries * (delayBeforeRetryUs + attemptUs);
}

/** At worst: it dies right after a check that went well, and answers nothing any more. */
export function detectionUs(times: CheckTimes): number {
  return times.delayLoopUs + attemptsUs(times);
}
