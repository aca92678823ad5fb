/** Every transcript tells what the machine does; `UPDATE_TRANSCRIPTS=1` writes the answers anew. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { replay } from "./transcript.ts";

const FOLDER = new URL("transcripts/", import.meta.url);

test.each(readdirSync(FOLDER))("%s", (name) => {
  const file = new URL(name, FOLDER);
  const text = readFileSync(file, "utf8");
  const replayed = replay(text);
  if (process.env.UPDATE_TRANSCRIPTS === "1") writeFileSync(file, replayed);
  else expect(replayed).toBe(text);
});
