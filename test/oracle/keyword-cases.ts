/** Configurations that write each keyword of the table in right and wrong ways, made from the table itself. */
import type { Keyword, Keywords } from "../../src/config/keyword.ts";
import { rootKeywords } from "../../src/config/keywords/root.ts";
import { keywordDifferences } from "./keyword-differences.ts";
import { extraLines } from "./keyword-extras.ts";
import type { OracleCase } from "./oracle.ts";

/** What else a block needs so that nothing but the tried line is said about it; `*` stands for the tried lines. */
const scaffolds: Readonly<Record<string, string>> = {
  "": "*",
  vrrp_instance:
    "vrrp_instance V {\ninterface eth0\nvirtual_router_id 51\nvirtual_ipaddress {\n10.0.0.9\n}\n*\n}",
  virtual_server:
    "virtual_server 10.0.0.1 80 {\nlb_algo rr\nlb_kind NAT\nprotocol TCP\n*\nreal_server 10.0.0.2 80 {\nweight 1\n}\n}",
  "virtual_server/real_server":
    "virtual_server 10.0.0.1 80 {\nlb_algo rr\nlb_kind NAT\nprotocol TCP\nreal_server 10.0.0.2 80 {\nweight 1\n*\n}\n}",
  // A program that is not there is said to the log alone; one that is makes keepalived look at who may change it.
  "virtual_server/real_server/MISC_CHECK": "*\nmisc_path /nonexistent/check",
  "virtual_server/real_server/HTTP_GET": "url {\npath /\nstatus_code 200\n}\n*",
  "virtual_server/real_server/SSL_GET": "url {\npath /\nstatus_code 200\n}\n*",
  "virtual_server/real_server/HTTP_GET/url": "path /\n*",
  "virtual_server/real_server/SSL_GET/url": "path /\n*",
  "virtual_server/real_server/DNS_CHECK": "*",
  "virtual_server/real_server/FILE_CHECK": "*\ntrack_file t",
  "virtual_server/real_server/BFD_CHECK": "*\nname b",
  vrrp_script: 'script "/bin/true"\n*',
  vrrp_track_process: "process sshd\n*",
  track_file: 'file "/etc/hostname"\n*',
  vrrp_sync_group:
    "vrrp_instance V {\ninterface eth0\nvirtual_router_id 51\nvirtual_ipaddress {\n10.0.0.9\n}\n}\n" +
    "vrrp_instance W {\ninterface eth0\nvirtual_router_id 52\nvirtual_ipaddress {\n10.0.0.8\n}\n}\n" +
    "vrrp_sync_group G {\ngroup {\nV\nW\n}\n*\n}",
  bfd_instance: "neighbor_ip 10.250.0.2\n*",
};

/** Where a keyword is tried that stands in its block's scaffold itself. */
const keywordScaffolds: Readonly<Record<string, string>> = {
  "virtual_server/real_server/HTTP_GET/url/path": "*",
  "virtual_server/real_server/SSL_GET/url/path": "*",
  "virtual_server/real_server/MISC_CHECK/misc_path": "*",
  "virtual_server/real_server/FILE_CHECK/track_file": "*",
  "virtual_server/real_server/BFD_CHECK/name": "*",
};

/** What must stand further up in the file for blocks that name it. */
const above: Readonly<Record<string, string>> = {
  "virtual_server/real_server/FILE_CHECK": "track_file t {\nfile /etc/hostname\n}\n",
  "virtual_server/real_server/BFD_CHECK": "bfd_instance b {\nneighbor_ip 10.250.0.2\n}\n",
};

const words = [
  "",
  '""',
  "x",
  "-1",
  "0",
  "1",
  "2",
  "3",
  "254",
  "255",
  "256",
  "65536",
  "4294967296",
  "1x",
  "0x10",
  "1.5",
  "1.1234567",
  "on",
  "off",
  "maybe",
  "eth0",
  "eth99",
  "10.1.2.3",
  "10.1.2.3/24",
  "fe80::1",
  "/bin/true",
  '"/bin/true a b"',
  "1 2",
  "a b c",
];

interface Entry {
  readonly path: string;
  readonly keyword: Keyword;
  /** What it is written like: an alias as what it stands for. */
  readonly like: Keyword;
  /** The blocks around it, outermost first. */
  readonly around: readonly Keyword[];
}

function entriesIn(keywords: Keywords, path: string, around: readonly Keyword[]): Entry[] {
  return Object.values(keywords).flatMap((keyword) => {
    const own = { path, keyword, like: written(keyword, keywords), around };
    if (keyword.kind !== "block") return [own];
    const inside = path === "" ? keyword.name : `${path}/${keyword.name}`;
    return [own, ...entriesIn(keyword.keywords, inside, [...around, keyword])];
  });
}

/** The keyword that an alias stands for, by the alias's name. */
function written(keyword: Keyword, siblings: Keywords): Keyword {
  const target =
    keyword.kind === "alias" ? Object.values(siblings).find(({ name }) => name === keyword.of) : undefined;
  if (target === undefined || target.kind === "alias") return keyword;
  return { ...target, name: keyword.name, example: target.example.replace(target.name, keyword.name) };
}

function place({ path, keyword, around }: Omit<Entry, "like">, lines: string): string {
  const own = keyword.kind === "block" ? undefined : keywordScaffolds[`${path}/${keyword.name}`];
  const whole = own ?? scaffolds[path];
  const inner = whole === undefined ? lines : whole.replace("*", () => lines);
  if (path === "" || (whole !== undefined && /^\w+ \S+.*\{$/m.test(whole.split("\n")[0] ?? ""))) return inner;
  const block = around[around.length - 1];
  const opening = block !== undefined && "example" in block ? block.example : "";
  const outside = { path: path.split("/").slice(0, -1).join("/"), around: around.slice(0, -1) };
  return place({ ...outside, keyword: block as Keyword }, `${opening}\n${inner}\n}`);
}

function variants(keyword: Keyword): string[] {
  const { name } = keyword;
  switch (keyword.kind) {
    case "flag":
    case "alias":
    case "value": {
      const example = "example" in keyword ? [keyword.example, `${keyword.example}\n${keyword.example}`] : [];
      const range = keyword.kind === "value" ? keyword.form.range : undefined;
      const edges = [range?.min, range?.max].flatMap((edge) =>
        edge === undefined ? [] : [edge - 1, edge, edge + 1],
      );
      return [
        ...example,
        ...words.map((word) => `${name} ${word}`),
        ...edges.map((edge) => `${name} ${edge}`),
      ];
    }
    case "list": {
      const blocks = words.map((word) => (keyword.braces ? `${name} {\n${word}\n}` : `${name} ${word}`));
      return [...blocks, `${name} {\n}`, `${name} x {\n}`];
    }
    case "block": {
      const { example } = keyword;
      return [`${example}\n}`, `${example}\n}\n${example}\n}`, `${name} {\n}`, `${name} a b {\n}`];
    }
  }
}

/** Keywords that came after the installed keepalived say nothing here. */
function isOlder(since: string | undefined): boolean {
  const [major = 0, minor = 0, patch = 0] = (since ?? "0").split(".").map(Number);
  return major * 10_000 + minor * 100 + patch <= 20_207;
}

/** @param block the path of the enclosing blocks, `top` for the top level; all without */
export function keywordCases(block?: string, name?: string): OracleCase[] {
  const wanted = block === "top" ? "" : block;
  const entries = entriesIn(rootKeywords, "", []).filter(
    ({ path, keyword, around }) =>
      (wanted === undefined || path === wanted) &&
      (name === undefined || keyword.name === name) &&
      [keyword, ...around].every(({ since }) => isOlder(since)),
  );
  return entries.flatMap((entry) => {
    const fullName = `${entry.path}/${entry.keyword.name}`;
    return [...variants(entry.like), ...(extraLines[fullName] ?? [])].map((lines) => {
      const title = `${fullName}: ${lines.replaceAll("\n", " / ")}`;
      const differs = keywordDifferences.find(({ cases }) => cases.test(title))?.why;
      const text = `${above[entry.path] ?? ""}${place(entry, lines)}`;
      return { name: title, text, ...(differs === undefined ? {} : { differs }) };
    });
  });
}
