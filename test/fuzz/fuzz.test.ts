/** Damaged configurations: a small run of what `npm run fuzz:config` does at length, and that it would notice. */
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { guarded } from "./guard.ts";
import { fuzz, inputOf } from "./run.ts";
import { readSeeds } from "./seeds.ts";
import { shrink } from "./shrink.ts";

const seeds = readSeeds(fileURLToPath(new URL("../../", import.meta.url)));

test("2,000 damaged configurations", () => {
  expect(fuzz({ seeds, seed: 2_000, count: 2_000 })).toBeUndefined();
});

test("the same seed and number make the same input, another seed another one", () => {
  expect(inputOf(1, 7, seeds)).toEqual(inputOf(1, 7, seeds));
  expect(inputOf(1, 7, seeds)).not.toEqual(inputOf(2, 7, seeds));
});

test("an exception and a complaint are found and shrunk", () => {
  const trap = (act: () => string | undefined) =>
    fuzz({
      seeds: ["one\ntwo\nthree four\nfive\n"],
      seed: 1,
      count: 500,
      check: (files) => (/four[\s\S]*five/.test(files["k.conf"] ?? "") ? act() : undefined),
    });
  expect(trap(() => "wrong")).toMatchObject({ complaint: "wrong", shrunk: { "k.conf": "fourfive" } });
  const thrown = trap(() => {
    throw new TypeError("oh");
  });
  expect(thrown).toMatchObject({
    complaint: expect.stringMatching(/^it throws TypeError: oh/),
    shrunk: { "k.conf": "fourfive" },
  });
});

test("what does not end is stopped", () => {
  const endless = () => {
    for (;;);
  };
  expect(guarded(endless, { "k.conf": "" }, 50)).toBe("it takes more than 50 ms");
});

test("shrinking keeps what the failure needs, in both files", () => {
  const files = { "k.conf": "a\nb\ninclude other.conf\nc", "other.conf": "x\ny\nz" };
  const needs = (one: Readonly<Record<string, string>>) =>
    one["k.conf"]?.includes("include") === true && one["other.conf"]?.includes("y") === true;
  expect(shrink(files, needs)).toEqual({ "k.conf": "include", "other.conf": "y" });
  expect(shrink(files, (one) => one["k.conf"]?.includes("b") === true)).toEqual({ "k.conf": "b" });
});
