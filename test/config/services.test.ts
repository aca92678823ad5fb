/** What a service, its servers and its group run as, where lines depend on each other. */
import { describe, expect, test } from "vitest";
import type { VirtualServerConfig } from "../../src/config/model.ts";
import { brief, load, service } from "../support/config-context.ts";

function theService(text: string): VirtualServerConfig {
  const found = load(text).config?.virtualServers[0];
  if (found === undefined) throw new Error("no service");
  return found;
}

/** Without those about keywords that have no effect yet. */
function said(text: string): string[] {
  return brief(load(text)).filter((line) => !line.endsWith("keyword-without-effect"));
}

const v4 = (...bytes: number[]) => ({ family: 4, bytes });

describe("virtual_server", () => {
  test.each([
    // Lines added from line 5 on, what they run as, what is said.
    [["sh-port"], { shPort: false }, ["5:1-8 error keyword-misplaced"]],
    [["lb_algo mh", "sh-port"], { shPort: true }, []],
    [["flag-2 off"], { flag2: true }, []],
    [["ops"], { onePacket: false }, ["5:1-4 warning value-adjusted"]],
    [["ops", "protocol UDP"], { onePacket: true }, []],
    [["alpha off"], { alpha: true }, []],
    [["smtp_alert off"], { smtpAlert: false }, []],
    [["smtp_alert maybe"], { smtpAlert: undefined }, ["5:12-17 error value-invalid"]],
    [["virtualhost"], { virtualhost: undefined }, ["5:1-12 error argument-missing"]],
    [["snmp_name a b"], { snmpName: undefined }, ["5:13-14 error value-invalid"]],
    [
      ["persistence_engine 1234567890123456"],
      { persistenceEngine: "123456789012345" },
      ["5:20-36 hint value-cut"],
    ],
    [
      ["persistence_engine 12345678901234567"],
      { persistenceEngine: "123456789012345" },
      ["5:20-37 error value-cut"],
    ],
    [["quorum 0"], { quorum: 1 }, ["5:8-9 error value-out-of-range"]],
    [["quorum 3"], { quorum: 1 }, ["5:1-9 warning quorum-unreachable"]],
    [
      ["weight 9", "quorum 3", "hysteresis 3"],
      { quorum: 1, hysteresis: 0 },
      ["6:1-9 warning quorum-unreachable", "7:1-13 warning value-adjusted"],
    ],
    [["ip_family inet6"], { ipFamily: undefined }, ["5:11-16 error address-family-mismatch"]],
  ])("%j", (lines, settings, messages) => {
    const text = service({ service: lines });
    expect(theService(text).settings).toMatchObject(settings);
    expect(said(text)).toEqual(messages);
  });

  test("the first quorum script stays", () => {
    const text = service({ service: ["quorum_up /bin/a", "quorum_up /bin/b"] });
    expect(theService(text).settings.quorumUp).toEqual({ argv: ["/bin/a"] });
    expect(said(text)).toEqual(["6:1-17 error block-duplicate"]);
  });

  test("persistence_granularity is a netmask or a prefix length by the service's family", () => {
    const granularity = (head: string, word: string) => {
      const text = service({ service: [`persistence_granularity ${word}`] })
        .replace("10.0.0.1 80", head)
        .replace("10.0.0.2", head.includes(":") || !word.includes(".") ? "fd00::2" : "10.0.0.2")
        .replace("DR", "TUN");
      return theService(text).settings.persistenceGranularity;
    };
    expect(granularity("10.0.0.1 80", "255.255.255.0")).toEqual({ family: 4, netmask: v4(255, 255, 255, 0) });
    // As inet_aton(3) has it: one number is the whole address.
    expect(granularity("10.0.0.1 80", "24")).toEqual({ family: 4, netmask: v4(0, 0, 0, 24) });
    expect(granularity("fd00::1 80", "64")).toEqual({ family: 6, prefixLength: 64 });
    expect(granularity("fwmark 3", "64")).toEqual({ family: 6, prefixLength: 64 });
    expect(granularity("fwmark 3", "255.255.0.0")).toEqual({ family: 4, netmask: v4(255, 255, 0, 0) });
    expect(granularity("fd00::1 80", "255.255.0.0")).toBeUndefined();
  });

  test("persistence_granularity makes a service persistent", () => {
    const text = service({ service: ["persistence_granularity 255.255.255.0"] });
    expect(theService(text).persistenceTimeoutS).toBe(360);
    expect(
      theService(text.replace("persistence", "persistence_timeout 5\npersistence")).persistenceTimeoutS,
    ).toBe(5);
  });

  test("a service by firewall mark has the family of its first server, and NAT keeps the server's port", () => {
    const text = service({ service: ["real_server fd00::3 8080 {\n}"] })
      .replace("10.0.0.1 80", "fwmark 7")
      .replace("DR", "NAT")
      .replace("  protocol TCP\n", "");
    expect(theService(text)).toMatchObject({ key: { family: 6 }, realServers: [{ port: 8080 }] });
    expect(said(text)).toEqual(["8:3-4 error address-family-mismatch"]);
    const settled = text.replace("real_server", "ip_family inet\nreal_server");
    expect(theService(settled)).toMatchObject({ key: { family: 4 }, realServers: [{ port: 80 }] });
  });

  test("ip_family against a server above it is refused", () => {
    const text = service({ service: ["real_server fd00::3 {\n}", "ip_family inet"] }).replace(
      "10.0.0.1 80",
      "fwmark 7",
    );
    expect(said(text)[0]).toBe("4:3-15 warning value-adjusted");
    expect(said(text)[1]).toBe("7:11-15 error address-family-mismatch");
  });
});

describe("sorry_server", () => {
  const sorry = (...lines: readonly string[]) => service({ service: lines });

  test.each([
    [["sorry_server 10.0.0.9"], { address: v4(10, 0, 0, 9), port: 0 }, []],
    [["sorry_server 10.0.0.9 81"], { port: 0 }, ["5:1-25 warning value-adjusted"]],
    [["sorry_server 10.0.0.9 81", "sorry_server_lvs_method NAT"], { port: 81 }, []],
    [["lb_kind NAT", "sorry_server 10.0.0.9 81", "lb_kind DR"], { port: 81 }, []],
  ])("%j", (lines, runsAs, messages) => {
    expect(theService(sorry(...lines)).settings.sorryServer).toMatchObject(runsAs);
    expect(said(sorry(...lines))).toEqual(messages);
  });

  test.each([
    [["sorry_server fd00::9"], ["9:1-2 error address-family-mismatch"]],
    [["sorry_server x"], ["5:14-15 error value-invalid"]],
  ])("%j is none", (lines, messages) => {
    expect(theService(sorry(...lines)).settings.sorryServer).toBeUndefined();
    expect(said(sorry(...lines))).toEqual(messages);
  });

  test("what it is told stands below it, and goes with it", () => {
    expect(said(sorry("sorry_server_inhibit", "sorry_server_lvs_method"))).toEqual([
      "5:1-21 error keyword-misplaced",
      "6:1-24 error keyword-misplaced",
    ]);
    const traits = ["sorry_server_inhibit", "sorry_server_lvs_method NAT"];
    const first = ["sorry_server 10.0.0.9", ...traits];
    expect(theService(sorry(...first)).settings).toMatchObject({
      sorryServerInhibit: true,
      sorryServerMethod: { method: "NAT" },
    });
    expect(theService(sorry(...first, "sorry_server 10.0.0.8")).settings).toMatchObject({
      sorryServerInhibit: false,
      sorryServerMethod: undefined,
    });
  });
});

describe("real_server", () => {
  test.each([
    [["uthreshold 5"], { upperThreshold: 5, lowerThreshold: 0 }, []],
    [["alpha off", "inhibit_on_failure"], { alpha: false, inhibitOnFailure: true }, []],
    [
      ["notify_up /bin/a", "notify_up /bin/b"],
      { notifyUp: { argv: ["/bin/a"] } },
      ["8:1-17 error block-duplicate"],
    ],
    [["virtualhost"], { virtualhost: undefined }, ["7:1-12 error argument-missing"]],
    [["quorum 1"], {}, ["7:1-7 error keyword-misplaced"]],
  ])("%j", (lines, settings, messages) => {
    const text = service({ server: lines });
    expect(theService(text).realServers[0]?.settings).toMatchObject(settings);
    expect(said(text)).toEqual(messages);
  });

  test("the method that counts for its family is the one above it", () => {
    const strangers = ["real_server 10.0.0.3 {\n}", "real_server fd00::3 {\n}", "lb_kind TUN"];
    const text = service({ service: strangers }).replace("  lb_kind DR\n", "");
    expect(said(text)).toEqual(["7:1-2 error address-family-mismatch"]);
    expect(theService(text).realServers).toHaveLength(2);
  });

  test("servers that only turn into one are one, also among many", () => {
    const many = Array.from({ length: 12 }, (_, index) => `real_server 10.0.1.${index} 80 {\n}`);
    const text = service({
      service: [
        ...many,
        "real_server 10.0.1.3 80 {\n}",
        "real_server 10.0.1.4 {\n}",
        "real_server 10.0.1.4 {\n}",
      ],
    });
    expect(theService(text).realServers).toHaveLength(13);
    expect(said(text)).toEqual([
      "29:1-24 error real-server-duplicate",
      "31:1-21 hint real-server-duplicate",
      "33:1-21 error real-server-duplicate",
    ]);
  });
});

describe("virtual_server_group", () => {
  const group = (...entries: readonly string[]) => ["virtual_server_group G {", ...entries, "}"].join("\n");
  const user = service().replace("10.0.0.1 80", "group G");

  test.each([
    ["10.0.0.1 80", { kind: "range", first: v4(10, 0, 0, 1), last: v4(10, 0, 0, 1), port: 80 }],
    ["10.0.0.1-10", { kind: "range", last: v4(10, 0, 0, 10), port: 0 }],
    ["10.0.0.1-10.0.2.3 80", { kind: "range", last: v4(10, 0, 2, 3) }],
    ["fd00::1-1f 80", { first: { family: 6 }, last: { bytes: [253, ...new Array(14).fill(0), 0x1f] } }],
    ["10.0.0.0/24 80", { kind: "network", address: v4(10, 0, 0, 0), prefixLength: 24 }],
    ["fwmark 0", { kind: "fwmark", mark: 0 }],
    ["fwmark 5 inet6", { kind: "fwmark", mark: 5, family: 6 }],
  ])("%s", (entry, expected) => {
    const loaded = load(group(entry));
    expect(loaded.config?.virtualServerGroups).toMatchObject([{ name: "G", entries: [expected] }]);
    expect(said(group(entry))).toEqual([]);
  });

  test.each([
    ["10.0.0.5-5 80", "2:1-11 error value-invalid"],
    ["10.0.0.5-256 80", "2:1-13 error value-out-of-range"],
    ["10.0.0.9-10.0.0.1 80", "2:1-18 error value-invalid"],
    ["10.0.0.1/24 80", "2:1-12 error value-invalid"],
    ["10.0.0.0/0 80", "2:1-11 error value-out-of-range"],
    ["10.0.0.1 http", "2:10-14 error value-invalid"],
    ["fwmark 5 ipv6", "2:10-14 error value-invalid"],
  ])("%s leaves the group empty, and so none", (entry, message) => {
    expect(load(group(entry)).config?.virtualServerGroups).toEqual([]);
    expect(said(group(entry))).toEqual([message, "3:1-2 error group-empty"]);
  });

  test("a mark without its number ends the reading", () => {
    const { diagnostics } = load(group("fwmark"));
    expect(diagnostics.find(({ exit }) => exit !== undefined)?.exit).toEqual({
      daemon: 2,
      test: 2,
      aborts: true,
    });
  });

  test("a line that asks for more services than any kernel holds is ignored, and said", () => {
    const text = `${user}\n${group("10.0.0.1 80", "fd00::/64 80", "10.0.0.0/8 80")}`;
    const { config, diagnostics } = load(text);
    expect(config?.groupServices[0]?.entries).toHaveLength(1);
    const counts = diagnostics.map(({ message }) => /asks for (\d+) services/.exec(message)?.[1]);
    expect(counts.filter((count) => count !== undefined)).toEqual([String(2n ** 64n), String(2 ** 24)]);
  });

  test("a service by group is kept apart, also when the group stands below it", () => {
    const { config, diagnostics } = load(`${user}\n${group("10.0.0.1 80")}`);
    expect(config?.virtualServers).toEqual([]);
    expect(config?.groupServices).toMatchObject([{ group: "G", family: 4, protocol: "TCP" }]);
    expect(diagnostics.filter(({ severity }) => severity !== "hint")).toEqual([]);
  });

  test.each([
    ["of an unknown group", user, "1:1-23 notice group-unknown"],
    ["of another family", `${user}\n${group("fd00::1 80")}`, "1:1-23 notice address-family-mismatch"],
    [
      "of a mixed group",
      `${user}\n${group("10.0.0.1", "fwmark 3 inet6")}`,
      "1:1-23 notice address-family-mismatch",
    ],
  ])("a service %s does not run, which fails no test", (_, text, message) => {
    expect(load(text).config?.groupServices).toEqual([]);
    expect(said(text)).toEqual([message]);
  });

  test.each([
    [["fwmark 3"], ["4:3-15 warning value-adjusted", "5:3-26 warning value-adjusted"]],
    [["10.0.0.1 80", "10.0.0.2 81"], ["5:3-26 warning value-adjusted"]],
    [["10.0.0.1"], ["1:1-23 warning value-adjusted", "5:3-26 warning value-adjusted"]],
  ])("with the entries %j", (entries, messages) => {
    expect(said(`${user}\n${group(...entries)}`)).toEqual(messages);
  });
});
