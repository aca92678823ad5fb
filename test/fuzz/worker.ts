/** The thread that fuzzes: its memory is limited, and the thread that started it sees at which input it is. */
import { parentPort, workerData } from "node:worker_threads";
import { type FuzzFailure, fuzz, inputOf } from "./run.ts";
import { readSeeds } from "./seeds.ts";

export interface WorkerRequest {
  readonly root: string;
  readonly corpus?: string;
  readonly seed: number;
  readonly count: number;
  readonly first: number;
  /** Only answers the input `first`. */
  readonly show: boolean;
  /** One 32-bit number: the input that is being read. */
  readonly at: SharedArrayBuffer;
}

export type WorkerAnswer =
  | { readonly kind: "done"; readonly seeds: number; readonly failure: FuzzFailure | undefined }
  | { readonly kind: "input"; readonly files: Readonly<Record<string, string>> };

function answer(): WorkerAnswer {
  const { root, corpus, seed, count, first, show, at } = workerData as WorkerRequest;
  const seeds = readSeeds(root, corpus);
  if (show) return { kind: "input", files: inputOf(seed, first, seeds) };
  const progress = new Int32Array(at);
  const failure = fuzz({ seeds, seed, count, first, progress: (index) => Atomics.store(progress, 0, index) });
  return { kind: "done", seeds: seeds.length, failure };
}

parentPort?.postMessage(answer());
