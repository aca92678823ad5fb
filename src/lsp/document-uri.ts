/** Paths of files as editors name them, and back. */

/** Undefined for what stands in no file, such as a new document. */
export function pathOfUri(uri: string): string | undefined {
  const match = /^file:\/\/[^/]*(\/.*)$/i.exec(uri);
  if (match?.[1] === undefined) return undefined;
  try {
    return normalPath(decodeURIComponent(match[1]));
  } catch {
    return normalPath(match[1]);
  }
}

export function uriOfPath(path: string): string {
  // A lone surrogate cannot be encoded.
  const wellFormed = new TextDecoder().decode(new TextEncoder().encode(path));
  return `file://${wellFormed.split("/").map(encodeURIComponent).join("/")}`;
}

/** Without `.`, `..` and doubled slashes. */
export function normalPath(path: string): string {
  if (!/\/(\.{0,2})(\/|$)/.test(path)) return path;
  const kept: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") kept.pop();
    else if (segment !== "" && segment !== ".") kept.push(segment);
  }
  return `${path.startsWith("/") ? "/" : ""}${kept.join("/")}`;
}
