/** What an editor is told of texts in any state: places, words, names over files. */
import { describe, expect, test } from "vitest";
import type { Workspace } from "../../src/lsp/workspace.ts";
import { MAIN, withCursor, workspaceOf } from "./workspace-files.ts";

const PART = "file:///etc/keepalived/conf.d/part.conf";

function opened(marked: string, workspace = workspaceOf()) {
  const { text, position } = withCursor(marked);
  workspace.set(MAIN, text);
  return { workspace, position };
}

/** Which further findings there are is the rules' affair. */
const errorsIn = (workspace: Workspace, uri: string) =>
  workspace
    .diagnose()
    .get(uri)
    ?.filter(({ severity }) => severity === 1);

const inBraces = (use: string) => use.replace(/^\$(.*)$/, "$${$1}");

const labels = (marked: string, workspace?: Workspace) => {
  const { workspace: own, position } = opened(marked, workspace);
  return own.completions(MAIN, position, true).map(({ label }) => label);
};

const hoverOf = (marked: string) => {
  const { workspace, position } = opened(marked);
  return workspace.hover(MAIN, position)?.text;
};

describe("diagnostics", () => {
  test("columns are UTF-16 units, although the reader counts bytes", () => {
    const workspace = workspaceOf();
    workspace.set(MAIN, 'global_defs {\n  router_id "é𝄞"\n  "é𝄞" x\n}\n');
    const range = (line: number, from: number, to: number) => ({
      start: { line, character: from },
      end: { line, character: to },
    });
    expect(errorsIn(workspace, MAIN)).toMatchObject([{ severity: 1, range: range(2, 2, 7) }]);
  });

  test("severity, source and the place that belongs to it are told", () => {
    const workspace = workspaceOf();
    workspace.set(
      MAIN,
      "$P=300\nvrrp_instance A {\n interface eth0\n virtual_router_id 7\n priority $P\n virtual_ipaddress {\n  192.0.2.1/24\n }\n}\n",
    );
    expect(errorsIn(workspace, MAIN)).toMatchObject([
      {
        source: "vigil",
        severity: 1,
        range: { start: { line: 4, character: 10 }, end: { line: 4, character: 12 } },
        relatedInformation: [{ location: { uri: MAIN, range: { start: { line: 0, character: 3 } } } }],
      },
    ]);
  });

  test("an included file that is open counts as the editor has it, and is found by the file that includes it", () => {
    const workspace = workspaceOf({
      "/etc/keepalived/keepalived.conf": "global_defs {\n include conf.d/*.conf\n}\n",
      "/etc/keepalived/conf.d/part.conf": "router_id fine\n",
    });
    workspace.set(PART, "router_idd wrong\n");
    expect(errorsIn(workspace, PART)).toMatchObject([{ code: "config/keyword-unknown" }]);
    workspace.set(PART, "router_id right\n");
    expect(errorsIn(workspace, PART)).toEqual([]);
  });

  test("a file on the disk that changed is read again when the editor says so", () => {
    const disk: Record<string, string> = { "/etc/keepalived/a.conf": "global_defs {\n}\n" };
    const workspace = workspaceOf(disk);
    workspace.set(MAIN, "include a.conf\n");
    expect(errorsIn(workspace, MAIN)).toEqual([]);
    disk["/etc/keepalived/a.conf"] = "bogus\n";
    workspace.forget();
    expect(errorsIn(workspace, "file:///etc/keepalived/a.conf")).toMatchObject([{ severity: 1 }]);
  });
});

test("what is deprecated is struck out", () => {
  const place = { file: "/etc/keepalived/keepalived.conf", line: 1, column: 1 };
  const finding = {
    rule: "config/keyword-deprecated",
    level: "info",
    message: "m",
    remedy: "r",
    place,
    endColumn: 2,
  } as const;
  const workspace = workspaceOf({}, { lint: () => [finding] });
  workspace.set(MAIN, "x\n");
  expect(workspace.diagnose().get(MAIN)).toMatchObject([{ tags: [2], severity: 3, message: "m\nr" }]);
});

describe("hover", () => {
  test("explains the keyword in its block", () => {
    expect(hoverOf("vrrp_instance A {\n prior|ity 3\n}\n")).toContain(
      "**priority**, in vrrp\\_instance".replace("\\", ""),
    );
    expect(hoverOf("vrrp_script A {\n wei|ght 3\n}\n")).toContain("**weight**, in vrrp_script");
    expect(hoverOf("virtual_server 192.0.2.1 80 {\n real_server 192.0.2.2 80 {\n wei|ght 3\n")).toContain(
      "**weight**, in virtual_server / real_server",
    );
  });
  test("explains the list around an entry", () => {
    expect(hoverOf("vrrp_instance A {\n virtual_ipaddress {\n 192.0|.2.1\n")).toContain(
      "**virtual_ipaddress**",
    );
  });
  test("shows what a name stands for", () => {
    const script = "vrrp_script chk {\n script /bin/true\n}\n";
    expect(hoverOf(`${script}vrrp_instance A {\n track_script {\n  ch|k\n`)).toContain("script /bin/true");
    expect(hoverOf("$VIP=192.0.2.1\nvrrp_instance A {\n virtual_ipaddress {\n  $VI|P\n")).toContain(
      "$VIP=192.0.2.1",
    );
  });
  test("has nothing to say in a comment, on blanks and of unknown words", () => {
    for (const text of ["# prio|rity\n", "global_defs {\n| \n}\n", "bog|us 1\n"])
      expect(hoverOf(text)).toBeUndefined();
  });
});

describe("completion", () => {
  test("offers the block's keywords with their help, blocks as snippets, deprecated ones last", () => {
    const { workspace, position } = opened("vrrp_instance A {\n  |\n}\n");
    const items = workspace.completions(MAIN, position, true);
    expect(items.find(({ label }) => label === "priority")).toMatchObject({
      detail: "priority <1..255>",
      documentation: { kind: "markdown", value: expect.stringContaining("**priority**") },
      textEdit: { newText: "priority $0" },
    });
    expect(items.find(({ label }) => label === "track_script")).toMatchObject({
      textEdit: { newText: "track_script {\n    $0\n}" },
    });
    expect(items.map(({ label }) => label)).not.toContain("global_defs");
    const old = items.filter(({ tags }) => tags !== undefined);
    expect(old.length).toBeGreaterThan(0);
    expect(old.every(({ sortText }) => sortText?.startsWith("1"))).toBe(true);
  });
  test("without snippets a keyword is its name", () => {
    const { workspace, position } = opened("vrrp_in|");
    const [item] = workspace
      .completions(MAIN, position, false)
      .filter(({ label }) => label === "vrrp_instance");
    expect(item?.textEdit).toEqual({
      newText: "vrrp_instance",
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 7 } },
    });
  });
  test("offers a block's keywords while the braces above do not fit", () => {
    expect(labels("vrrp_script chk {\n script /bin/true\nvrrp_instance A {\n pri|\n}\n")).toContain(
      "priority",
    );
  });
  test("offers the values of choices, word by word", () => {
    expect(labels("vrrp_instance A {\n state |\n}\n")).toEqual(["MASTER", "BACKUP"]);
    expect(labels("virtual_server 192.0.2.1 80 {\n lb_kind D|\n}\n")).toEqual(["NAT", "DR", "TUN"]);
    expect(labels("virtual_server |\n")).toEqual(["fwmark", "group"]);
    expect(labels("global_defs {\n router_id |\n}\n")).toEqual([]);
  });
  test("offers the names that there are", () => {
    const scripts = "vrrp_script a {\n}\nvrrp_script b {\n}\nvrrp_instance I {\n}\n";
    expect(labels(`${scripts}vrrp_instance X {\n track_script {\n  |\n }\n}\n`)).toEqual(["a", "b"]);
    expect(labels(`${scripts}vrrp_instance X {\n track_script {\n  a |\n }\n}\n`)).toEqual(["weight"]);
    expect(labels(`${scripts}vrrp_sync_group G {\n group {\n  |\n }\n}\n`)).toEqual(["I"]);
    expect(labels("virtual_server_group w {\n}\nvirtual_server group |\n")).toEqual(["w"]);
  });
  test("offers definitions behind a dollar sign, and nothing in comments", () => {
    expect(labels("$VIP=1\n$NET=2\nvrrp_instance A {\n priority $|\n}\n")).toEqual(
      ["$VIP", "$NET"].map(inBraces),
    );
    expect(labels("# |\n")).toEqual([]);
  });
  test("knows the block around an include", () => {
    const workspace = workspaceOf({
      "/etc/keepalived/keepalived.conf": "vrrp_instance A {\n include conf.d/*.conf\n}\n",
    });
    const { text, position } = withCursor("pri|\n");
    workspace.set(PART, text);
    expect(workspace.completions(PART, position, true).map(({ label }) => label)).toContain("priority");
  });
});

describe("names", () => {
  const disk = {
    "/etc/keepalived/keepalived.conf":
      "$W=-5\ninclude conf.d/*.conf\nvrrp_instance A {\n interface eth0\n virtual_router_id 7\n virtual_ipaddress {\n 192.0.2.1/24\n }\n track_script {\n  chk weight $W\n }\n}\nvrrp_sync_group G {\n group {\n  A\n }\n}\n",
    "/etc/keepalived/conf.d/part.conf": "vrrp_script chk {\n script /bin/true\n}\n",
  };
  const range = (line: number, from: number, to: number) => ({
    start: { line, character: from },
    end: { line, character: to },
  });

  test("lead over includes to where they are defined", () => {
    const workspace = workspaceOf(disk);
    workspace.set(MAIN, disk["/etc/keepalived/keepalived.conf"]);
    expect(workspace.definition(MAIN, { line: 9, character: 3 })).toEqual([
      { uri: PART, range: range(0, 12, 15) },
    ]);
    expect(workspace.definition(MAIN, { line: 9, character: 15 })).toEqual([
      { uri: MAIN, range: range(0, 1, 2) },
    ]);
    expect(workspace.definition(MAIN, { line: 14, character: 2 })).toEqual([
      { uri: MAIN, range: range(2, 14, 15) },
    ]);
    expect(workspace.definition(MAIN, { line: 1, character: 12 })).toEqual([
      { uri: PART, range: range(0, 0, 0) },
    ]);
    expect(workspace.definition(MAIN, { line: 3, character: 5 })).toEqual([]);
  });
  test("are found wherever they are used", () => {
    const workspace = workspaceOf(disk);
    workspace.set(PART, disk["/etc/keepalived/conf.d/part.conf"]);
    const at = { line: 0, character: 13 };
    expect(workspace.references(PART, at, false)).toEqual([{ uri: MAIN, range: range(9, 2, 5) }]);
    expect(workspace.references(PART, at, true)).toHaveLength(2);
  });
  test("are renamed in all files at once", () => {
    const workspace = workspaceOf(disk);
    workspace.set(MAIN, disk["/etc/keepalived/keepalived.conf"]);
    expect(workspace.renamable(MAIN, { line: 9, character: 3 })).toEqual({
      range: range(9, 2, 5),
      placeholder: "chk",
    });
    expect(workspace.rename(MAIN, { line: 9, character: 3 }, "prüfen")).toEqual({
      changes: {
        [MAIN]: [{ range: range(9, 2, 5), newText: "prüfen" }],
        [PART]: [{ range: range(0, 12, 15), newText: "prüfen" }],
      },
    });
    expect(workspace.renamable(MAIN, { line: 3, character: 5 })).toBeUndefined();
  });
  test("are not renamed to what cannot be one, is taken, or would lose a use", () => {
    const workspace = workspaceOf();
    workspace.set(
      MAIN,
      '$S=chk\nvrrp_script chk {\n script "/bin/true"\n}\nvrrp_script other {\n script "/bin/true"\n}\nvrrp_instance A {\n interface eth0\n virtual_router_id 7\n virtual_ipaddress {\n 192.0.2.1/24\n }\n track_script {\n  $S\n }\n}\n',
    );
    const at = { line: 1, character: 13 };
    expect(workspace.rename(MAIN, at, "a b")).toContain("is no name");
    expect(workspace.rename(MAIN, at, "other")).toContain("already");
    expect(workspace.rename(MAIN, at, "fresh")).toContain("keepalived.conf:15 would say: track_script");
    expect(workspace.rename(MAIN, { line: 8, character: 2 }, "x")).toContain("Nothing with a name");
  });
});

describe("what the linter mends and formats", () => {
  test("a fix is a quick fix where its finding stands", () => {
    const place = { file: "/etc/keepalived/keepalived.conf", line: 2, column: 3 };
    const fix = { title: "write y", edits: [{ file: place.file, start: 4, end: 5, text: "y" }] };
    const lint = () => [{ rule: "a/b", level: "warning", message: "m", place, endColumn: 4, fix } as const];
    const workspace = workspaceOf({}, { lint });
    workspace.set(MAIN, "é\n x z\n");
    const here = { start: { line: 1, character: 2 }, end: { line: 1, character: 2 } };
    expect(workspace.quickFixes(MAIN, here)).toMatchObject([
      {
        title: "write y",
        kind: "quickfix",
        diagnostics: [{ code: "a/b", severity: 2 }],
        edit: { changes: { [MAIN]: [{ newText: "y", range: { start: { line: 1, character: 1 } } }] } },
      },
    ]);
    expect(
      workspace.quickFixes(MAIN, { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } }),
    ).toEqual([]);
  });
  test("formatting is one edit of what differs", () => {
    const workspace = workspaceOf({}, { format: (text) => text.replace("  x", " \xc3\xa8") });
    workspace.set(MAIN, "a\n\xe9  x\nb\n");
    expect(workspace.formats).toBe(true);
    expect(workspaceOf().formats).toBe(false);
    expect(workspace.formatting(MAIN)).toEqual([
      { newText: "è", range: { start: { line: 1, character: 2 }, end: { line: 1, character: 4 } } },
    ]);
  });
});
