/** A finding's words where there is one text for them. */
import type { Finding } from "../finding.ts";

/** What is wrong and what to do about it. */
export function fullMessage({ message, remedy, host }: Finding): string {
  const ofHost = host === true ? " (on this host)" : "";
  return remedy === undefined ? `${message}${ofHost}` : `${message}${ofHost}; remedy: ${remedy}`;
}

/** Without control characters, which could steer the reader's terminal or are no XML; tabs stay. */
export function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is they that are taken out
  return text.replace(/[\x00-\x08\x0a-\x1f\x7f-\x9f]/g, "\u{fffd}");
}
