/** The keywords of `vrrp_instance` that depend on each other, and what is checked when the whole block is known. */
import { describe, expect, test } from "vitest";
import type { VrrpInstanceConfig } from "../../src/config/model.ts";
import { formatAddress } from "../../src/values/address.ts";
import { brief, instance, load, testContext } from "../support/config-context.ts";

/** As `instance()` without its address: added lines stand from line 4 on. */
function bare(...lines: readonly string[]): string {
  return ["vrrp_instance V {", "interface eth0", "virtual_router_id 51", ...lines, "}"].join("\n");
}

function running(text: string): VrrpInstanceConfig {
  const found = load(text).config?.vrrpInstances[0];
  if (found === undefined) throw new Error("no instance");
  return found;
}

const peers = (...lines: readonly string[]) => ["unicast_peer {", ...lines, "}"];
const addresses = (...lines: readonly string[]) => ["virtual_ipaddress {", ...lines, "}"];

/** Codes alone, hints left out. */
function said(text: string, mode: "daemon" | "test" = "test"): string[] {
  return load(text, { mode })
    .diagnostics.filter(({ severity }) => severity !== "hint")
    .map(({ severity, code }) => `${severity} ${code}`);
}

describe("the first address fixes the family", () => {
  test.each([
    ["a peer", [...peers("fe80::1"), ...addresses("10.0.0.1")], "8:1-9"],
    ["a source", ["mcast_src_ip fe80::1", ...addresses("10.0.0.1")], "6:1-9"],
    ["a group", ["mcast_dst_ip ff02::19", ...addresses("10.0.0.1")], "6:1-9"],
    ["an address", [...addresses("fd00::1"), "mcast_src_ip 10.0.0.1"], "7:14-22"],
    ["native_ipv6", ["native_ipv6", ...addresses("10.0.0.1")], "6:1-9"],
    ["an ipvlan", ["use_ipvlan fe80::2/64", ...addresses("10.0.0.1")], "6:1-9"],
  ])("%s", (_, lines, at) => {
    expect(brief(load(bare(...lines)))).toContain(`${at} error address-family-mismatch`);
  });

  test("native_ipv6 behind IPv4 addresses", () => {
    expect(brief(load(instance("native_ipv6")))).toContain("7:1-12 error address-family-mismatch");
  });

  test("excluded addresses may be of either", () => {
    const text = instance("virtual_ipaddress_excluded {", "fd00::1", "10.0.0.7", "}");
    expect(running(text).settings.virtualIpaddressExcluded).toHaveLength(2);
  });
});

describe("the version", () => {
  test.each([
    [["version 2", "version 3"], 2, ["error value-invalid"]],
    [["version 3", "version 2"], 3, ["error value-invalid"]],
    [["version 2", "version 2"], 2, []],
    [[...addresses("fd00::1"), "version 2"], 3, ["error value-invalid"]],
    [addresses("fd00::1"), 3, []],
    [addresses("10.0.0.1"), 2, []],
  ])("%j", (lines, version, messages) => {
    const text = bare(...lines, ...(lines.includes("virtual_ipaddress {") ? [] : addresses("10.0.0.1")));
    expect(running(text).version).toBe(version);
    expect(said(text)).toEqual(messages);
  });

  test("comes from global_defs where the instance has none", () => {
    const globals = "global_defs {\nvrrp_version 3\n}\n";
    expect(running(globals + instance()).version).toBe(3);
    expect(running(globals + instance("version 2")).version).toBe(2);
  });

  test("3 counts in steps of 10 ms up to 40.95 s", () => {
    const interval = (text: string) => running(instance("version 3", `advert_int ${text}`)).advertIntervalUs;
    expect([interval("0.013"), interval("41"), interval("0.5")]).toEqual([10_000, 40_950_000, 500_000]);
  });
});

describe("what the daemon cannot do yet it does not start with, and the test takes", () => {
  test.each([
    ["IPv6", bare(...addresses("fd00::1"))],
    ["version 3", instance("version 3")],
    ["AH", instance("authentication {", "auth_type AH", "auth_pass x", "}")],
    ["unicast", instance(...peers("10.0.0.3"))],
    ["a VMAC", instance("use_vmac")],
    ["another group", instance("mcast_dst_ip 224.0.0.19")],
    ["an address on a VMAC", bare(...addresses("10.0.0.1 dev eth1 use_vmac"))],
  ])("%s", (_, text) => {
    expect(said(text)).toEqual([]);
    expect(load(text).config).toBeDefined();
    expect(said(text, "daemon")).toEqual(["fatal keyword-unsupported"]);
    expect(load(text, { mode: "daemon" }).config).toBeUndefined();
  });
});

describe("no address", () => {
  test.each([
    [[], "error virtual-address-none"],
    [["version 3"], "fatal virtual-address-none"],
    [["strict_mode"], "fatal virtual-address-none"],
    [["strict_mode", "no_virtual_ipaddress"], "fatal virtual-address-none"],
    [["no_virtual_ipaddress"], undefined],
    [["version 3", "no_virtual_ipaddress"], undefined],
  ])("%j", (lines, message) => {
    expect(said(bare(...lines))).toEqual(message === undefined ? [] : [message]);
  });
});

describe("strict mode", () => {
  test.each([
    ["preempt_delay 3"],
    ["accept"],
    ["down_timer_adverts 4"],
    ["lower_prio_no_advert off"],
    ["higher_prio_send_advert"],
    ["garp_lower_prio_repeat 1"],
    ["garp_lower_prio_delay 1"],
    ["use_vmac 02:00:00:00:00:01"],
  ])("does not know %s", (line) => {
    expect(said(instance("strict_mode", line))).toEqual(["error value-adjusted"]);
    expect(said(instance(line))).toEqual([]);
  });

  test.each([
    ["accept", "version 3"],
    ["down_timer_adverts 3"],
    ["lower_prio_no_advert on"],
    ["garp_lower_prio_repeat 0"],
    ["use_vmac"],
  ])("allows %s", (...lines) => {
    expect(said(instance("strict_mode", ...lines))).toEqual([]);
  });

  test("is on for all by vrrp_strict, save where strict_mode is off", () => {
    const globals = "global_defs {\nvrrp_strict\n}\n";
    expect(said(globals + instance("preempt_delay 3"))).toEqual(["error value-adjusted"]);
    expect(said(globals + instance("preempt_delay 3", "strict_mode off"))).toEqual([]);
  });

  test("state MASTER and priority 255 go together", () => {
    const master = instance("strict_mode", "state MASTER", "priority 100");
    expect(said(master)).toEqual(["warning value-adjusted"]);
    expect(running(master).initialState).toBe("BACKUP");
    expect(said(instance("strict_mode", "state BACKUP", "priority 255"))).toEqual(["warning value-adjusted"]);
    expect(said(instance("state MASTER", "priority 100"))).toEqual([]);
  });

  test("has no authentication, and sends no ARP in answer to lower priorities", () => {
    const text = instance("strict_mode", "authentication {", "auth_type PASS", "auth_pass x", "}");
    expect(said(text)).toEqual(["error authentication-incomplete"]);
    expect(running(text).authentication).toEqual({ type: "none" });
    expect(running(text).gratuitousArp).toMatchObject({ lowerPriorityDelayUs: 0, lowerPriorityRepeat: 0 });
  });
});

describe("preemption", () => {
  test.each([
    [["nopreempt", "priority 255"], true, ["error nopreempt-cleared"]],
    [["nopreempt", "state MASTER", "priority 9"], true, ["error nopreempt-cleared"]],
    [["preempt", "nopreempt"], false, []],
    [["nopreempt", "preempt_delay 3"], false, ["error value-adjusted"]],
    [["nopreempt", "preempt_delay 0"], false, []],
    [["preempt_delay 3", "state MASTER"], true, ["error value-adjusted"]],
    [["preempt_delay 3"], true, []],
    [["preempt_delay 3", "preempt_delay x", "nopreempt"], false, ["error value-invalid"]],
  ])("%j", (lines, preempt, messages) => {
    expect(running(instance(...lines)).preempt).toBe(preempt);
    expect(said(instance(...lines))).toEqual(messages);
  });
});

describe("unicast", () => {
  test.each([
    "unicast_src_ip 10.0.0.1",
    "check_unicast_src",
    "old_unicast_checksum",
    "unicast_peer {\n}",
    "unicast_peer {\nx\n}",
  ])("%s without peers means multicast", (line) => {
    expect(said(instance(line))).toContain("error option-unsupported");
    expect(said(instance(line, "unicast_fault_no_peer"))).not.toContain("error option-unsupported");
  });

  test("unicast_ttl without peers is taken back at the closing brace", () => {
    const text = instance("unicast_ttl 3");
    expect(brief(load(text))).toContain("8:1-2 error option-unsupported");
    expect(running(text).settings.unicastTtl).toBeUndefined();
    expect(running(instance("unicast_ttl 3", ...peers("10.0.0.3"))).settings.unicastTtl).toBe(3);
  });

  test("a VMAC is passed by, which is said at the closing brace", () => {
    const text = instance("use_vmac", ...peers("10.0.0.3"));
    expect(brief(load(text))).toContain("11:1-2 error value-adjusted");
    expect(running(text).settings.vmacXmitBase).toBe(true);
    expect(said(instance("use_vmac", "vmac_xmit_base", ...peers("10.0.0.3")))).toEqual([]);
  });

  test.each([
    ["10.0.0.3", { minTtl: 0, maxTtl: 255, checksTtl: false }, []],
    ["10.0.0.3/24", { minTtl: 0, maxTtl: 255, checksTtl: false }, []],
    ["10.0.0.3 min_ttl 2 max_ttl 3", { minTtl: 2, maxTtl: 3, checksTtl: true }, []],
    ["10.0.0.3 max_ttl 256", { maxTtl: 255, checksTtl: false }, ["error value-out-of-range"]],
    ["10.0.0.3 min_ttl 3 max_ttl 2", { minTtl: 3, maxTtl: 2 }, ["error value-out-of-range"]],
    ["10.0.0.3 10.0.0.4", { minTtl: 0 }, ["error option-unknown"]],
    ["10.0.0.3 min_ttl", { minTtl: 0 }, ["error argument-missing"]],
  ])("peer %s", (line, peer, messages) => {
    const text = instance(...peers(line));
    expect(running(text).settings.unicastPeer).toMatchObject([peer]);
    expect(said(text)).toEqual(messages);
  });

  test("with a source address needs no interface, save for a link-local one", () => {
    const text = (source: string, peer: string) =>
      ["vrrp_instance V {", "virtual_router_id 5", `unicast_src_ip ${source}`, ...peers(peer), "}"].join(
        "\n",
      );
    expect(said(text("10.0.0.1", "10.0.0.2"))).toEqual(["error virtual-address-none"]);
    expect(running(text("10.0.0.1", "10.0.0.2")).interfaceName).toBe("eth0");
    expect(said(text("fe80::1", "fe80::2"))).toEqual(["fatal interface-unset"]);
  });
});

describe("interfaces", () => {
  test("the own one need not be tracked, and another only once", () => {
    const text = instance("track_interface {", "eth0", "eth1 weight 3", "eth1", "}");
    expect(brief(load(text)).filter((line) => !line.includes("hint"))).toEqual([
      "8:1-5 warning interface-tracked-anyway",
      "10:1-5 error value-duplicate",
    ]);
  });

  test("one without multicast needs peers", () => {
    const host = { ...testContext().host, interfaces: [{ name: "eth0", loopback: false, multicast: false }] };
    const codes = (text: string) => load(text, { host }).diagnostics.map(({ code }) => code);
    expect(codes(instance())).toEqual(["interface-missing"]);
    expect(codes(instance(...peers("10.0.0.3")))).not.toContain("interface-missing");
  });

  test.each([
    [["vmac_xmit_base"], ["error option-unsupported"]],
    [["use_vmac", "promote_secondaries"], ["error option-unsupported"]],
    [["use_ipvlan"], ["error argument-missing"]],
    [["use_ipvlan 10.0.0.5/24"], []],
    [["vrf eth1"], ["error option-unsupported"]],
    [["use_vmac eth1"], ["error value-invalid"]],
  ])("%j", (lines, messages) => {
    expect(said(instance(...lines))).toEqual(messages);
  });
});

describe("use_vmac", () => {
  test.each([
    ["vrrp.9", { interfaceName: "vrrp.9" }, []],
    ["name vrrp.9", { interfaceName: "vrrp.9" }, []],
    ["v 02:0:0:0:0:1", { interfaceName: "v", mac: [2, 0, 0, 0, 0, 1] }, []],
    [
      "02:00:00:00:05 netlink_notify_msg group 7",
      { mac: [2, 0, 0, 0, 5], notifiesLink: true, linkGroup: "7" },
      [],
    ],
    ["01:00:00:00:00:01", {}, ["error value-invalid"]],
    ["00:00:5e:00:01:07", {}, ["error value-invalid"]],
    ["a/b", {}, ["error value-invalid"]],
    ["v w", { interfaceName: "v" }, ["error value-invalid"]],
  ])("%s", (words, vmac, messages) => {
    const text = instance(`use_vmac ${words}`);
    expect(running(text).settings.useVmac).toEqual({ notifiesLink: false, ...vmac });
    expect(said(text)).toEqual(messages);
  });

  test("a name is used once", () => {
    const second = instance("use_vmac v").replace("vrrp_instance V", "vrrp_instance W").replace("51", "52");
    expect(said(`${instance("use_vmac v")}\n${second}`)).toEqual(["error value-duplicate"]);
    expect(said(instance("use_vmac v", "use_vmac w"))).toEqual(["error value-invalid"]);
  });
});

describe("tracking", () => {
  test("a weight of 254 is cut, an impossible one ignored, a missing one takes the line", () => {
    const text = instance("track_interface {", "eth1 weight -254", "}");
    expect(running(text).settings.trackInterface).toEqual([{ name: "eth1", weight: -253 }]);
    const lines = (line: string) => running(instance("track_interface {", line, "}")).settings.trackInterface;
    expect(lines("eth1 weight 255")).toEqual([{ name: "eth1" }]);
    expect(lines("eth1 weight 3 reverse")).toEqual([{ name: "eth1", weight: 3, reverse: true }]);
    expect([lines("eth1 weight"), lines("eth1 fast")]).toEqual([[], []]);
  });

  test("the owner of the addresses keeps its priority", () => {
    const weighted = ["track_interface {", "eth1 weight 3", "}"];
    expect(said(instance("priority 255", ...weighted))).toEqual(["warning value-adjusted"]);
    expect(said(instance("priority 254", ...weighted))).toEqual([]);
  });

  test("what is not defined above is ignored", () => {
    expect(said(instance("track_script {", "check", "}"))).toEqual(["error name-unknown"]);
  });
});

describe("one number for two instances", () => {
  const pair = (first: readonly string[], second: readonly string[]) =>
    `${instance(...first)}\n${instance(...second).replace("vrrp_instance V", "vrrp_instance W")}`;

  test.each([
    [[], [], true],
    [[], ["interface eth1"], false],
    [["mcast_dst_ip 224.0.0.19"], [], false],
    [["mcast_dst_ip 224.0.0.18"], [], true],
    [peers("10.0.0.3"), [], false],
    [peers("10.0.0.3"), peers("10.0.0.4", "10.0.0.3"), true],
    [peers("10.0.0.3"), peers("10.0.0.4"), false],
    [peers("10.0.0.3"), ["unicast_src_ip 10.0.0.1", ...peers("10.0.0.3")], false],
  ])("%j beside %j", (first, second, shared) => {
    expect(said(pair(first, second))).toEqual(shared ? ["fatal virtual-router-id-duplicate"] : []);
  });

  test("is no matter between families", () => {
    const other = instance().replace("10.0.0.9", "fd00::9").replace("vrrp_instance V", "vrrp_instance W");
    expect(said(`${instance()}\n${other}`)).toEqual([]);
  });
});

describe("gratuitous ARP", () => {
  test("is what the instance says, else global_defs", () => {
    const text = `global_defs {\nvrrp_garp_master_delay 9\n}\n${instance("garp_master_repeat 2", "garp_master_refresh 60")}`;
    expect(running(text).gratuitousArp).toEqual({
      delayUs: 9e6,
      repeat: 2,
      refreshUs: 60e6,
      refreshRepeat: 1,
      lowerPriorityDelayUs: 9e6,
      lowerPriorityRepeat: 5,
    });
  });

  test("a repeat of 0 runs as 1", () => {
    const text = instance("garp_master_repeat 0");
    expect(running(text).gratuitousArp.repeat).toBe(1);
    expect(said(text)).toEqual(["error value-adjusted"]);
  });
});

describe("addresses", () => {
  test.each([
    ["fd00::2 brd +", 0, ["error value-invalid"]],
    ["fd00::2 label x", 1, ["error value-invalid"]],
    ["fd00::2 preferred_lft x", 1, ["error value-invalid"]],
    ["fd00::2 preferred_lft", 0, ["error argument-missing"]],
    ["fd00::2 -nodad home no_track preferred_lft forever", 1, []],
    ["fd00::2 peer 10.0.0.1", 1, ["error value-invalid"]],
    ["fd00::2/64 peer fd00::3", 1, ["error value-invalid"]],
    ["fd00::2 track_group g", 1, ["error option-unknown", "error option-unknown"]],
  ])("%s", (line, count, messages) => {
    const text = bare(...addresses("fd00::1", line));
    expect(running(text).virtualAddresses).toHaveLength(1 + count);
    expect(said(text)).toEqual(messages);
  });

  test.each([
    [255, (index: number) => `10.0.${index >> 7}.${index & 127}`],
    [83, (index: number) => `fd00::${index.toString(16)}:1`],
  ])("an advertisement holds %i of them", (most, nth) => {
    const many = (count: number) =>
      bare(...addresses(...Array.from({ length: count }, (_, index) => nth(index))));
    expect(said(many(most))).toEqual([]);
    expect(said(many(most + 1))).toEqual(["warning value-adjusted"]);
    const { virtualAddresses } = running(many(most + 1));
    expect(virtualAddresses).toHaveLength(most + 1);
    expect(virtualAddresses.filter(({ excluded }) => excluded === true)).toHaveLength(1);
    expect(virtualAddresses.at(-1)?.excluded).toBe(true);
  });

  test("the excluded ones come last, of either family, each once", () => {
    const excluded = ["fd00::1", "10.0.0.7", "fd00::1/64", "10.0.0.7/24", "10.0.0.1"];
    const text = bare("virtual_ipaddress_excluded {", ...excluded, "}", ...addresses("10.0.0.1", "10.0.0.2"));
    const shown = running(text).virtualAddresses.map(
      ({ address, prefixLength, excluded }) =>
        `${formatAddress(address)}/${prefixLength} ${excluded ?? false}`,
    );
    expect(shown).toEqual([
      "10.0.0.1/32 false",
      "10.0.0.2/32 false",
      "fd00::1/128 true",
      "10.0.0.7/32 true",
      "10.0.0.7/24 true",
    ]);
    expect(said(text)).toEqual(["warning virtual-address-duplicate", "warning virtual-address-duplicate"]);
  });
});

describe("auth_hmac", () => {
  const hmac = (...lines: readonly string[]) => instance("auth_hmac {", ...lines, "}");
  const key = `key 1 ${"k".repeat(32)}`;

  test.each([
    [[key, "active_key 1"], []],
    [[key], ["error authentication-incomplete"]],
    [[key, "active_key 2"], ["error authentication-incomplete"]],
    [[key, key, "active_key 1"], ["error value-duplicate"]],
    [
      ["key 1 short", "active_key 1"],
      ["error value-out-of-range", "error authentication-incomplete"],
    ],
    [[`key 1 hex:${"0a".repeat(32)}`, "active_key 1"], []],
    [
      ["key 1 hex:0", "active_key 1"],
      ["error value-invalid", "error authentication-incomplete"],
    ],
    [["key 1 file:/etc/keepalived/key", "active_key 1", "time_window 301"], ["error value-out-of-range"]],
  ])("%j", (lines, messages) => {
    expect(said(hmac(...lines)).sort()).toEqual([...messages].sort());
  });

  test("a key is not shown", () => {
    const text = hmac(key, "active_key 1");
    expect(JSON.stringify(load(text, { mode: "daemon" }).diagnostics)).not.toContain("kkkk");
  });
});

describe("notification scripts", () => {
  test("one without its user, or empty, is dropped in silence, and the next counts", () => {
    const accounts = { hasUser: (name: string) => name === "root", hasGroup: () => true };
    const host = { ...testContext().host, accounts };
    const text = instance("notify /bin/a nobody", 'notify ""', "notify /bin/b root", "notify /bin/c");
    const { config, diagnostics } = load(text, { host });
    expect(config?.vrrpInstances[0]?.settings.notify?.argv).toEqual(["/bin/b"]);
    expect(diagnostics.filter(({ severity }) => severity !== "hint").map(({ code }) => code)).toEqual([
      "block-duplicate",
    ]);
  });

  test("notify_deleted may stand alone", () => {
    expect(running(instance("notify_deleted")).settings.notifyDeleted).toEqual({});
    expect(said(instance("notify_deleted", "notify_deleted /bin/a"))).toEqual(["error block-duplicate"]);
  });

  test("a quote that nothing closes makes the line unusable", () => {
    expect(brief(load(instance("notify 'a")))).toContain("7:1-10 error quote-unterminated");
    expect(said(instance('notify "a'))).toEqual(["error quote-unterminated"]);
  });
});
