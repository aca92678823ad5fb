/** A course of connections as a table, and the servers' shares as a small chart. */
import { formatAddress } from "../../values/address.ts";
import type { Load } from "../schedulers/scheduler.ts";
import type { CourseStep, ServerState } from "./course.ts";
import type { Share } from "./share.ts";

/** Lists of more servers than this show the chosen one's numbers only. */
const MOST_COLUMNS = 5;
const BAR_WIDTH = 30;

/** Colours a text in the n-th colour; on anything but a terminal it gives the text back. */
export type Paint = (text: string, colour: number) => string;

type Cell = readonly [text: string, align: "left" | "right"];

function aligned(rows: readonly (readonly Cell[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, [text]] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, text.length);
  }
  return rows.map((row) =>
    row
      .map(([text, align], index) =>
        align === "left" ? text.padEnd(widths[index] ?? 0) : text.padStart(widths[index] ?? 0),
      )
      .join("  ")
      .trimEnd(),
  );
}

function endpoint({ client, clientPort }: CourseStep): string {
  const address = formatAddress(client);
  return client.family === 6 ? `[${address}]:${clientPort}` : `${address}:${clientPort}`;
}

/** `513/3 = 171`, or the whole overhead where weights do not count. */
function loadText({ overhead, per }: Load): string {
  if (per === 1) return String(overhead);
  const ratio = overhead / per;
  return `${overhead}/${per}=${Number.isInteger(ratio) ? ratio : ratio.toFixed(1)}`;
}

function stateText({ active, inactive, overloaded }: ServerState, load: Load | undefined): string {
  const counts = `${active}+${inactive}${overloaded ? " full" : ""}`;
  return load === undefined ? counts : `${counts} ${loadText(load)}`;
}

/** One line a connection: who came, who got it, and how each server stood before: active+inactive and the overhead compared. */
export function courseTable(steps: readonly CourseStep[]): string[] {
  const list = steps[0]?.servers ?? [];
  const isWide = list.length > MOST_COLUMNS;
  const columns = isWide ? ["its act+inact overhead"] : list.map(({ id, weight }) => `${id} w${weight}`);
  const destinations = new Set(steps.map(({ destination }) => formatAddress(destination)));
  const showsDestination = destinations.size > 1;
  const left = (text: string): Cell => [text, "left"];
  const header: Cell[] = [
    ["No", "right"],
    left("Client"),
    ...(showsDestination ? [left("To")] : []),
    left("Server"),
    ...columns.map(left),
    left("Because"),
  ];
  const rows = steps.map((step, index): Cell[] => {
    const cells = step.servers.map((server, at) => stateText(server, step.because.loads[at]));
    const own = cells[step.servers.findIndex(({ id }) => id === step.server)] ?? "-";
    return [
      [String(index + 1), "right"],
      left(endpoint(step)),
      ...(showsDestination ? [left(formatAddress(step.destination))] : []),
      left(step.server ?? "refused"),
      ...(isWide ? [own] : cells).map(left),
      left(step.because.rule),
    ];
  });
  return aligned([header, ...rows]);
}

/** A bar for each server's share of the connections. */
export function shareChart(shares: readonly Share[], paint: Paint): string[] {
  const most = Math.max(...shares.map(({ share }) => share), Number.MIN_VALUE);
  const lines = aligned(
    shares.map(({ server, weight, connections, share }): Cell[] => [
      [server ?? "refused", "left"],
      [server === undefined ? "" : `weight ${weight}`, "right"],
      [String(connections), "right"],
      [`${(share * 100).toFixed(1)} %`, "right"],
    ]),
  );
  return lines.map((line, index) => {
    const bar = "█".repeat(Math.round(((shares[index]?.share ?? 0) / most) * BAR_WIDTH));
    return bar === "" ? line : `${line}  ${paint(bar, index)}`;
  });
}
