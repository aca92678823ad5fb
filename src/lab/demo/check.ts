/** One line of the demo's closing table, and that table as text. */

export interface DemoCheck {
  /** What ought to be. */
  readonly expectation: string;
  /** What was. */
  readonly measurement: string;
  readonly held: boolean;
}

/** What the demo's scenario says, each as `facts` of an event. */
export type DemoFacts =
  | { readonly kind: "check"; readonly check: DemoCheck }
  /** What the directors logged, for a reader who has to find out why something did not hold. */
  | { readonly kind: "logs"; readonly logs: Readonly<Record<string, readonly string[]>> };

/** Red and green where a person reads it. */
export function paint(text: string, held: boolean, colour: boolean): string {
  return colour ? `\u001b[${held ? 32 : 31}m${text}\u001b[0m` : text;
}

function breakWords(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

const expectationWidth = 58;

/** Expectation beside measurement, one after the other in the order of the story. */
export function formatChecks(checks: readonly DemoCheck[], colour: boolean): string {
  const head = `       ${"expected".padEnd(expectationWidth)}  measured`;
  const rows = checks.flatMap(({ expectation, measurement, held }) => {
    return breakWords(expectation, expectationWidth).map((part, index) => {
      const mark = index === 0 ? paint(held ? "held  " : "FAILED", held, colour) : "      ";
      return `${mark} ${part.padEnd(expectationWidth)}  ${index === 0 ? measurement : ""}`.trimEnd();
    });
  });
  return [head, ...rows].join("\n");
}
