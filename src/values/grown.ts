/** A buffer that is to hold more; Buffer.concat would write zeros into the room. */

/** The same bytes, and behind them room up to `bytes`. */
export function grown(buffer: Buffer, bytes: number): Buffer<ArrayBuffer> {
  const larger = Buffer.allocUnsafe(bytes);
  buffer.copy(larger);
  return larger;
}
