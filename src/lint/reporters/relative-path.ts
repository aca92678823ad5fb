/** Paths as CI systems want them: from the folder of the run down, without detours. */

/** Paths outside the folder stay whole where they were given so. */
export function relativePath(file: string, folder: string): string {
  const root = folder.endsWith("/") ? folder : `${folder}/`;
  const inside = file.startsWith(root) ? file.slice(root.length) : file;
  const parts: string[] = [];
  for (const part of inside.split("/")) {
    if (part === "." || (part === "" && parts.length > 0)) continue;
    const last = parts.at(-1);
    if (part === ".." && last !== undefined && last !== ".." && last !== "") parts.pop();
    else parts.push(part);
  }
  return parts.join("/");
}

/** A path as a relative reference (RFC 3986), a whole one as a file URI. */
export function uriOf(path: string): string {
  const encoded = path.split("/").map(encodeSegment).join("/");
  return path.startsWith("/") ? `file://${encoded}` : encoded;
}

function encodeSegment(segment: string): string {
  // A lone surrogate, which no encoding has, must not end the run.
  return encodeURIComponent(segment.replace(/\p{Surrogate}/gu, "\u{fffd}"));
}
