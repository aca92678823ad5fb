/** The blocks beside instances and services: what each needs, and what is said when only the whole block or file shows it. */
import { describe, expect, test } from "vitest";
import { testOutcome } from "../../src/reader/read-configuration.ts";
import { brief, instance, load } from "../support/config-context.ts";

/** Slashes between blanks stand for newlines. */
function lines(text: string): string {
  return text.replaceAll(" / ", "\n");
}

/** What `-t` shows. */
function shown(text: string): string[] {
  const loaded = load(lines(text));
  return brief({ ...loaded, diagnostics: testOutcome(loaded.diagnostics).shown });
}

function exit(text: string): number {
  return testOutcome(load(lines(text)).diagnostics).exitCode;
}

const second = instance().replace("vrrp_instance V", "vrrp_instance W").replace("51", "52");

/** A missing script is what the test's host has of every program: nothing is said of security then. */
const script = "vrrp_script S { / script /bin/x / }";

describe("vrrp_script", () => {
  test.each([
    ["without a script", "vrrp_script S { / }", "2:1-2 error argument-missing"],
    ["with an empty one", 'vrrp_script S { / script "" / }', "3:1-2 error argument-missing"],
    [
      "interval 0 is one second",
      `${script.replace(" }", " interval 0 / }")}`,
      "3:10-11 error value-adjusted",
    ],
    ["rise 0 is one", `${script.replace(" }", " rise 0 / }")}`, "3:6-7 error value-out-of-range"],
    [
      "only reverse may follow the weight",
      `${script.replace(" }", " weight 5 x / }")}`,
      "3:10-11 error option-unknown",
    ],
  ])("%s", (_, text, said) => {
    expect(shown(text)).toEqual([said]);
  });

  test("fractions count to the millisecond", () => {
    expect(shown(script.replace(" }", " interval 1.5 / timeout .001 / }"))).toEqual([]);
    expect(shown(script.replace(" }", " interval 0.0004 / }"))).toEqual([
      "3:10-16 error value-adjusted",
      "3:10-16 error value-adjusted",
    ]);
  });

  test("one that was dropped is not found", () => {
    const tracked = instance("track_script {", "S", "}");
    expect(shown(`vrrp_script S { / } / ${tracked}`)).toEqual([
      "2:1-2 error argument-missing",
      "10:1-2 error name-unknown",
    ]);
  });

  test("a name is needed, words behind it are not looked at", () => {
    expect(exit("vrrp_script { / script /bin/x / }")).toBe(2);
    expect(shown("vrrp_script a b { / script /bin/x / }")).toEqual([]);
  });
});

describe("vrrp_track_process", () => {
  const block = (inner: string) => `vrrp_track_process P { / process x / ${inner} / }`;

  test.each([
    ["quorum 5 / quorum_max 4", ["4:12-13 error value-out-of-range"]],
    ["quorum_max 4 / quorum 5", ["4:8-9 error value-out-of-range"]],
    ["quorum_max 0", []],
    ["weight 0 / weight 6", []],
    ["weight 5 / weight 6", ["4:8-9 error value-duplicate"]],
    ["process y", ["3:9-10 error value-duplicate"]],
    ["delay 0", ["3:7-8 error value-out-of-range"]],
    ["param_match x", ["3:13-14 error value-invalid"]],
    ["weight", ["3:1-7 error argument-missing"]],
  ])("%s", (inner, said) => {
    expect(shown(block(inner))).toEqual(said);
  });

  test("without a process it is dropped", () => {
    expect(shown("vrrp_track_process P { / }")).toEqual(["2:1-2 error argument-missing"]);
  });
});

describe("track_file", () => {
  const block = (inner: string) => `track_file F { / file /run/x / ${inner} / }`;

  test.each([
    ["weight 1 / weight 6", []],
    ["weight 0 / weight 6", ["4:8-9 error value-duplicate"]],
    ["init_file", []],
    ["init_file overwrite -254", []],
    ["init_file 255", ["3:11-14 error value-out-of-range"]],
    ["init_file maybe", ["3:11-16 error option-unknown"]],
    ["file /run/y", ["3:1-12 error block-duplicate"]],
  ])("%s", (inner, said) => {
    expect(shown(block(inner))).toEqual(said);
  });

  test("vrrp_track_file is another name for it", () => {
    const users = instance("track_file {", "F", "}");
    expect(shown(`vrrp_track_file F { / file /run/x / } / ${users}`)).toEqual([]);
    expect(shown(`track_file F { / } / ${users}`)).toEqual([
      "2:1-2 error argument-missing",
      "10:1-2 error name-unknown",
    ]);
  });
});

describe("bfd_instance", () => {
  const block = (inner: string, name = "B") => `bfd_instance ${name} { / ${inner} / }`;

  test.each([
    ["min_rx 5", ["3:1-2 error argument-missing"]],
    ["neighbor_ip x", ["2:13-14 error value-invalid"]],
    ["neighbor_ip x / neighbour_ip 10.0.0.1", ["2:13-14 error value-invalid"]],
    ["neighbor_ip 10.0.0.1 / source_ip fe80::1", ["4:1-2 error address-family-mismatch"]],
    ["neighbor_ip fe80::1 / max_hops 65", ["4:1-2 warning value-adjusted"]],
    ["neighbor_ip 10.0.0.1 / max_hops 255", []],
    ["neighbor_ip 10.0.0.1 / ttl 5 / max_hops 6", ["5:1-2 warning value-adjusted"]],
    ["neighbor_ip 10.0.0.1 / idle_tx 999", ["3:9-12 error value-out-of-range"]],
    ["neighbor_ip 10.0.0.1 / min_tx 1.0001", ["3:8-14 error value-adjusted"]],
  ])("%s", (inner, said) => {
    expect(shown(block(inner))).toEqual(said);
  });

  test("a name has at most 31 bytes and is used once, as a neighbour is", () => {
    expect(shown(block("neighbor_ip 10.0.0.1", "x".repeat(32)))).toEqual(["1:14-46 error name-invalid"]);
    expect(shown(block("neighbor_ip 10.0.0.1", "x".repeat(31)))).toEqual([]);
    expect(shown(`${block("neighbor_ip 10.0.0.1")} / ${block("neighbor_ip 10.0.0.2")}`)).toEqual([
      "4:1-15 error block-duplicate",
    ]);
    expect(shown(`${block("neighbor_ip 10.0.0.1")} / ${block("neighbor_ip 10.0.0.1", "C")}`)).toEqual([
      "6:1-2 error value-duplicate",
    ]);
  });

  test("instances hear of it unless only checks do, whatever its addresses are", () => {
    const tracked = instance("track_bfd {", "B", "}");
    expect(shown(`${block("neighbor_ip 10.0.0.1 / checker")} / ${tracked}`)).toEqual([
      "12:1-2 error name-unknown",
    ]);
    expect(shown(`${block("neighbor_ip 10.0.0.1 / checker / vrrp")} / ${tracked}`)).toEqual([]);
    expect(shown(`${block("neighbor_ip x")} / ${tracked}`)).toEqual(["2:13-14 error value-invalid"]);
  });
});

describe("vrrp_sync_group", () => {
  const both = `${instance()} / ${second}`;

  test("it needs members, each of them an instance in no other group", () => {
    expect(shown("vrrp_sync_group G { / }")).toEqual(["2:1-2 error group-incomplete"]);
    expect(shown(`${both} / vrrp_sync_group G { / group { / V / } / }`)).toEqual([
      "15:1-18 warning group-incomplete",
    ]);
    expect(shown(`${both} / vrrp_sync_group G { / group { / V W X / } / }`)).toEqual([
      "17:5-6 error name-unknown",
    ]);
    expect(shown("vrrp_sync_group G { / group { / X / } / }")).toEqual([
      "1:1-18 error group-incomplete",
      "3:1-2 error name-unknown",
    ]);
    const twice = "vrrp_sync_group G { / group { / V / W / } / } / vrrp_sync_group H { / group { / V / } / }";
    expect(shown(`${both} / ${twice}`)).toEqual([
      "21:1-18 error group-incomplete",
      "23:1-2 error value-duplicate",
    ]);
  });

  test("members may stand below it", () => {
    expect(shown(`vrrp_sync_group G { / group { / V W / } / } / ${both}`)).toEqual([]);
  });

  test("a second list of members ends the block, as in keepalived", () => {
    const text = `${both} / vrrp_sync_group G { / group { / V W / } / group { / V / } / smtp_alert / }`;
    expect(shown(text)).toEqual([
      "19:1-6 error block-duplicate",
      "22:1-11 error keyword-misplaced",
      "23:1-2 error brace-extra",
    ]);
  });

  test("weights of members count only with sync_group_tracking_weight", () => {
    const weighted = instance("track_interface {", "eth1 weight 5", "}");
    const group = (inner: string) => `vrrp_sync_group G { / group { / V W / } / ${inner} / }`;
    expect(shown(`${weighted} / ${second} / ${group("smtp_alert")}`)).toEqual([
      "8:1-14 error value-adjusted",
    ]);
    expect(shown(`${weighted} / ${second} / ${group("sync_group_tracking_weight")}`)).toEqual([]);
  });

  test("an interface is tracked by the group or by a member", () => {
    const group = "vrrp_sync_group G { / group { / V W / } / track_interface { / eth0 / eth1 / } / }";
    expect(shown(`${both} / ${group}`)).toEqual([
      "20:1-5 error value-duplicate",
      "20:1-5 error value-duplicate",
    ]);
    const free = both.replaceAll("virtual_router_id", "dont_track_primary / virtual_router_id");
    expect(shown(`${free} / ${group}`)).toEqual([]);
  });
});

describe("garp_group", () => {
  const block = (inner: string) => `garp_group { / ${inner} / }`;

  test.each([
    ["interface eth0", ["3:1-2 error group-incomplete"]],
    ["garp_interval x", ["2:15-16 error value-invalid"]],
    ["garp_interval -1", ["2:15-17 error value-out-of-range", "3:1-2 error group-incomplete"]],
    ["gna_interval 1 / interface eth0 / interface eth0", ["4:11-15 error value-duplicate"]],
    ["gna_interval 1 / interface lo", []],
    ["gna_interval 1 / interfaces { / }", ["4:1-2 warning argument-missing"]],
    ["gna_interval 1 / interfaces { / eth0 eth0 / }", ["5:1-2 error value-duplicate"]],
    ["gna_interval 1 / interfaces { / eth9 / }", ["5:1-2 fatal interface-missing"]],
  ])("%s", (inner, said) => {
    expect(shown(block(inner))).toEqual(said);
  });

  test("an interface is in one group", () => {
    const one = block("gna_interval 1 / interface eth0");
    expect(shown(`${one} / ${one}`)).toEqual(["7:11-15 error value-duplicate"]);
  });
});

describe("static entries", () => {
  const group = "track_group T { / group { / V / } / }";

  test("they follow a track_group above them by their interface", () => {
    const routes = (inner: string) => `static_routes { / 10.0.0.0/24 ${inner} / }`;
    expect(shown(`${group} / ${routes("dev eth0 track_group T")}`)).toEqual([]);
    expect(shown(`${group} / ${routes("track_group T")}`)).toEqual(["7:1-12 error argument-missing"]);
    expect(shown(`${routes("dev eth0 track_group T")} / ${group}`)).toEqual(["2:1-12 error name-unknown"]);
    const rule = "static_rules { / table 1 preference 5 track_group T / }";
    expect(shown(`${group} / ${rule}`)).toEqual(["7:1-6 error argument-missing"]);
  });

  test("an empty group is said at its closing brace", () => {
    expect(shown("track_group T { / group { / } / }")).toEqual(["3:1-2 warning argument-missing"]);
  });

  test("use_vmac is no word of a static address", () => {
    expect(shown("static_ipaddress { / 10.0.0.1 dev eth0 use_vmac / }")).toEqual([
      "2:19-27 error option-unknown",
    ]);
  });
});
