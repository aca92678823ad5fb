/** Reading until two readings agree. */
import { expect, test } from "vitest";
import { untilAlike } from "../../src/lab/until-alike.ts";

async function ends(values: readonly string[], readings: number) {
  let count = 0;
  const value = await untilAlike(async () => [values[count++]], readings);
  return [value[0], count];
}

test("the same twice is taken", async () => {
  expect(await ends(["a", "a", "b"], 10)).toEqual(["a", 2]);
  expect(await ends(["a", "ab", "b", "b"], 10)).toEqual(["b", 4]);
});

test("what never holds still is taken as it was last", async () => {
  expect(await ends(["a", "b", "a", "b"], 3)).toEqual(["a", 3]);
});
