/** What a user reads: unknown keywords with the nearest known one, braces, and where each thing stands. */
import { describe, expect, test } from "vitest";
import { formatDiagnostic } from "../../src/config/diagnostic.ts";
import { editDistance, nearestName } from "../../src/config/nearest-name.ts";
import { instance, load, service } from "../support/config-context.ts";

const said = (text: string) => load(text).diagnostics.map(formatDiagnostic);

describe("unknown keywords", () => {
  const inCheck = (line: string) => said(service({ server: ["TCP_CHECK {", line, "}"] }));

  test("a misspelt one names the nearest, and what runs until it is mended", () => {
    expect(inCheck("delay_beefore_retry 3")).toEqual([
      "(k.conf: Line 8) unknown keyword 'delay_beefore_retry' in TCP_CHECK, the line is ignored: did you mean 'delay_before_retry'? " +
        "Until it is mended, delay_before_retry is the real server's value, else 1 s",
    ]);
  });

  test("one that belongs elsewhere says where, and what to write here", () => {
    expect(inCheck("nb_get_retry 3")).toEqual([
      "(k.conf: Line 8) unknown keyword 'nb_get_retry' in TCP_CHECK, the line is ignored: it is known in HTTP_GET, SSL_GET; write 'retry' here",
    ]);
    expect(said(service({ server: ["lb_kind NAT"] }))[0]).toContain(
      "it is known in virtual_server; move it there, or remove it",
    );
  });

  test("one that is read and does nothing yet is a hint, once for all of its lines", () => {
    const { diagnostics } = load(service({ server: ["inhibit_on_failure", "inhibit_on_failure"] }));
    const found = diagnostics.filter(({ code }) => code === "keyword-without-effect");
    expect(found.map(({ severity, place }) => [severity, place.line])).toEqual([["hint", 7]]);
    expect(found[0]?.message).toBe("'inhibit_on_failure' has no effect yet, nor on 1 further line");
  });

  test("nothing near is nothing guessed", () => {
    expect(inCheck("xyzzy")[0]).toContain("remove it, or correct its spelling");
  });

  test("a byte order mark is named as the cause", () => {
    expect(said("\xef\xbb\xbfglobal_defs {\n}")[0]).toContain("byte order mark");
  });

  test("distances", () => {
    expect(editDistance("wieght", "weight")).toBe(1);
    expect(editDistance("kitten", "sitting")).toBe(3);
    expect(nearestName("intreface", ["state", "interface"])).toBe("interface");
    expect(nearestName("x", ["state"])).toBeUndefined();
  });
});

describe("braces", () => {
  test("an unknown block is not skipped: its '}' closes the block around it, as in keepalived", () => {
    const result = load(
      "vrrp_instance V {\n  interface eth0\n  virtual_router_id 3\n  foo {\n    priority 7\n  }\n  priority 8\n}",
    );
    expect(result.diagnostics.map(({ place, code }) => [place.line, code])).toEqual([
      [1, "virtual-address-none"],
      [4, "keyword-unknown"],
      [4, "brace-unexpected"],
      // `priority 7` is read: only the braces of an unknown block are ignored.
      [7, "keyword-misplaced"],
      [8, "brace-extra"],
    ]);
    expect(result.config?.vrrpInstances[0]?.priority).toBe(7);
  });

  test.each(["rr", "wrr"])(
    "'{' does not follow from an unknown word lines above it, with %s between them",
    (scheduler) => {
      // `lb_algo rr` was read before, `lb_algo wrr` was not.
      const text = `${service()}\nvirtual_server 10.0.0.3 80 {\n foo\n lb_algo ${scheduler}\n {\n}`;
      const brace = load(text).diagnostics.find(({ code }) => code === "brace-unexpected");
      expect(brace).toBeDefined();
      expect(brace?.cause).toBeUndefined();
    },
  );

  test("a block that is never closed is named where it opens", () => {
    expect(said(instance("authentication {", "auth_type PASS", "auth_pass x", "}").slice(0, -2))).toEqual([
      "one '}' is missing at the end of the file: 'vrrp_instance' opened here is never closed; add '}' where it ends [k.conf line 1]",
    ]);
    expect(said("virtual_server 10.0.0.1 80 {\n real_server 10.0.0.2 80 {\n").at(-1)).toContain(
      "2 '}' are missing",
    );
  });

  test("one too many, and one missing before a block", () => {
    expect(said(`${instance()}\n}`)).toEqual([
      "(k.conf: Line 8) this '}' closes nothing: there is one more than '{' up to here; remove it or add the '{'",
    ]);
    expect(said("global_defs\n router_id x\n}").map((line) => line.slice(0, 50))).toEqual([
      "(k.conf: Line 2) '{' is missing before this line: ",
      "(k.conf: Line 3) this '}' closes nothing: there is",
    ]);
  });

  test("placement does not matter", () => {
    const spread = service({ server: ["TCP_CHECK", "{", "retry 2 }"] });
    const tight = service({ server: ["TCP_CHECK { retry 2", "}"] });
    expect(load(spread).config?.virtualServers[0]?.realServers[0]?.checkers).toMatchObject([{ retry: 2 }]);
    expect(load(tight).config?.virtualServers[0]?.realServers[0]?.checkers).toMatchObject([{ retry: 2 }]);
    expect([...said(spread), ...said(tight)]).toEqual([]);
  });

  test("settings on the brace's line are one line", () => {
    expect(said(instance("authentication { auth_type PASS auth_pass x }"))).toEqual([
      "(V) authentication without auth_pass is ignored, it runs without: write auth_pass on a line of its own [k.conf line 7]",
      "(k.conf: Line 7) 'auth_pass' stands behind auth_type and is passed over: a line holds one keyword",
    ]);
  });
});

test("what was written, what runs, how to mend it", () => {
  expect(said(instance("priority 300"))).toEqual([
    "(k.conf: Line 7) priority: 300 is outside 1 to 255; it runs as 100. Write a whole number from 1 to 255",
  ]);
  expect(said(instance("advert_int 2", "advert_int x"))).toEqual([
    "(k.conf: Line 8) advert_int: 'x' is not a number of seconds; it runs as 2. Write seconds from 0.01 to 255, with up to 6 decimal places",
  ]);
  expect(said(instance("interface eth9"))).toEqual([
    "(k.conf: Line 7) interface was written on line 2 already: this line replaces it, and it runs as eth9",
    "(k.conf: Line 7) interface: there is no interface 'eth9' (this host has eth0, eth1), so VRRP cannot start; create it or correct the name",
  ]);
});
