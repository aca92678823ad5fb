/** hsiphash of one 32-bit word as 64-bit kernels compute it: SipHash-1-3 cut to its lower half. */

const MASK = 0xffff_ffff_ffff_ffffn;

function rotate(value: bigint, bits: bigint): bigint {
  return ((value << bits) | (value >> (64n - bits))) & MASK;
}

type State = [bigint, bigint, bigint, bigint];

function round([a, b, c, d]: State): State {
  let v0 = (a + b) & MASK;
  let v1 = rotate(b, 13n) ^ v0;
  v0 = rotate(v0, 32n);
  let v2 = (c + d) & MASK;
  let v3 = rotate(d, 16n) ^ v2;
  v0 = (v0 + v3) & MASK;
  v3 = rotate(v3, 21n) ^ v0;
  v2 = (v2 + v1) & MASK;
  v1 = rotate(v1, 17n) ^ v2;
  v2 = rotate(v2, 32n);
  return [v0, v1, v2, v3];
}

/**
 * @param word unsigned 32 bits
 * @param key both halves of the key, which mh takes to be equal; unsigned 64 bits
 * @returns unsigned 32 bits
 */
export function hsiphash(word: number, key: bigint): number {
  // The words "somepseudorandomlygeneratedbytes" (Aumasson and Bernstein, SipHash, 2012).
  let state: State = [
    0x736f6d6570736575n ^ key,
    0x646f72616e646f6dn ^ key,
    0x6c7967656e657261n ^ key,
    0x7465646279746573n ^ key,
  ];
  // The last block has the length, 4 bytes, on top.
  const block = (4n << 56n) | BigInt(word >>> 0);
  state[3] ^= block;
  state = round(state);
  state[0] ^= block;
  state[2] ^= 0xffn;
  for (let times = 0; times < 3; times++) state = round(state);
  return Number((state[0] ^ state[1] ^ state[2] ^ state[3]) & 0xffff_ffffn);
}
