/** `vigil lsp`: the linter and the keyword table in an editor, over the Language Server Protocol. */
import { Command } from "commander";
import {
  type Connection,
  createConnection,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  MarkupKind,
  ResponseError,
  type ServerCapabilities,
  TextDocumentSyncKind,
  TextDocuments,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { formatConfig } from "../../config/format-config.ts";
import { configFiles } from "../../linux/config-files.ts";
import { afterQuiet } from "../../linux/quiet-time.ts";
import { Workspace } from "../../lsp/workspace.ts";
import { version } from "../version.ts";
import { lintInEditor } from "./lsp-lint.ts";

/** Blanks for each block around a line, as `vigil fmt` has them. */
const FORMAT_INDENT = 4;

const examples = `
An editor starts it and talks to it on standard input and output. Example (Neovim):
  vim.lsp.config("vigil", { cmd = { "vigil", "lsp", "--stdio" }, filetypes = { "keepalived" } })

Exit status: 0 the editor ended it, 1 the editor is gone, 2 the command line cannot be understood.`;

/** Serves one editor until it ends the session or is gone. */
export function lspCommand(words: readonly string[]): void {
  const command = new Command("vigil lsp")
    .usage("--stdio")
    .description("Shows findings, help, completion and names of keepalived.conf files in an editor.")
    .option("--stdio", "talk on standard input and output, which is the only way")
    .showHelpAfterError("(vigil lsp --help shows how it is used)")
    .addHelpText("after", examples)
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
  command.parse([...words], { from: "user" });
  if (command.opts<{ stdio?: true }>().stdio !== true)
    command.error("error: write --stdio: there is no other way");
  serve(createConnection(process.stdin, process.stdout));
}

function serve(connection: Connection): void {
  const load = {
    files: configFiles,
    host: { hostName: "" },
    configId: "",
    environment: {},
    random: (min: number) => min,
  };
  const workspace = new Workspace({
    load,
    format: (text) => {
      const formatting = formatConfig("keepalived.conf", text, FORMAT_INDENT, { ...load, mode: "test" });
      return formatting.kind === "formatted" ? formatting.text : text;
    },
    lint: (subject) => lintInEditor(subject, (message) => connection.console.error(message)),
  });
  const documents = new TextDocuments(TextDocument);
  let snippets = false;
  connection.onInitialize((params) => {
    snippets = knowsSnippets(params);
    if (canWatch(params)) connection.onInitialized(() => void watchFiles(connection));
    return { capabilities: { ...capabilities, documentFormattingProvider: workspace.formats }, serverInfo };
  });
  publishing(connection, documents, workspace);
  connection.onHover(({ textDocument, position }) => {
    const hover = workspace.hover(textDocument.uri, position);
    return hover && { contents: { kind: MarkupKind.Markdown, value: hover.text }, range: hover.range };
  });
  connection.onCompletion(({ textDocument, position }) => [
    ...workspace.completions(textDocument.uri, position, snippets),
  ]);
  connection.onDefinition(({ textDocument, position }) => workspace.definition(textDocument.uri, position));
  connection.onReferences(({ textDocument, position, context }) =>
    workspace.references(textDocument.uri, position, context.includeDeclaration),
  );
  connection.onPrepareRename(({ textDocument, position }) => workspace.renamable(textDocument.uri, position));
  connection.onRenameRequest(({ textDocument, position, newName }) => {
    const edit = workspace.rename(textDocument.uri, position, newName);
    return typeof edit === "string" ? new ResponseError(REQUEST_FAILED, edit) : edit;
  });
  connection.onCodeAction(({ textDocument, range }) => workspace.quickFixes(textDocument.uri, range));
  connection.onDocumentFormatting(({ textDocument }) => workspace.formatting(textDocument.uri));
  documents.listen(connection);
  connection.listen();
}

/** LSPErrorCodes.RequestFailed: understood, and there is a reason against it that the user is shown. */
const REQUEST_FAILED = -32803;

function knowsSnippets({ capabilities: { textDocument } }: InitializeParams): boolean {
  return textDocument?.completion?.completionItem?.snippetSupport === true;
}

function canWatch({ capabilities: { workspace } }: InitializeParams): boolean {
  return workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
}

/** Included files and settings change without being open. */
async function watchFiles(connection: Connection): Promise<void> {
  const watchers = ["**/*.conf", "**/.vigilrc.json"].map((globPattern) => ({ globPattern }));
  await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
}

const capabilities: ServerCapabilities = {
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
  hoverProvider: true,
  completionProvider: { triggerCharacters: ["$"] },
  definitionProvider: true,
  referencesProvider: true,
  renameProvider: { prepareProvider: true },
  codeActionProvider: { codeActionKinds: ["quickfix"] },
};

const serverInfo = { name: "vigil", version };

/** Sends diagnostics some moments after each change; those of files that no document belongs to any more are taken back. */
function publishing(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  workspace: Workspace,
): void {
  let shown = new Set<string>();
  const show = () => {
    const published = workspace.diagnose();
    for (const uri of shown)
      if (!published.has(uri)) void connection.sendDiagnostics({ uri, diagnostics: [] });
    for (const [uri, diagnostics] of published) {
      const open = documents.get(uri);
      void connection.sendDiagnostics({
        uri,
        ...(open === undefined ? {} : { version: open.version }),
        diagnostics: [...diagnostics],
      });
    }
    shown = new Set(published.keys());
  };
  const publish = afterQuiet(() => {
    try {
      show();
    } catch (error) {
      // The next text may do better: the editor keeps its server.
      connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
  });
  documents.onDidChangeContent(({ document }) => {
    workspace.set(document.uri, document.getText());
    publish();
  });
  documents.onDidClose(({ document }) => {
    workspace.close(document.uri);
    publish();
  });
  const disk = () => {
    workspace.forget();
    publish();
  };
  documents.onDidSave(disk);
  connection.onDidChangeWatchedFiles(disk);
}
