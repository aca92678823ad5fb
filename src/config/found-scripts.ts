/** All commands of a file, wherever they stand, with what says when and as whom they run. */
import { type BlockNode, findNamed, type Setting, settingsIn } from "./block-node.ts";
import type { Pass } from "./diagnostic.ts";
import type { Script } from "./forms/script.ts";
import type { Owner } from "./forms/user.ts";
import { placeOf, type Span } from "./source.ts";

export interface FoundScript {
  readonly script: Script;
  readonly setting: Setting;
  readonly block: BlockNode;
  /** The process that reads it. */
  readonly pass: Pass;
  /** Who it runs as, if the file says so. */
  readonly owner: Owner | undefined;
  /** Its block holds it and nothing else: without the script there is no block. */
  readonly isOwnBlock: boolean;
}

/** In the order of the text, as far as it is one file. */
export function scriptsIn(root: BlockNode): FoundScript[] {
  const found = root.children.flatMap((child) => scriptsOf(child, child.keyword?.owner ?? "parent"));
  const places = new Map(found.map((one) => [one, placeOf(judgedAt(one))]));
  return found.sort((a, b) => {
    const [first, second] = [places.get(a), places.get(b)];
    return first?.file === second?.file ? (first?.line ?? 0) - (second?.line ?? 0) : 0;
  });
}

/** Where keepalived looks for the script's user: a block of its own may name one up to its end. */
export function judgedAt({ isOwnBlock, block, setting }: FoundScript): Span {
  return isOwnBlock ? (block.end ?? block.at) : setting;
}

/** Whether a script is written in the block or inside it. */
function hasScripts(block: BlockNode): boolean {
  for (let setting = block.lastSetting; setting !== undefined; setting = setting.before) {
    if (setting.keyword.kind === "value" && setting.keyword.splitting === "script") return true;
  }
  return block.children.some(hasScripts);
}

function scriptsOf(block: BlockNode, pass: Pass): FoundScript[] {
  if (!hasScripts(block)) return [];
  const isOwnBlock = block.keyword?.name === "vrrp_script" || block.keyword?.name === "MISC_CHECK";
  const own = settingsIn(block).flatMap((setting) => {
    const script = scriptOf(setting);
    if (script === undefined) return [];
    const owner = script.owner ?? (isOwnBlock ? ownerOf(block) : undefined);
    return [{ script, setting, block, pass, owner, isOwnBlock }];
  });
  return [...own, ...block.children.flatMap((child) => scriptsOf(child, pass))];
}

function scriptOf({ keyword, value }: Setting): Script | undefined {
  if (keyword.kind !== "value" || keyword.splitting !== "script") return undefined;
  // One keyword may stand without its script.
  const script = isWrapped(value) ? value.script : value;
  return script as Script | undefined;
}

function isWrapped(value: unknown): value is { readonly script?: unknown } {
  return typeof value === "object" && value !== null && !("argv" in value);
}

function ownerOf(block: BlockNode): Owner | undefined {
  // The keyword `user` of both blocks holds an owner.
  return findNamed(block, "user")?.value as Owner | undefined;
}
