/** Runs cases through both programs and prints what agrees and what does not. */
import { bothVerdicts, type OracleCase, type Verdict } from "./oracle.ts";

function shown({ exit, lines, text }: Verdict): string {
  const messages = text.split("\n").filter((line) => line.trim() !== "");
  return [`exit ${exit}, lines ${lines.join(" ") || "none"}`, ...messages.slice(0, 6)].join("\n      ");
}

/** Prints each unexplained difference and, last, the counts; returns the exit status. */
export function report(cases: readonly OracleCase[]): number {
  let agree = 0;
  const explained = new Map<string, string[]>();
  let unexplained = 0;
  for (const one of cases) {
    const { ours, theirs } = bothVerdicts(one);
    const said = (one.says ?? []).every((text) => ours.text.includes(text) && theirs.text.includes(text));
    const same = ours.exit === theirs.exit && ours.lines.join() === theirs.lines.join() && said;
    if (same && one.differs === undefined) agree++;
    else if (!same && one.differs !== undefined) {
      explained.set(one.differs, [...(explained.get(one.differs) ?? []), one.name]);
    } else {
      unexplained++;
      const what = same ? `agrees, although it is said to differ: ${one.differs}` : "differs";
      console.log(`${one.name}: ${what}\n   keepalived: ${shown(theirs)}\n   vigil:      ${shown(ours)}`);
      if (!same) console.log(one.text.replace(/^/gm, "   | "));
    }
  }
  for (const [reason, names] of explained) console.log(`differ: ${reason}\n   ${names.join("\n   ")}`);
  const differ = [...explained.values()].flat().length;
  console.log(`${agree} agree, ${differ} differ by version (listed), ${unexplained} unexplained`);
  return unexplained === 0 ? 0 : 1;
}
