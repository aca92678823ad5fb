/** The nodes of `vigil lint --pair` and `--node NAME=FILE`: which configuration runs where. */
import { basename } from "node:path";

export interface NodeFile {
  /** What findings call the node; its `@NAME` lines count. */
  readonly name: string;
  readonly file: string;
}

/** `lvs01=/etc/lvs01.conf`; undefined where it is no such thing. */
export function parseNode(text: string): NodeFile | undefined {
  const equals = text.indexOf("=");
  const [name, file] = [text.slice(0, equals), text.slice(equals + 1)];
  return equals > 0 && file !== "" && /^[\w.-]+$/.test(name) ? { name, file } : undefined;
}

/** Files as nodes that have their names: `conf/lvs01.conf` is lvs01, or, where two would be called so, what was written. */
export function nodesOfFiles(files: readonly string[]): readonly NodeFile[] {
  const short = files.map((file) => basename(file).replace(/\.[^.]*$/, ""));
  return files.map((file, index) => {
    const name = short[index] ?? file;
    return { name: name !== "" && short.indexOf(name) === short.lastIndexOf(name) ? name : file, file };
  });
}

/** What is wrong with these nodes; undefined where nothing is. */
export function nodesMistake(nodes: readonly NodeFile[]): string | undefined {
  if (nodes.length < 2)
    return "rules over several nodes need two at least: write another file, or --node NAME=FILE";
  const names = nodes.map(({ name }) => name);
  const twin = names.find((name, index) => names.indexOf(name) !== index);
  return twin === undefined ? undefined : `two nodes are called '${twin}': give them different names`;
}
