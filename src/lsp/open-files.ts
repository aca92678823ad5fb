/** Files as the editor has them, which need not be saved, before files as the disk has them. */
import { type ConfigFiles, directoryOf } from "../config/files.ts";
import { normalPath } from "./document-uri.ts";
import { bytesOf, TextPositions } from "./text-positions.ts";

export interface OpenFile {
  /** As the editor names it. */
  readonly uri: string;
  /** One character is one byte. */
  readonly text: string;
  readonly positions: TextPositions;
}

export class OpenFiles implements ConfigFiles {
  readonly #disk: ConfigFiles;
  readonly #open = new Map<string, OpenFile>();

  constructor(disk: ConfigFiles) {
    this.#disk = disk;
  }

  /** In the order in which they were opened. */
  get paths(): readonly string[] {
    return [...this.#open.keys()];
  }

  /** @param text as the editor has it */
  set(path: string, uri: string, text: string): void {
    const bytes = bytesOf(text);
    this.#open.set(path, { uri, text: bytes, positions: new TextPositions(bytes) });
  }

  delete(path: string): void {
    this.#open.delete(path);
  }

  get(path: string): OpenFile | undefined {
    return this.#open.get(normalPath(path));
  }

  // Own properties, as of a plain object: whoever copies it with `...` has them, too.
  readonly read: ConfigFiles["read"] = (path) => {
    const open = this.get(path);
    return open === undefined ? this.#disk.read(path) : { kind: "text", text: open.text };
  };

  /** A new file is there before it is saved. */
  readonly list = (directory: string): readonly string[] | undefined => {
    const saved = this.#disk.list(directory);
    const unsaved = this.paths.filter((path) => directoryOf(path) === normalPath(directory));
    if (saved === undefined && unsaved.length === 0) return undefined;
    return [...new Set([...(saved ?? []), ...unsaved.map((path) => path.slice(path.lastIndexOf("/") + 1))])];
  };

  readonly wholePath = (directory: string): string => this.#disk.wholePath?.(directory) ?? directory;
}
