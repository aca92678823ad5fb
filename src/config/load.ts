/** Text to Config in one call: pieces, expand, build, resolve, and all that they have to say. */
import { assertNever } from "../values/assert-never.ts";
import type { BlockNode } from "./block-node.ts";
import { Builder } from "./build.ts";
import { Bystander } from "./bystander.ts";
import { deepFreeze } from "./deep-freeze.ts";
import { type Diagnostic, Diagnostics } from "./diagnostic.ts";
import { type ExpandContext, expand } from "./expand.ts";
import type { ReadContext } from "./forms/form.ts";
import { rootKeywords } from "./keywords/root.ts";
import type { FindKnown } from "./known-lines.ts";
import type { LogicalLine } from "./line.ts";
import type { Config } from "./model.ts";
import { resolve } from "./resolve.ts";
import { EarlyServices, type ServiceOrigin } from "./resolve-services.ts";
import { hasPlainLines, type ServiceMemory, type ServiceTrace } from "./service-memory.ts";
import type { Source } from "./source.ts";
import type { TakePair } from "./take-pair.ts";

export type LoadContext = ExpandContext &
  ReadContext & {
    /** The blocks of services stay in the tree although the model has them: for who looks at what is written. */
    readonly keepsServices?: true;
    /** What is known of an earlier reading; without it nothing is remembered of this one either. */
    readonly memory?: ServiceMemory;
  };

/** The services that stand for themselves and not for a group, of a reading with a memory. */
export interface RememberedServices {
  /** In the file's order: which one of the earlier reading it is, or undefined where it is the next of `virtualServers`. */
  readonly order: readonly (number | undefined)[];
  /** What the next reading is to know. */
  traces(): readonly ServiceTrace[];
}

export interface LoadedConfig {
  /** The top level: what is written, block by block, whatever became of it. */
  readonly tree: BlockNode;
  /** Deeply frozen, which is done when it is first asked for; undefined when a diagnostic is fatal. */
  readonly config: Config | undefined;
  /** The same before that, for who only writes it down: freezing a million values takes time. */
  readonly unfrozen: Config | undefined;
  /** With it `virtualServers` has only those that were read; undefined without a memory. */
  readonly remembered: RememberedServices | undefined;
  /** In the order of the text, file by file as they were first met. */
  readonly diagnostics: readonly Diagnostic[];
}

/** `text` is the main file as latin1, `file` its name as messages show it and as includes are relative to. */
export function loadConfig(file: string, text: string, context: LoadContext): LoadedConfig {
  const diagnostics = new Diagnostics();
  const source: Source = { name: file, text };
  const early = new EarlyServices(diagnostics, context.keepsServices === true);
  const root = { source, start: 0, end: 0 };
  const builder = new Builder(rootKeywords, root, context, diagnostics, (block, reading) =>
    early.closed(block, reading),
  );
  const bystander = new Bystander();
  const take = (line: LogicalLine) => {
    builder.take(line);
    bystander.take(line);
  };
  const takePair: TakePair = (from, nameStart, nameEnd, start, end) =>
    !bystander.looks && builder.takePair(from, nameStart, nameEnd, start, end);
  const memory = hasPlainLines(text) ? context.memory : undefined;
  const findKnown: FindKnown = (from) => {
    const found = memory?.find(text, from);
    if (found === undefined) return undefined;
    const { start, trace } = found;
    const end = start + trace.length;
    const takeService = () => {
      if (!bystander.isBetweenBlocks) return false;
      const block = builder.takeService({ source, start, end });
      if (block === undefined) return false;
      bystander.passService();
      early.known(block, trace);
      return true;
    };
    return { start, end, take: takeService };
  };
  expand(source, context, diagnostics, take, takePair, findKnown);
  const top = builder.finish();
  const { said } = diagnostics;
  bystander.finish(diagnostics);
  const isReadAlike = diagnostics.said === said;
  const config = resolve(top, early, context, diagnostics);
  const remembered = context.memory && {
    order: early.order.map((origin) => (origin.kind === "known" ? origin.trace.index : undefined)),
    traces: () => (memory !== undefined && isReadAlike ? tracesOf(source, early.order, memory) : []),
  };
  return {
    tree: top,
    get config() {
      return deepFreeze(config);
    },
    unfrozen: config,
    remembered,
    diagnostics: inOrder(diagnostics.list),
  };
}

function tracesOf(
  source: Source,
  order: readonly ServiceOrigin[],
  memory: ServiceMemory,
): readonly ServiceTrace[] {
  return order.flatMap((origin, index) => {
    const trace = traceOf(source, origin, memory, index);
    return trace === undefined ? [] : [trace];
  });
}

function traceOf(
  source: Source,
  origin: ServiceOrigin,
  memory: ServiceMemory,
  index: number,
): ServiceTrace | undefined {
  switch (origin.kind) {
    case "known":
      return { ...origin.trace, index };
    case "quiet": {
      const { at, end } = origin.block;
      if (at.source !== source || end?.source !== source) return undefined;
      return memory.trace(source, at.start, end.end, index);
    }
    case "other":
      return undefined;
    default:
      return assertNever(origin);
  }
}

function inOrder(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const files = [...new Set(diagnostics.map((diagnostic) => diagnostic.place.file))];
  const rank = new Map(files.map((file, index) => [file, index]));
  return [...diagnostics].sort((a, b) => {
    const byFile = (rank.get(a.place.file) ?? 0) - (rank.get(b.place.file) ?? 0);
    return byFile || a.place.line - b.place.line || a.place.column - b.place.column;
  });
}
