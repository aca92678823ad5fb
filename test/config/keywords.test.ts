/** The contract that every entry of the keyword table keeps. */
import { describe, expect, test } from "vitest";
import type { Keyword, Keywords } from "../../src/config/keyword.ts";
import { namesIn, pathsWith } from "../../src/config/keyword-places.ts";
import { rootKeywords } from "../../src/config/keywords/root.ts";
import { type Word, wordText } from "../../src/config/line.ts";
import { readPieces } from "../../src/config/pieces.ts";
import { testContext } from "../support/config-context.ts";

interface Entry {
  readonly path: string;
  readonly keyword: Keyword;
  readonly siblings: readonly Keyword[];
}

function entriesIn(keywords: Keywords, path: string): Entry[] {
  const siblings = Object.values(keywords);
  return siblings.flatMap((keyword) => {
    const own = { path, keyword, siblings };
    if (keyword.kind !== "block") return [own];
    return [own, ...entriesIn(keyword.keywords, path === "" ? keyword.name : `${path}/${keyword.name}`)];
  });
}

const entries = entriesIn(rootKeywords, "");
const named = entries.map((entry): [string, Entry] => [`${entry.path}/${entry.keyword.name}`, entry]);

function wordsOf(line: string): Word[] {
  const source = { name: "example", text: line };
  const pieces = readPieces(line);
  return Array.from({ length: pieces.count }, (_, index) => ({ index, kind: pieces.kind(index) }))
    .filter(({ kind }) => kind === "word" || kind === "quoted")
    .map(({ index, kind }) => {
      const [start, end] = [pieces.start(index), pieces.end(index)];
      return { raw: line.slice(start, end), quoted: kind === "quoted", source, start, end };
    });
}

describe.each(named)("%s", (_, { path, keyword, siblings }) => {
  test("is a keyword of keepalived in this block", () => {
    expect(namesIn(path).has(keyword.name)).toBe(true);
    expect(siblings.filter((sibling) => sibling.name === keyword.name)).toHaveLength(1);
  });

  test("says what it is for in one sentence", () => {
    expect(keyword.doc).toMatch(/^[A-Z].{10,150}[^.]\.$/);
  });

  test("its example is read without a remark", () => {
    if (keyword.kind === "alias") {
      const target = siblings.find((sibling) => sibling.name === keyword.of);
      expect(target?.kind).toMatch(/^(value|flag|list|block)$/);
      return;
    }
    const [first, ...rest] = wordsOf(keyword.example);
    expect(first && wordText(first)).toBe(keyword.name);
    const form =
      keyword.kind === "value" ? keyword.form : keyword.kind === "block" ? keyword.head : undefined;
    if (form !== undefined) expect(form.read(rest, testContext())).toMatchObject({ ok: true, remarks: [] });
    const opens = keyword.example.endsWith("{");
    expect(opens).toBe(keyword.kind === "block" || (keyword.kind === "list" && keyword.braces));
  });

  test("a default that is a value is one that could be written", () => {
    if (keyword.kind !== "value" || keyword.default.kind !== "value") return;
    const printed = keyword.form.print(keyword.default.value);
    expect(keyword.form.read(wordsOf(printed), testContext())).toMatchObject({
      ok: true,
      value: keyword.default.value,
    });
  });
});

test("all keywords of the tutorials are there", () => {
  const expected = {
    "": "global_defs vrrp_instance virtual_server",
    global_defs: "router_id",
    vrrp_instance: "state interface virtual_router_id priority advert_int virtual_ipaddress authentication",
    "vrrp_instance/authentication": "auth_type auth_pass",
    virtual_server:
      "delay_loop lb_algo lvs_sched lb_kind lvs_method persistence_timeout protocol real_server",
    "virtual_server/real_server": "weight lvs_method TCP_CHECK",
    "virtual_server/real_server/TCP_CHECK":
      "connect_ip connect_port connect_timeout retry delay_before_retry",
  };
  const wanted = Object.entries(expected).flatMap(([path, names]) =>
    names.split(" ").map((name) => `${path}/${name}`),
  );
  expect(wanted).toHaveLength(29);
  expect(wanted.filter((name) => !named.some(([own]) => own === name))).toEqual([]);
});

test("the names of keepalived 2.4.3 are complete", () => {
  const paths = ["vrrp_instance/auth_hmac", "virtual_server/real_server/SSL_GET/url", "bfd_instance"];
  expect(paths.map((path) => namesIn(path).size)).toEqual([5, 11, 15]);
  expect(namesIn("").get("vrrp_sync_group")).toEqual({ braces: true });
  expect(namesIn("").get("vrrp_track_file")).toEqual({ braces: true, aliasOf: "track_file" });
  expect(namesIn("virtual_server/real_server/HTTP_GET").get("nb_get_retry")).toEqual({
    braces: false,
    aliasOf: "retry",
  });
  expect(pathsWith("quorum_max")).toEqual(["vrrp_track_process"]);
});
