/** What lblc and lblcr remember of the addresses that clients went to, and how they forget. */
import type { IpAddress } from "../../values/address.ts";
import { formatAddress } from "../../values/address.ts";
import { foldAddress, multiplicativeHash } from "./address-hash.ts";

const BUCKET_BITS = 10;
const BUCKETS = 1 << BUCKET_BITS;
/** Above this many addresses those not used for a while are dropped. */
const MOST_ADDRESSES = 16 * BUCKETS;
const IDLE_S = 6 * 60;
const CHECK_INTERVAL_S = 60;
/** Every so many checks everything that expired is dropped, however few addresses there are. */
const CHECKS_TO_FULL = 30;

interface Entry<T> {
  readonly address: string;
  readonly value: T;
  usedS: number;
}

/**
 * Forgetting needs no traffic but a clock: it is caught up with at each use. An address is forgotten when it has not been used for
 * the expiration (24 hours, looked at each half hour), or for 6 minutes while there are more than 16,384 (looked at each minute,
 * a third more than the excess, in the order of the hash).
 */
export class DestinationMemory<T> {
  /** The newest entry of a bucket stands first. */
  readonly #buckets: Entry<T>[][] = Array.from({ length: BUCKETS }, () => []);
  readonly #expirationS: number;
  #size = 0;
  #checkedS: number;
  #checks = 1;
  #rover = 0;

  constructor(startS: number, expirationS: number) {
    this.#checkedS = startS;
    this.#expirationS = expirationS;
  }

  /** Counts as use. */
  find(address: IpAddress, nowS: number): T | undefined {
    this.#catchUp(nowS);
    const name = formatAddress(address);
    const entry = this.#bucket(address).find((one) => one.address === name);
    if (entry !== undefined) entry.usedS = nowS;
    return entry?.value;
  }

  set(address: IpAddress, value: T, nowS: number): void {
    const bucket = this.#bucket(address);
    const name = formatAddress(address);
    const old = bucket.findIndex((one) => one.address === name);
    if (old !== -1) bucket.splice(old, 1);
    else this.#size++;
    bucket.unshift({ address: name, value, usedS: nowS });
  }

  #bucket(address: IpAddress): Entry<T>[] {
    return this.#buckets[multiplicativeHash(foldAddress(address), BUCKET_BITS)] ?? [];
  }

  #catchUp(nowS: number): void {
    while (nowS >= this.#checkedS + CHECK_INTERVAL_S) {
      this.#checkedS += CHECK_INTERVAL_S;
      this.#check(this.#checkedS);
    }
  }

  #check(nowS: number): void {
    if (this.#checks % CHECKS_TO_FULL === 0) {
      this.#checks = 1;
      this.#drop(this.#size, (entry) => nowS >= entry.usedS + this.#expirationS);
      return;
    }
    const excess = this.#size - MOST_ADDRESSES;
    if (excess <= 0) {
      this.#checks++;
      return;
    }
    const goal = Math.min(Math.floor((excess * 4) / 3), MOST_ADDRESSES / 2);
    this.#drop(goal, (entry) => nowS >= entry.usedS + IDLE_S);
  }

  #drop(goal: number, isOld: (entry: Entry<T>) => boolean): void {
    let left = goal;
    for (let visited = 0; visited < BUCKETS && left > 0; visited++) {
      this.#rover = (this.#rover + 1) % BUCKETS;
      const bucket = this.#buckets[this.#rover] ?? [];
      const kept = bucket.filter((entry) => !isOld(entry));
      left -= bucket.length - kept.length;
      this.#size -= bucket.length - kept.length;
      this.#buckets[this.#rover] = kept;
    }
  }
}
