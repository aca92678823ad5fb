/** No text and no edit may break the editor's server: every question is answered at every place of texts that random edits spoilt. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { MAIN, workspaceOf } from "./workspace-files.ts";

const start = `$VIP=192.0.2.1/24
@^x include part.conf
~SEQ(i, 1, 3) vrrp_script s$i {
}
vrrp_script chk {
  script "/bin/true"
}
vrrp_instance A {
  interface eth0 # é
  virtual_router_id 7
  track_script {
    chk weight 3
  }
  virtual_ipaddress { $VIP }
}
vrrp_sync_group G { group { A } }
virtual_server_group W {
  192.0.2.1 80
}
virtual_server group W {
  real_server 192.0.2.2 80 {
    TCP_CHECK {
    }
  }
}
`;

const bits = fc.constantFrom(
  ...'{}"$~@#!\\\n\r\t \0',
  ...[
    "$VIP",
    "$A=\\\n",
    "include part.conf\n",
    "~SEQ(",
    "vrrp_instance X {\n",
    "}\n",
    "track_script {",
    "é𝄞",
    "\ud834",
    " group ",
  ],
);
const edits = fc.array(fc.record({ at: fc.nat(1000), length: fc.nat(30), text: bits }), { maxLength: 6 });

test("random edits", () => {
  fc.assert(
    fc.property(edits, fc.nat(40), fc.nat(30), (changes, line, character) => {
      const workspace = workspaceOf({
        "/etc/keepalived/part.conf": "include keepalived.conf\nvrrp_script p {\n",
      });
      let text = start;
      for (const { at, length, text: put } of changes) {
        text = text.slice(0, at) + put + text.slice(at + length);
        workspace.set(MAIN, text);
      }
      workspace.set(MAIN, text);
      const position = { line, character };
      const diagnostics = [...workspace.diagnose().values()].flat();
      for (const { range } of diagnostics) {
        expect(range.end.line).toBeGreaterThanOrEqual(range.start.line);
        expect(range.start.character).toBeGreaterThanOrEqual(0);
      }
      workspace.hover(MAIN, position);
      workspace.completions(MAIN, position, true);
      workspace.definition(MAIN, position);
      workspace.references(MAIN, position, true);
      workspace.renamable(MAIN, position);
      workspace.rename(MAIN, position, "other");
      workspace.quickFixes(MAIN, { start: position, end: position });
      workspace.close(MAIN);
    }),
    { numRuns: 60 },
  );
});

test("what nests or repeats without end takes a moment, not more", () => {
  const much = [
    "{".repeat(20_000),
    "vrrp_instance a {\n".repeat(1000),
    `vrrp_sync_group g {\n group {\n${"a ".repeat(50_000)}`,
  ];
  for (const text of much) {
    const workspace = workspaceOf();
    workspace.set(MAIN, text);
    expect(workspace.diagnose().get(MAIN)?.length).toBeGreaterThan(0);
    expect(workspace.rename(MAIN, { line: 0, character: 15 }, "b")).toBeDefined();
  }
});
