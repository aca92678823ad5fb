/** Says what runs otherwise than keepalived would run it. */
import { assertNever } from "../values/assert-never.ts";
import { type Diagnostics, weightOfRefusal } from "./diagnostic.ts";
import type { ReadContext } from "./forms/form.ts";
import type { AliasKeyword, Keyword } from "./keyword.ts";
import type { Span } from "./source.ts";

export function saySupport(
  { support, name }: Exclude<Keyword, AliasKeyword>,
  [word]: readonly [Span, ...Span[]],
  mode: ReadContext["mode"],
  diagnostics: Diagnostics,
): void {
  switch (support) {
    case "full":
      return;
    case "accepted":
      diagnostics.addWithoutEffect(name, word);
      return;
    case "refused": {
      const message = `'${name}' is not supported yet, and running without it would do harm`;
      const { severity, ...traits } = weightOfRefusal(mode);
      diagnostics.add("keyword-unsupported", severity, word, message, traits);
      return;
    }
    default:
      assertNever(support);
  }
}
