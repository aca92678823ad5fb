/** What one reader leaves for the next: the services that it need not read again, as text that the parent keeps without a look. */
import type { ServiceTrace } from "../config/service-memory.ts";
import { FORMAT } from "./slices.ts";

export interface Memory {
  /** The id of the slice that has the services. */
  readonly sliceId: string;
  readonly traces: readonly ServiceTrace[];
}

/** @param build Vigil's version: another one may read the same lines otherwise */
export function formatMemory({ sliceId, traces }: Memory, build: string): string {
  const list = traces.map(({ firstLine, length, digest, index }) => [firstLine, length, digest, index]);
  return JSON.stringify({ format: FORMAT, build, sliceId, traces: list });
}

/** Undefined when another build has left it; then everything is read. */
export function parseMemory(text: string, build: string): Memory | undefined {
  const memory = JSON.parse(text) as {
    readonly format: number;
    readonly build: string;
    readonly sliceId: string;
    readonly traces: readonly [firstLine: string, length: number, digest: string, index: number][];
  };
  if (memory.format !== FORMAT || memory.build !== build) return undefined;
  const traces = memory.traces.map(([firstLine, length, digest, index]) => ({
    firstLine,
    length,
    digest,
    index,
  }));
  return { sliceId: memory.sliceId, traces };
}
