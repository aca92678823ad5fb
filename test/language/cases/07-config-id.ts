/** Section 7: what conditional lines are compared with. */
import { hostname } from "node:os";
import { type LanguageCase, lines } from "./language-case.ts";

const shortName = hostname().split(".")[0] ?? "";

export const cases: readonly LanguageCase[] = [
  {
    name: "7 Config id: without -i it is the host name up to its first dot",
    text: lines(
      `@${shortName} foo`,
      `@${shortName}.example bar`,
      `@^${shortName} baz`,
      `@^${shortName}. qux`,
    ),
    exit: 5,
    messages: [1, 4],
    says: ["foo", "qux"],
  },
];
