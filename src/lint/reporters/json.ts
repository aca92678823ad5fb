/** Findings as data; the shape has a version and a schema. */
import type { Reporter } from "./reporter.ts";

/** Raised when something that readers rely on changes. */
export const JSON_VERSION = 1;

export const jsonReporter: Reporter = ({ findings, version }) =>
  `${JSON.stringify({ version: JSON_VERSION, tool: { name: "vigil", version }, findings }, undefined, 2)}\n`;
