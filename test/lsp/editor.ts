/** An editor at the other end of `vigil lsp --stdio`, made of the protocol's own client library. */
import { type ChildProcess, spawn } from "node:child_process";
import { resolve } from "node:path";
import {
  createProtocolConnection,
  type Diagnostic,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type RegistrationParams,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";

const main = resolve(import.meta.dirname, "../../dist/main.js");

interface Waiting {
  readonly isIt: (params: PublishDiagnosticsParams) => boolean;
  readonly done: (diagnostics: Diagnostic[]) => void;
}

export class Editor {
  readonly connection: ProtocolConnection;
  readonly process: ChildProcess;
  readonly #shown = new Map<string, PublishDiagnosticsParams>();
  /** Patterns of files whose changes it is to tell. */
  readonly watched: Promise<readonly string[]>;
  #waiting: Waiting[] = [];
  #versions = new Map<string, number>();
  capabilities: InitializeResult["capabilities"] = {};

  private constructor(child: ChildProcess & { stdout: NodeJS.ReadableStream; stdin: NodeJS.WritableStream }) {
    this.process = child;
    this.connection = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    this.connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
      this.#shown.set(params.uri, params);
      const fitting = this.#waiting.filter(({ isIt }) => isIt(params));
      this.#waiting = this.#waiting.filter(({ isIt }) => !isIt(params));
      for (const { done } of fitting) done(params.diagnostics);
    });
    this.watched = new Promise((done) =>
      this.connection.onRequest("client/registerCapability", ({ registrations }: RegistrationParams) => {
        const watchers: readonly { globPattern: string }[] = registrations[0]?.registerOptions.watchers;
        done(watchers.map(({ globPattern }) => globPattern));
      }),
    );
    this.connection.listen();
  }

  static async start(program = main): Promise<Editor> {
    const child = spawn(process.execPath, [program, "lsp", "--stdio"], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    const editor = new Editor(child);
    const result: InitializeResult = await editor.connection.sendRequest("initialize", {
      processId: process.pid,
      rootUri: null,
      capabilities: {
        textDocument: { completion: { completionItem: { snippetSupport: true } } },
        workspace: { didChangeWatchedFiles: { dynamicRegistration: true } },
      },
    });
    editor.capabilities = result.capabilities;
    await editor.connection.sendNotification("initialized", {});
    return editor;
  }

  /** Answers the exit status. */
  async end(): Promise<number | null> {
    const exited = new Promise<number | null>((done) => this.process.once("exit", done));
    await this.connection.sendRequest("shutdown");
    await this.connection.sendNotification("exit");
    return exited;
  }

  /** Opens a document, or replaces its text; answers what is shown for it then. */
  async write(uri: string, text: string): Promise<Diagnostic[]> {
    const version = (this.#versions.get(uri) ?? 0) + 1;
    this.#versions.set(uri, version);
    const shown = this.shown(uri, version);
    if (version === 1) {
      const textDocument = { uri, languageId: "keepalived", version, text };
      await this.connection.sendNotification("textDocument/didOpen", { textDocument });
    } else {
      const change = { textDocument: { uri, version }, contentChanges: [{ text }] };
      await this.connection.sendNotification("textDocument/didChange", change);
    }
    return shown;
  }

  async close(uri: string): Promise<void> {
    this.#versions.delete(uri);
    this.#shown.delete(uri);
    await this.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
  }

  /** What is shown for a file once it is shown for this version at least; without one, whatever is or will be shown. */
  shown(uri: string, version?: number): Promise<Diagnostic[]> {
    const isIt = (params: PublishDiagnosticsParams) =>
      params.uri === uri && (version === undefined || (params.version ?? 0) >= version);
    const known = this.#shown.get(uri);
    if (known !== undefined && isIt(known)) return Promise.resolve(known.diagnostics);
    return new Promise((done) => this.#waiting.push({ isIt, done }));
  }

  /** What is shown for a file the next time. */
  next(
    uri: string,
    fits: (diagnostics: readonly Diagnostic[]) => boolean = () => true,
  ): Promise<Diagnostic[]> {
    const isIt = (params: PublishDiagnosticsParams) => params.uri === uri && fits(params.diagnostics);
    return new Promise((done) => this.#waiting.push({ isIt, done }));
  }

  async ask<T>(method: string, uri: string, line: number, character: number, more: object = {}): Promise<T> {
    return this.connection.sendRequest(`textDocument/${method}`, {
      textDocument: { uri },
      position: { line, character },
      ...more,
    });
  }
}
