/** Splits a byte stream into lines of JSON, with a limit so that a stray writer cannot fill the memory. */

/** No configuration slice comes near this. */
const limitBytes = 512 * 1024 * 1024;

/** Returns a consumer of chunks that calls `onValue` for each complete line; a line that is not JSON throws. */
export function jsonLines(onValue: (value: unknown) => void): (chunk: Buffer) => void {
  let parts: Buffer[] = [];
  let size = 0;
  return (chunk) => {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      const line = Buffer.concat([...parts, chunk.subarray(start, end)]).toString("utf8");
      parts = [];
      size = 0;
      start = end + 1;
      if (line !== "") onValue(JSON.parse(line));
    }
    const rest = chunk.subarray(start);
    size += rest.length;
    if (size > limitBytes) throw new Error(`a message between processes exceeds ${limitBytes} bytes`);
    if (rest.length > 0) parts.push(rest);
  };
}
