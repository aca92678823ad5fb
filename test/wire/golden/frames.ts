/** The captured frames of keepalived.frames, by the name of the run that sent them. */
import { readFileSync } from "node:fs";

export type GoldenRun = "pass" | "none" | "excluded0" | "excluded1";

/** Whole Ethernet frames in the order in which keepalived sent them. */
export function goldenFrames(run: GoldenRun): readonly Uint8Array[] {
  const text = readFileSync(new URL("keepalived.frames", import.meta.url), "utf8");
  const [, body = ""] = text.split(`# ${run}\n`);
  const [own = ""] = body.split("#");
  return own
    .trim()
    .split("\n")
    .map((line) => Uint8Array.from(Buffer.from(line, "hex")));
}

const ETHERNET_HEADER_BYTES = 14;

/** The IPv4 packet in an Ethernet frame; undefined for other frames. */
export function ipv4Of(frame: Uint8Array): Uint8Array | undefined {
  return frame[12] === 0x08 && frame[13] === 0x00 ? frame.slice(ETHERNET_HEADER_BYTES) : undefined;
}
