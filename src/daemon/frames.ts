/**
 * What goes over the socket between two processes of the daemon: a line with one JSON value, behind it the texts that it
 * attaches, each a line too. Attached texts are handed on as they came: a large configuration is written and parsed once.
 *
 *     2 {"kind":"configuration", …}
 *     {"role":"vrrp", …}
 *     {"role":"checker", …}
 */

/** No configuration comes near this; a stray writer cannot fill the memory. */
const limitBytes = 512 * 1024 * 1024;

const newline = Buffer.from("\n");

/** The bytes of a message. Attached texts must hold no line end, as JSON.stringify's do not. */
export function frame(value: unknown, attached: readonly Buffer[] = []): readonly Buffer[] {
  const head = Buffer.from(`${attached.length} ${JSON.stringify(value)}\n`);
  return [head, ...attached.flatMap((text) => [text, newline])];
}

/** Takes chunks as they come and calls `onMessage` for each whole message; throws on what is none. */
export function readFrames(
  onMessage: (value: unknown, attached: readonly Buffer[]) => void,
): (chunk: Buffer) => void {
  let head: string | undefined;
  let attached: Buffer[] = [];
  const takeLine = (line: Buffer) => {
    if (head === undefined) head = line.toString("utf8");
    else attached.push(line);
    const space = head.indexOf(" ");
    const wanted = Number(head.slice(0, space));
    if (!Number.isInteger(wanted) || space < 1) throw new Error("a message does not say what it attaches");
    if (attached.length < wanted) return;
    const [value, texts] = [JSON.parse(head.slice(space + 1)) as unknown, attached];
    head = undefined;
    attached = [];
    onMessage(value, texts);
  };
  let parts: Buffer[] = [];
  let size = 0;
  return (chunk) => {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      const last = chunk.subarray(start, end);
      const line = parts.length === 0 ? last : Buffer.concat([...parts, last]);
      parts = [];
      size = 0;
      start = end + 1;
      takeLine(line);
    }
    const rest = chunk.subarray(start);
    size += rest.length;
    if (size > limitBytes) throw new Error(`a message between processes exceeds ${limitBytes} bytes`);
    if (rest.length > 0) parts.push(rest);
  };
}
