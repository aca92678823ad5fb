/** `vigil lsp` as an editor meets it: the built command over its standard input and output. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type {
  CompletionItem,
  Diagnostic,
  Hover,
  Location,
  WorkspaceEdit,
} from "vscode-languageserver-protocol";
import { Editor } from "./editor.ts";

const main = resolve(import.meta.dirname, "../../dist/main.js");
const folder = mkdtempSync(join(tmpdir(), "vigil-lsp-"));
const uriIn = (name: string) => pathToFileURL(join(folder, name)).href;
const uri = uriIn("lvs01.conf");
const text = `vrrp_script chk {
    script "/bin/true"
}
vrrp_instance A {
    interface eth0
    virtual_router_id 7
    prioity 100
    virtual_ipaddress {
        192.0.2.1/24
    }
    track_script {
        chk
    }
}
`;

/** Which further findings there are is the rules' affair. */
const errors = (diagnostics: readonly Diagnostic[]) => diagnostics.filter(({ severity }) => severity === 1);

let editor: Editor;
beforeAll(async () => {
  editor = await Editor.start();
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("a session", () => {
  test("offers what it can do", () => {
    expect(editor.capabilities).toMatchObject({
      hoverProvider: true,
      definitionProvider: true,
      referencesProvider: true,
      renameProvider: { prepareProvider: true },
      codeActionProvider: { codeActionKinds: ["quickfix"] },
    });
  });

  test("shows what is wrong, and takes it back when it is mended", async () => {
    expect(errors(await editor.write(uri, text))).toMatchObject([
      { code: "config/keyword-unknown", range: { start: { line: 6, character: 4 } } },
    ]);
    expect(errors(await editor.write(uri, text.replace("prioity", "priority")))).toEqual([]);
  });

  test("answers hover, completion, definition, references and rename", async () => {
    expect((await editor.ask<Hover>("hover", uri, 6, 6)).contents).toMatchObject({
      value: expect.stringContaining("**priority**, in vrrp_instance"),
    });
    const items = await editor.ask<CompletionItem[]>("completion", uri, 11, 8);
    expect(items.map(({ label }) => label)).toEqual(["chk"]);
    const [definition] = await editor.ask<Location[]>("definition", uri, 11, 9);
    expect(definition).toMatchObject({ uri, range: { start: { line: 0, character: 12 } } });
    const more = { context: { includeDeclaration: true } };
    expect(await editor.ask<Location[]>("references", uri, 0, 13, more)).toHaveLength(2);
    const edit = await editor.ask<WorkspaceEdit>("rename", uri, 0, 13, { newName: "check" });
    expect(edit.changes?.[uri]).toHaveLength(2);
    await expect(editor.ask("rename", uri, 0, 13, { newName: "a b" })).rejects.toThrow("is no name");
  });

  test("changes of single characters are taken where they stand", async () => {
    const version = 50;
    const range = { start: { line: 6, character: 13 }, end: { line: 6, character: 14 } };
    const change = { textDocument: { uri, version }, contentChanges: [{ range, text: "7" }] };
    await editor.connection.sendNotification("textDocument/didChange", change);
    expect(errors(await editor.shown(uri, version))).toMatchObject([
      { range: { start: { line: 6, character: 13 }, end: { line: 6, character: 16 } } },
    ]);
  });

  test("what an included file has wrong is shown there, and taken back with the document", async () => {
    writeFileSync(join(folder, "part.conf"), "bogus 1\n");
    const including = uriIn("including.conf");
    await editor.write(including, "include part.conf\n");
    expect(errors(await editor.shown(uriIn("part.conf")))).toMatchObject([
      { code: "config/keyword-unknown" },
    ]);
    expect(await editor.watched).toContain("**/*.conf");
    const mended = editor.next(uriIn("part.conf"), (diagnostics) => errors(diagnostics).length === 0);
    writeFileSync(join(folder, "part.conf"), "global_defs {\n}\n");
    const changes = [{ uri: uriIn("part.conf"), type: 2 }];
    await editor.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
    await mended;
    writeFileSync(join(folder, "part.conf"), "bogus 1\n");
    const broken = editor.next(uriIn("part.conf"), (diagnostics) => errors(diagnostics).length === 1);
    await editor.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
    await broken;
    const next = editor.next(uriIn("part.conf"));
    await editor.close(including);
    expect(await next).toEqual([]);
  });

  test("what is no text of a configuration is answered, too", async () => {
    const binary = uriIn("binary.conf");
    await editor.write(binary, "\0\u0001\ufffd{{{{}}}\r\n\ud834".repeat(20));
    expect(await editor.ask("hover", binary, 3, 3)).toBeNull();
    expect(await editor.ask("hover", uriIn("never-opened.conf"), 3, 3)).toBeNull();
    await editor.close(binary);
  });

  test("ends when the editor says so", async () => {
    expect(await editor.end()).toBe(0);
  });
});

test("without --stdio the command says what to write", () => {
  const { status, stderr } = spawnSync(process.execPath, [main, "lsp"], { encoding: "utf8" });
  expect(status).toBe(2);
  expect(stderr).toContain("--stdio");
});
