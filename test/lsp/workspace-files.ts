/** A workspace over files in memory. */
import { runLint } from "../../src/lint/run.ts";
import { Workspace, type WorkspaceContext } from "../../src/lsp/workspace.ts";
import { filesOf } from "../lint/lint-text.ts";

export const MAIN = "file:///etc/keepalived/keepalived.conf";

/** @param disk by path, as latin1 */
export function workspaceOf(
  disk: Readonly<Record<string, string>> = {},
  more: Partial<WorkspaceContext> = {},
): Workspace {
  const list = (directory: string) =>
    Object.keys(disk)
      .filter((path) => path.slice(0, path.lastIndexOf("/")) === directory)
      .map((path) => path.slice(path.lastIndexOf("/") + 1));
  return new Workspace({
    load: {
      files: { ...filesOf(disk), list },
      host: { hostName: "" },
      configId: "",
      environment: {},
      random: (min) => min,
    },
    lint: (subject) => runLint([subject]).findings,
    ...more,
  });
}

/** A text whose cursor is `|`. */
export function withCursor(marked: string): { text: string; position: { line: number; character: number } } {
  const at = marked.indexOf("|");
  const lines = marked.slice(0, at).split("\n");
  const position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  return { text: marked.slice(0, at) + marked.slice(at + 1), position };
}
