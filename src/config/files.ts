/** What reading a configuration may ask of a file system; given as an argument, so that tests need no disk. */

export type UnusableReason = "missing" | "unreadable" | "directory" | "executable" | "not-regular";

export type FileReading =
  /** One character is one byte (latin1). */
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "unusable"; readonly reason: UnusableReason; readonly message: string };

export interface ConfigFiles {
  /** Reads a regular file; an executable one is refused, as keepalived refuses it. Relative paths start at the working directory. */
  read(path: string): FileReading;
  /** Names in a directory, undefined when it cannot be read. */
  list(directory: string): readonly string[] | undefined;
  /** The whole path of a directory without symbolic links; absent where there are neither. */
  wholePath?(directory: string): string;
}

/** The directory part of a path, as dirname(3) gives it. */
export function directoryOf(path: string): string {
  const slash = path.lastIndexOf("/");
  if (slash === -1) return ".";
  return slash === 0 ? "/" : path.slice(0, slash);
}

export function joinPath(directory: string, path: string): string {
  if (path === ".") return directory;
  if (path.startsWith("/") || directory === ".") return path;
  return directory === "/" ? `/${path}` : `${directory}/${path}`;
}
