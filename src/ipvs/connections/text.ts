/** The connection table for a reader: what is open, what persistence remembers, and what the words mean. */
import { expiryText } from "../ipvsadm/connections-text.ts";
import type { IpvsTimeouts } from "../timeouts.ts";
import { type IpvsConnection, isTemplate } from "./connection.ts";
import { type ConnectionCount, type CountingKey, numericEndpoint } from "./count.ts";
import { stateMeaning } from "./states.ts";
import { type PersistenceMasks, templateSentence } from "./templates.ts";

/** What else the kernel could tell; nothing of it is needed. */
export interface ConnectionContext {
  readonly masks: PersistenceMasks;
  readonly timeouts?: IpvsTimeouts;
}

const titles = ["PROTOCOL", "CLIENT", "SERVICE", "SERVER", "STATE", "TIME LEFT"];
const templateWords = `A template is no connection: it gives every new connection of its clients the same server. Each of
them starts its time anew, and while one is kept it is prolonged by a minute. Its state NONE: none was completed yet.`;

export function connectionTable(connections: readonly IpvsConnection[], context: ConnectionContext): string {
  const rows: string[][] = [];
  const templates: string[] = [];
  const states = new Map<string, string>();
  for (const connection of connections) {
    const { protocol, client, virtual, server, state, expiresS } = connection;
    if (isTemplate(connection)) {
      templates.push(templateSentence(connection, context.masks));
      continue;
    }
    const endpoints = [client, virtual, server].map(numericEndpoint);
    rows.push([protocol, ...endpoints, state, expiryText(expiresS)]);
    states.set(`${protocol} ${state}`, stateMeaning(protocol, state, context.timeouts));
  }
  if (rows.length + templates.length === 0) return "no connections\n";
  const parts: string[] = [];
  if (rows.length > 0) parts.push(aligned([titles, ...rows]));
  if (templates.length > 0) {
    const count =
      templates.length === 1 ? "1 persistence template" : `${templates.length} persistence templates`;
    parts.push(`${count}\n${templates.map((line) => `  ${line}\n`).join("")}${templateWords}\n`);
  }
  if (states.size > 0)
    parts.push(`What the states mean\n${aligned([...states].map(([name, words]) => [`  ${name}`, words]))}`);
  return parts.join("\n");
}

export function countTable(counts: readonly ConnectionCount[], by: CountingKey): string {
  const rows = counts.map(({ connections, templates, name }) => [
    String(connections),
    String(templates),
    name,
  ]);
  return aligned([["CONNECTIONS", "TEMPLATES", by.toUpperCase()], ...rows]);
}

/** Two blanks between columns, none at the end of a line. */
function aligned(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, cell.length);
  }
  let text = "";
  for (const row of rows) {
    const cells = row.map((cell, index) =>
      index === row.length - 1 ? cell : cell.padEnd(widths[index] ?? 0),
    );
    text += `${cells.join("  ")}\n`;
  }
  return text;
}
