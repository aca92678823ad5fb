/** `vigil ipvsadm` beside ipvsadm in one boot: the traps, and a few random commands. */
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Machine } from "../../src/lab/machine.ts";
import { bundle } from "../support/bundle.mjs";
import { openTestMachine, say } from "../system/harness.ts";

const folder = fileURLToPath(new URL("../oracle/ipvsadm", import.meta.url));
const namespaces = `${folder}/in-namespaces.sh`;
let machine: Machine | undefined;
let guest = "";

beforeAll(async () => {
  guest = await bundle("test/oracle/ipvsadm-guest.ts");
  machine = await openTestMachine([]);
});
afterAll(() => machine?.close());

/** Standard output of a program there, by lines. */
async function outputOf(argv: readonly string[]): Promise<{ status: number; lines: string[] }> {
  const lines: string[] = [];
  const result = await machine?.run({ argv, limitMs: 300_000, onLine: (line) => lines.push(line) });
  return { status: result?.status ?? -1, lines };
}

/** How many commands agree in each of the oracle's cases that are named so. */
async function oracle(count: number, part: string) {
  const argv = ["sh", namespaces, process.execPath, guest, folder, String(count), "1", part];
  const { status, lines } = await outputOf(argv);
  const last = lines.at(-1) ?? "";
  say(`ipvsadm, ${part}: ${last}`);
  const total = Number(/^\d+ of (\d+) same$/.exec(last)?.[1] ?? 0);
  return { status, total, differences: lines.filter((line) => !/^\d+ of \d+ same/.test(line)) };
}

test("the traps of ipvsadm are ours too", async () => {
  const { status, total, differences } = await oracle(0, "traps");
  expect(differences).toEqual([]);
  expect(total).toBeGreaterThan(25);
  expect(status).toBe(0);
});

test("random commands end in the same table, output and statuses", async () => {
  const { status, total, differences } = await oracle(120, "commands of seed");
  expect(differences).toEqual([]);
  expect(total).toBe(121);
  expect(status).toBe(0);
});
