/** Names that this host gives to numbers of the kernel: the files of iproute2 and protocols(5). */
import { readdirSync, readFileSync } from "node:fs";
import type { RoutingNameKind } from "../config/routing-names.ts";

/** Where packages put iproute2's files, and where administrators put theirs, which count more. */
const folders = ["/usr/share/iproute2", "/usr/lib/iproute2", "/etc/iproute2"];

const files: Readonly<Record<Exclude<RoutingNameKind, "ipProtocol">, string>> = {
  table: "rt_tables",
  protocol: "rt_protos",
  scope: "rt_scopes",
  realm: "rt_realms",
  dsfield: "rt_dsfield",
  group: "group",
};

function linesOf(file: string): string[][] {
  try {
    const lines = readFileSync(file, "utf8").split("\n");
    return lines
      .map((line) => line.replace(/#.*/, "").trim().split(/\s+/))
      .filter((words) => words.length > 1);
  } catch {
    // A host without iproute2 has none of these files, and the names known everywhere are enough.
    return [];
  }
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(".conf"))
      .map((name) => `${folder}/${name}`);
  } catch {
    return [];
  }
}

function readNames(kind: RoutingNameKind): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  if (kind === "ipProtocol") {
    for (const [name = "", number, ...aliases] of linesOf("/etc/protocols")) {
      for (const spelling of [name, ...aliases]) names.set(spelling, Number(number));
    }
    return names;
  }
  for (const folder of folders) {
    const file = `${folder}/${files[kind]}`;
    for (const [number, name = ""] of [file, ...filesIn(`${file}.d`)].flatMap(linesOf)) {
      if (!Number.isNaN(Number(number))) names.set(name, Number(number));
    }
  }
  return names;
}

/** Reads each file when a name of its kind is first asked for. */
export function hostRoutingNames(): (kind: RoutingNameKind, name: string) => number | undefined {
  const known = new Map<RoutingNameKind, ReadonlyMap<string, number>>();
  return (kind, name) => {
    const names = known.get(kind) ?? readNames(kind);
    known.set(kind, names);
    return names.get(name);
  };
}
