/** Comments that silence rules: which lines each form covers, what a reason is, and what is said of those that do nothing. */
import { describe, expect, test } from "vitest";
import { runText, sample, shown } from "./run-text.ts";

const RULE = "vrrp/sample-router-id";
const FOUND = `4:5-25 ${RULE}`;

const left = (text: string) => shown(runText(text).findings);

test("without a comment it is found", () => {
  expect(left(sample())).toEqual([FOUND]);
});

describe("a comment silences", () => {
  test.each([
    ["its own line", sample({ behind: `# vigil-disable-line ${RULE} -- mine` })],
    ["with an exclamation mark", sample({ behind: `! vigil-disable-line ${RULE} -- mine` })],
    ["several rules", sample({ behind: `# vigil-disable-line ${RULE}, ${RULE} -- mine` })],
    ["the next line", sample({ above: `# vigil-disable-next-line ${RULE} -- mine` })],
    ["a stretch without end", `# vigil-disable ${RULE} -- mine\n${sample()}`],
    ["a stretch", `# vigil-disable ${RULE} -- mine\n${sample()}# vigil-enable ${RULE}\n`],
    ["a stretch that ends for all rules", `# vigil-disable ${RULE} -- mine\n${sample()}# vigil-enable\n`],
    ["the file, also from its end", `${sample()}# vigil-disable-file ${RULE} -- mine`],
    ["through tabs and further signs", sample({ behind: `##\tvigil-disable-line\t${RULE}\t--\tmine\r` })],
  ])("%s", (_, text) => {
    const { findings, silenced } = runText(text);
    expect(shown(findings)).toEqual([]);
    expect(silenced.map(({ rule }) => rule)).toEqual([RULE]);
  });
});

describe("what it does not silence", () => {
  test("another line", () => {
    expect(left(sample({ above: `# vigil-disable-line ${RULE} -- mine` }))).toEqual([
      "3:41-62 lint/unused-directive",
      FOUND,
    ]);
  });

  test("its own line, where it is for the next", () => {
    const found = left(sample({ behind: `# vigil-disable-next-line ${RULE} -- mine` }));
    expect(found).toEqual([FOUND, "4:52-73 lint/unused-directive"]);
  });

  test("behind its stretch", () => {
    const text = `# vigil-disable ${RULE} -- mine\n# vigil-enable ${RULE}\n${sample()}`;
    expect(left(text)).toEqual(["1:17-38 lint/unused-directive", `6:5-25 ${RULE}`]);
  });

  test("what stands within quotes or is no comment", () => {
    const quoted = sample({ lines: `    notify "/bin/x # vigil-disable-file ${RULE} -- mine"\n` });
    expect(left(quoted)).toContain(FOUND);
    expect(left(sample({ above: `vigil-disable-file ${RULE}` }))).toContain(FOUND);
  });

  test("without a reason", () => {
    for (const reason of ["", " --", " -- ", " mine", " --mine"]) {
      const found = left(sample({ behind: `# vigil-disable-line ${RULE}${reason}` }));
      expect(found).toContain("4:28-46 lint/directive-without-reason");
      expect(found).toContain(FOUND);
    }
  });

  test("in another file", () => {
    const files = { "part.conf": `# vigil-disable-file ${RULE} -- mine\n` };
    expect(shown(runText(`include part.conf\n${sample()}`, {}, { files }).findings)).toEqual([
      `5:5-25 ${RULE}`,
      "1:22-43 lint/unused-directive",
    ]);
  });
});

describe("what is said of comments", () => {
  const only = (text: string) =>
    runText(text).findings.map(({ rule, place, message, remedy }) => [
      `${place.line}:${place.column} ${rule}`,
      message,
      remedy,
    ]);

  test("an unknown rule, with the nearest one", () => {
    expect(only("# vigil-disable-file vrrp/sample-router-idd -- mine\n")).toEqual([
      [
        "1:22 lint/unknown-rule",
        "there is no rule 'vrrp/sample-router-idd': the comment does nothing for it",
        "did you mean 'vrrp/sample-router-id'?",
      ],
    ]);
  });

  test("no rule at all", () => {
    expect(only("# vigil-disable-line -- mine\n")).toEqual([
      [
        "1:3 lint/unknown-rule",
        "vigil-disable-line names no rule: it silences nothing",
        "write the rule behind it: vigil-disable-line RULE -- reason",
      ],
    ]);
  });

  test("an order that does not exist", () => {
    expect(only(`# vigil-disable-lines ${RULE} -- mine\n`)).toEqual([
      [
        "1:3 lint/unknown-directive",
        "'vigil-disable-lines' is no order to the linter: it does nothing",
        "did you mean 'vigil-disable-line'?",
      ],
    ]);
  });

  test("an end without a beginning", () => {
    expect(only(`# vigil-enable ${RULE}\n# vigil-enable\n`).map(([place]) => place)).toEqual([
      "1:16 lint/unused-directive",
      "2:3 lint/unused-directive",
    ]);
  });

  test("nothing of rules that did not run", () => {
    const text = `# vigil-disable-file ${RULE} -- mine\n`;
    expect(left(text)).toEqual(["1:22-43 lint/unused-directive"]);
    expect(runText(text, { levels: new Map([[RULE, "off" as const]]) }).findings).toEqual([]);
    expect(left("# vigil-disable-file config/keyword-too-new -- mine\n")).toEqual([]);
  });

  test("nothing where a comment silences that", () => {
    const unused = `# vigil-disable-file ${RULE} -- mine\n`;
    expect(left(`# vigil-disable-file lint/unused-directive -- generated\n${unused}`)).toEqual([]);
  });
});
