/** The commands of a configuration, and whom they run as. */
import type { BlockNode } from "../config/block-node.ts";
import { flagOf, settingOf } from "../config/block-node.ts";
import type { Owner } from "../config/forms/user.ts";
import { type FoundScript, scriptsIn } from "../config/found-scripts.ts";
import { scriptKeywords } from "../config/keywords/global/scripts.ts";
import type { Span } from "../config/source.ts";
import { globalsOf } from "./global-defs.ts";

export interface WrittenScripts {
  readonly found: readonly FoundScript[];
  /** `script_user`. */
  readonly defaultOwner: Owner | undefined;
  /** `enable_script_security`. */
  readonly isProtected: boolean;
}

/** Several rules ask, and a large file has a hundred thousand blocks to look into. */
const known = new WeakMap<BlockNode, WrittenScripts>();

export function writtenScripts(tree: BlockNode): WrittenScripts {
  const asked = known.get(tree);
  if (asked !== undefined) return asked;
  const scripts = readScripts(tree);
  known.set(tree, scripts);
  return scripts;
}

function readScripts(tree: BlockNode): WrittenScripts {
  const globals = globalsOf(tree);
  return {
    found: scriptsIn(tree),
    defaultOwner: globals === undefined ? undefined : settingOf(globals, scriptKeywords.scriptUser),
    isProtected: globals !== undefined && flagOf(globals, scriptKeywords.enableScriptSecurity),
  };
}

/** `vrrp_script check`, `notify_master of vrrp_instance A`, `misc_path`. */
export function nameOfScript({ block, setting }: FoundScript): string {
  if (block.keyword?.name === "vrrp_script") return `vrrp_script ${block.head}`;
  const name = setting.keyword.name;
  return typeof block.head === "string" ? `${name} of ${block.keyword?.name} ${block.head}` : name;
}

/** Where a word of the command stands; the whole line where escapes, quotes or definitions hide it. */
export function spanOfArgument({ setting }: FoundScript, argument: string): Span {
  const { source, start, end } = setting;
  const at = source.text.slice(start, end).indexOf(argument, setting.keyword.name.length);
  if (at === -1) return setting;
  return { source, start: start + at, end: start + at + argument.length };
}

const interpreters = /^(?:ba|da|a|z|k)?sh$|^(?:python|perl|ruby|php|node)[\d.]*$/;

/** The file that decides what happens: the program, or what an interpreter is to read. */
export function decidingFile({ script: { argv } }: FoundScript): string {
  const [program, first] = argv;
  const name = program.slice(program.lastIndexOf("/") + 1);
  return interpreters.test(name) && first?.startsWith("/") === true ? first : program;
}
