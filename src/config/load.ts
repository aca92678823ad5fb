/** Text to Config in one call: pieces, expand, build, resolve, and all that they have to say. */
import type { BlockNode } from "./block-node.ts";
import { Builder } from "./build.ts";
import { Bystander } from "./bystander.ts";
import { deepFreeze } from "./deep-freeze.ts";
import { type Diagnostic, Diagnostics } from "./diagnostic.ts";
import { type ExpandContext, expand, type TakePair } from "./expand.ts";
import type { ReadContext } from "./forms/form.ts";
import { rootKeywords } from "./keywords/root.ts";
import type { LogicalLine } from "./line.ts";
import type { Config } from "./model.ts";
import { resolve } from "./resolve.ts";
import { EarlyServices } from "./resolve-services.ts";
import type { Source } from "./source.ts";

export type LoadContext = ExpandContext &
  ReadContext & {
    /** The blocks of services stay in the tree although the model has them: for who looks at what is written. */
    readonly keepsServices?: true;
  };

export interface LoadedConfig {
  /** The top level: what is written, block by block, whatever became of it. */
  readonly tree: BlockNode;
  /** Deeply frozen, which is done when it is first asked for; undefined when a diagnostic is fatal. */
  readonly config: Config | undefined;
  /** The same before that, for who only writes it down: freezing a million values takes time. */
  readonly unfrozen: Config | undefined;
  /** In the order of the text, file by file as they were first met. */
  readonly diagnostics: readonly Diagnostic[];
}

/** `text` is the main file as latin1, `file` its name as messages show it and as includes are relative to. */
export function loadConfig(file: string, text: string, context: LoadContext): LoadedConfig {
  const diagnostics = new Diagnostics();
  const source: Source = { name: file, text };
  const early = new EarlyServices(diagnostics, context.keepsServices === true);
  const root = { source, start: 0, end: 0 };
  const builder = new Builder(rootKeywords, root, context, diagnostics, (block, holdsScripts) =>
    early.closed(block, holdsScripts),
  );
  const bystander = new Bystander();
  const take = (line: LogicalLine) => {
    builder.take(line);
    bystander.take(line);
  };
  const takePair: TakePair = (from, nameStart, nameEnd, start, end) =>
    !bystander.looks && builder.takePair(from, nameStart, nameEnd, start, end);
  expand(source, context, diagnostics, take, takePair);
  const top = builder.finish();
  bystander.finish(diagnostics);
  const config = resolve(top, early, context, diagnostics);
  return {
    tree: top,
    get config() {
      return deepFreeze(config);
    },
    unfrozen: config,
    diagnostics: inOrder(diagnostics.list),
  };
}

function inOrder(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const files = [...new Set(diagnostics.map((diagnostic) => diagnostic.place.file))];
  const rank = new Map(files.map((file, index) => [file, index]));
  return [...diagnostics].sort((a, b) => {
    const byFile = (rank.get(a.place.file) ?? 0) - (rank.get(b.place.file) ?? 0);
    return byFile || a.place.line - b.place.line || a.place.column - b.place.column;
  });
}
