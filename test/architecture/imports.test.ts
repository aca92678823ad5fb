/** Holds the import lines of src/ to the layers: direction, no cycles, where Node's modules and clocks may be used, file size. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const source = join(root, "src");

/** A folder of src/ to the other folders it may import. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  values: [],
  wire: ["values"],
  config: ["values"],
  ports: ["values", "config", "ipvs"],
  netlink: ["values", "ports"],
  vrrp: ["values", "wire", "config", "ports"],
  health: ["values", "config", "ports"],
  ipvs: ["values", "config", "ports", "netlink"],
  realserver: ["values", "config", "ports"],
  director: ["values", "wire", "config", "ports", "ipvs", "realserver"],
  reader: ["values", "config"],
  lint: ["values", "config"],
  lsp: ["values", "config", "lint"],
  simulation: ["values", "wire", "config", "ports", "vrrp"],
  "dgram-ext": ["values"],
  linux: ["values", "wire", "config", "ports", "netlink", "ipvs", "lint", "dgram-ext"],
  daemon: ["values", "wire", "config", "ports", "vrrp", "health", "ipvs", "reader"],
  lab: ["values", "dgram-ext"],
  cli: [
    "values",
    "config",
    "reader",
    "daemon",
    "linux",
    "simulation",
    "lab",
    "dgram-ext",
    "ports",
    "ipvs",
    "realserver",
    "director",
    "lint",
    "lsp",
  ],
  packaging: ["dgram-ext"],
};

const mayUseNode = ["dgram-ext", "linux", "daemon", "lab", "cli", "packaging"];
const mayUseClocks = ["linux", "daemon", "lab"];

const files = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.(ts|mjs)$/.test(name))
  .map((name) => join(source, name));

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const imports: Import[] = files.flatMap((file) => {
  const text = readFileSync(file, "utf8");
  const matches = text.matchAll(
    /^(?:import|export)\s+(type\s)?[^;"']*?["']([^"']+)["']|import\(\s*["']([^"']+)["']/gm,
  );
  return [...matches].map((match) => ({
    from: file,
    to: match[2] ?? match[3] ?? "",
    typeOnly: match[1] !== undefined,
  }));
});

function folderOf(file: string): string {
  return relative(source, file).split("/")[0] ?? "";
}

function resolved(one: Import): string {
  return resolve(dirname(one.from), one.to);
}

const local = imports.filter((one) => one.to.startsWith(".") && resolved(one).startsWith(`${source}/`));

describe("architecture", () => {
  test("something was read", () => {
    expect(files.length).toBeGreaterThan(50);
    expect(local.length).toBeGreaterThan(100);
  });

  test("every folder has its place in the layers", () => {
    expect([...new Set(files.map(folderOf))].filter((folder) => mayImport[folder] === undefined)).toEqual([]);
  });

  test("imports point inward", () => {
    const wrong = local.filter((one) => {
      const [from, to] = [folderOf(one.from), folderOf(resolved(one))];
      return from !== to && !mayImport[from]?.includes(to);
    });
    expect(wrong.map((one) => `${relative(root, one.from)} -> ${relative(root, resolved(one))}`)).toEqual([]);
  });

  test("no import cycles", () => {
    const graph = new Map<string, string[]>();
    for (const one of local.filter((each) => !each.typeOnly)) {
      graph.set(one.from, [...(graph.get(one.from) ?? []), resolved(one)]);
    }
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (file: string, path: readonly string[]) => {
      if (path.includes(file)) {
        cycles.push([...path.slice(path.indexOf(file)), file].map((one) => relative(root, one)).join(" -> "));
      } else if (!done.has(file)) {
        done.add(file);
        for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
      }
    };
    for (const file of graph.keys()) visit(file, []);
    expect(cycles).toEqual([]);
  });

  test("Node's modules are used at the boundary only", () => {
    const wrong = imports.filter(
      (one) => one.to.startsWith("node:") && !mayUseNode.includes(folderOf(one.from)),
    );
    expect(wrong.map((one) => `${relative(root, one.from)}: ${one.to}`)).toEqual([]);
  });

  test("clocks and chance are used at the boundary only", () => {
    const wrong = files.filter((file) => {
      if (mayUseClocks.includes(folderOf(file))) return false;
      const code = readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
      return /\b(Date\.now|new Date\(\)|setTimeout|setInterval|Math\.random|performance\.now)\b/.test(code);
    });
    expect(wrong.map((file) => relative(root, file))).toEqual([]);
  });

  test("no file over 400 lines, each opens with a sentence on what it is", () => {
    const long = files.filter((file) => readFileSync(file, "utf8").split("\n").length > 401);
    expect(long.map((file) => relative(root, file))).toEqual([]);
    const silent = files.filter((file) => !/^(#!.*\n)?(\/\*\*|\/\/\/)/.test(readFileSync(file, "utf8")));
    expect(silent.map((file) => relative(root, file))).toEqual([]);
  });
});
