/** What is found in real files: all that the corpus's index names, nothing that is no mistake, and little in clean files. */
import { describe, expect, test } from "vitest";
import type { Finding } from "../../../src/lint/finding.ts";
import { runLint } from "../../../src/lint/run.ts";
import { readSubject } from "../../../src/lint/subject.ts";
import { filesOf } from "../lint-text.ts";
import { type CorpusFile, readCorpus } from "./corpus.ts";
import { exceptions, outages, staticClasses } from "./expectations.ts";

const corpus = readCorpus();

function findingsIn({ name, text }: CorpusFile): readonly Finding[] {
  const context = {
    files: filesOf({ [name]: text }),
    host: { hostName: "" },
    configId: "",
    environment: {},
    random: (min: number) => min,
  };
  const reading = readSubject(name, context, undefined);
  if (reading.kind === "unusable") throw new Error(reading.message);
  return runLint([reading.subject]).findings;
}

test.skipIf(corpus !== undefined)(
  "the corpus is not beside the project: nothing of it was looked at",
  () => {},
);

describe.skipIf(corpus === undefined)("the corpus", () => {
  const files = (corpus ?? []).map((file) => ({ ...file, found: findingsIn(file) }));
  const number = (name: string) => name.slice(0, 3);

  test("has its ninety files, and each class of its index has rules", () => {
    expect(files.length).toBe(90);
    const classes = new Set(files.flatMap(({ noted }) => noted.map(({ name }) => name)));
    expect([...classes].filter((name) => staticClasses[name] === undefined)).toEqual([]);
  });

  test("what the index names is found at its line, but for what is known to be otherwise", () => {
    const missing = files.flatMap(({ name: file, noted, found }) =>
      noted
        .filter(({ name, line }) => {
          const rules = staticClasses[name] ?? [];
          return (
            rules.length > 0 &&
            !found.some(
              ({ rule, place }) => rules.includes(rule) && (line === undefined || place.line === line),
            )
          );
        })
        .map(({ name, line }) => `${number(file)} ${name}${line === undefined ? "" : ` ${line}`}`),
    );
    expect(missing.toSorted()).toEqual(Object.keys(exceptions).toSorted());
  });

  test("every error is one that keepalived reports, or an outage of a known kind", () => {
    const strange = files.flatMap(({ name, found, reportedLines }) =>
      found
        .filter(
          ({ level, rule, place }) =>
            level === "error" && !reportedLines.has(place.line) && outages[rule] === undefined,
        )
        .map(({ rule, place }) => `${number(name)}:${place.line} ${rule}`),
    );
    expect(strange).toEqual([]);
  });

  test("a clean file has two findings of weight at most", () => {
    const noisy = files
      .filter(({ verdict }) => verdict === "accepted")
      .map(({ name, found }) => `${number(name)}: ${found.filter(({ level }) => level !== "info").length}`)
      .filter((text) => Number(text.split(": ")[1]) > 2);
    expect(noisy).toEqual([]);
  });
});
