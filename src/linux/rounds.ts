/** Something done again and again, for commands that watch. */
import { setTimeout as sleep } from "node:timers/promises";

/** The wall clock's time at each round; the first at once, each other one `periodS` seconds after the last was done. */
export async function* rounds(periodS: number): AsyncGenerator<Date, never> {
  for (;;) {
    yield new Date();
    await sleep(periodS * 1000);
  }
}
