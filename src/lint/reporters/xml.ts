/** XML written piece by piece: elements, attributes and text with everything escaped that must be. */

export type XmlAttributes = Readonly<Record<string, string | number>>;

/** @param content what `xmlElement` or `xmlText` made */
export function xmlElement(name: string, attributes: XmlAttributes, content: readonly string[] = []): string {
  const words = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`);
  const opening = `<${name}${words.join("")}`;
  return content.length === 0 ? `${opening}/>\n` : `${opening}>\n${content.join("")}</${name}>\n`;
}

export function xmlText(text: string): string {
  return `${escapeXml(text)}\n`;
}

export function xmlDocument(root: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}`;
}

function escapeXml(text: string): string {
  return (
    text
      // XML 1.0 has no way to write these, not even escaped.
      // biome-ignore lint/suspicious/noControlCharactersInRegex: it is they that are taken out
      .replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]|\p{Surrogate}/gu, "\u{fffd}")
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll('"', "&quot;")
      .replaceAll("\t", "&#9;")
      .replaceAll("\r", "&#13;")
      .replaceAll("\n", "&#10;")
  );
}
