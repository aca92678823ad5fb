/** Deadlines: never before their time, the last one set counts. */
import { afterEach, expect, test } from "vitest";
import { DeadlineTimer } from "../../src/dgram-ext/index.ts";
import { ending, startChild } from "../support/addon-child.ts";

const timers: DeadlineTimer[] = [];
afterEach(() => {
  for (const timer of timers.splice(0)) timer.close();
});

const nowUs = () => Number(process.hrtime.bigint() / 1000n);

function timer(callback: () => void): DeadlineTimer {
  const made = new DeadlineTimer(callback);
  timers.push(made);
  return made;
}

test("never fires early", async () => {
  for (const afterUs of [0, 1, 37, 500, 999, 1000, 1001, 3333]) {
    const deadline = nowUs() + afterUs;
    const fired = await new Promise<number>((resolve) => timer(() => resolve(nowUs())).set(deadline));
    expect(fired).toBeGreaterThanOrEqual(deadline);
  }
});

test.each([0, -5, 1, 0.5])("a deadline in the past (%d) is due at once", async (deadline) => {
  await new Promise<void>((resolve) => timer(resolve).set(deadline));
});

test("only the last deadline counts, and each one once", async () => {
  const order: string[] = [];
  const replaced = timer(() => order.push("replaced"));
  replaced.set(nowUs() + 1000);
  replaced.set(nowUs() + 3600e6);
  const cleared = timer(() => order.push("cleared"));
  cleared.set(0);
  cleared.clear();
  const closed = timer(() => order.push("closed"));
  closed.set(0);
  closed.close();
  const again = timer(() => order.push("once"));
  again.set(0);
  await new Promise<void>((resolve) => timer(resolve).set(nowUs() + 5000));
  expect(order).toEqual(["once"]);
});

test("a deadline moved away while its expiry is already waiting does not fire", async () => {
  let fired = 0;
  const moved = timer(() => fired++);
  moved.set(1);
  // The kernel has expired it by now; the event loop has not looked yet.
  moved.set(nowUs() + 3600e6);
  await new Promise<void>((resolve) => timer(resolve).set(nowUs() + 2000));
  expect(fired).toBe(0);
});

test("may set itself anew in its callback", async () => {
  let count = 0;
  await new Promise<void>((resolve) => {
    const self = timer(() => (++count === 5 ? resolve() : self.set(nowUs())));
    self.set(0);
  });
  expect(count).toBe(5);
});

test("what no kernel can hold is refused", () => {
  const one = timer(() => {});
  expect(() => one.set(Number.NaN)).toThrow(RangeError);
  expect(() => one.set(Number.POSITIVE_INFINITY)).toThrow(RangeError);
});

test("closing twice, and setting after it, is no crash", () => {
  const one = timer(() => {});
  one.close();
  one.close();
  expect(() => one.set(1)).toThrow("EBADF");
});

test("neither an idle timer nor a handle that was let go keeps the process alive", async () => {
  const script = `const handle = addon.pollOpen(addon.timerCreate(), () => {}); addon.pollStart(handle, 1); addon.handleRef(handle, false);`;
  expect((await ending(startChild(script))).code).toBe(0);
});
