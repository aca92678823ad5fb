/** Who wins between this router and the sender of an advert. */
import { compareAddresses, type IpAddress } from "../values/address.ts";

/** The address owner's priority (RFC 3768 5.3.4). */
export const OWNER_PRIORITY = 255;
/** What a master sends when it leaves (RFC 3768 5.3.4). */
export const LEAVING_PRIORITY = 0;

export interface Candidate {
  readonly priority: number;
  readonly source: IpAddress;
}

/** RFC 3768 6.4.3: a master yields to a higher priority, and at equal priority to the higher primary address. */
export function beatsMaster(heard: Candidate, own: Candidate): boolean {
  if (heard.priority !== own.priority) return heard.priority > own.priority;
  return compareAddresses(heard.source, own.source) > 0;
}

/** RFC 3768 6.4.2: a backup follows whoever is not worse than itself; with preemption off, anybody. */
export function isFollowed(heardPriority: number, own: { priority: number; preempt: boolean }): boolean {
  return !own.preempt || heardPriority >= own.priority;
}
