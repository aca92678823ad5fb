/** Does something once after a burst of reasons for it, so that it does not get in the way of the next one. */

/** Long enough to take in the changes that an editor sends together; nobody sees it. */
const SHORTEST_MS = 10;
/** Waits no longer than this, however long the last time took. */
const LONGEST_MS = 1000;

/**
 * What is answered asks for `work`, which runs when nothing has asked for as long as it took the last time.
 */
export function afterQuiet(work: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  let lastMs = 0;
  const run = () => {
    const began = performance.now();
    try {
      work();
    } finally {
      lastMs = performance.now() - began;
    }
  };
  return () => {
    clearTimeout(timer);
    timer = setTimeout(run, Math.min(LONGEST_MS, Math.max(SHORTEST_MS, lastMs)));
  };
}
