/** What each line of a configuration runs as, and what is said about it. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { RealServerConfig, VirtualServerConfig, VrrpInstanceConfig } from "../../src/config/model.ts";
import { brief, instance, load, service } from "../support/config-context.ts";

function theInstance(text: string, mode: "daemon" | "test" = "test"): VrrpInstanceConfig {
  const found = load(text, { mode }).config?.vrrpInstances[0];
  if (found === undefined) throw new Error("no instance");
  return found;
}

function theService(text: string): VirtualServerConfig {
  const found = load(text).config?.virtualServers[0];
  if (found === undefined) throw new Error("no service");
  return found;
}

function theServer(text: string): RealServerConfig {
  const found = theService(text).realServers[0];
  if (found === undefined) throw new Error("no server");
  return found;
}

const v4 = (...bytes: number[]) => ({ family: 4, bytes });
const inFile = (line: number, column: number) => ({ file: "k.conf", line, column });

test("the tutorial's file", () => {
  const text = readFileSync(new URL("../../examples/lvs-dr/lvs01.conf", import.meta.url), "latin1");
  const { config } = load(text);
  const check = { kind: "TCP_CHECK", delayLoopUs: 6e6, warmupUs: 6e6, retry: 2, delayBeforeRetryUs: 1e6 };
  const server = (last: number) => ({
    address: v4(172, 16, 1, last),
    port: 80,
    weight: 1,
    forwarding: { method: "DR" },
    checkers: [
      {
        ...check,
        connectAddress: v4(172, 16, 1, last),
        connectPort: 80,
        connectTimeoutUs: 2e6,
      },
    ],
  });
  expect(config).toMatchObject({
    globals: { routerId: "lb01" },
    vrrpInstances: [
      {
        place: inFile(5, 1),
        name: "VI_1",
        family: 4,
        version: 2,
        initialState: "MASTER",
        interfaceName: "eth1",
        virtualRouterId: 50,
        priority: 200,
        advertIntervalUs: 1_000_000,
        preempt: true,
        authentication: { type: "PASS", password: [0x31, 0x31, 0x31, 0x31, 0, 0, 0, 0] },
        gratuitousArp: {
          delayUs: 5e6,
          repeat: 5,
          refreshUs: 0,
          refreshRepeat: 1,
          lowerPriorityDelayUs: 5e6,
          lowerPriorityRepeat: 5,
        },
        virtualAddresses: [
          {
            place: inFile(17, 9),
            address: v4(172, 16, 1, 100),
            prefixLength: 32,
            interfaceName: "eth1",
            scope: 0,
          },
        ],
      },
    ],
    virtualServers: [
      {
        key: { kind: "address", address: v4(172, 16, 1, 100), port: 80, protocol: "TCP" },
        scheduler: "rr",
        forwarding: { method: "DR" },
        persistenceTimeoutS: 0,
        realServers: [server(5), server(6)],
      },
    ],
  });
});

describe("vrrp_instance", () => {
  test.each([
    // Lines added, what they run as, what is said.
    [["priority 150", "priority 300"], { priority: 100 }, ["8:12-15 error value-out-of-range"]],
    [["priority 150", "priority 1x"], { priority: 100 }, ["8:12-14 error value-invalid"]],
    [["state MASTER"], { priority: 255, initialState: "MASTER" }, []],
    [["priority 255"], { priority: 255, initialState: "MASTER" }, []],
    [["priority 9"], { priority: 9, initialState: "BACKUP" }, []],
    [["priority 9", "state MASTERR"], { initialState: "BACKUP" }, ["8:9-16 error value-invalid"]],
    [
      ["priority 9", "state MASTER", "state BACKUP"],
      { initialState: "MASTER" },
      ["9:9-15 error value-invalid"],
    ],
    [["priority 9", "state BACKUP", "state MASTER"], { initialState: "MASTER" }, []],
    [["advert_int 2"], { advertIntervalUs: 2e6 }, []],
    [["advert_int 1.6"], { advertIntervalUs: 2e6 }, ["7:3-17 warning value-adjusted"]],
    [["advert_int 0.2"], { advertIntervalUs: 1e6 }, ["7:3-17 warning value-adjusted"]],
    [["advert_int 300"], { advertIntervalUs: 1e6 }, ["7:14-17 error value-out-of-range"]],
    [["advert_int 3", "advert_int -1"], { advertIntervalUs: 3e6 }, ["8:14-16 error value-out-of-range"]],
    [["interface eth1", "interface lo"], { interfaceName: "eth1" }, ["8:13-15 error interface-loopback"]],
    [["interface abcdefghijklmnop"], { interfaceName: "eth0" }, ["7:13-29 error value-invalid"]],
    [["virtual_router_id 256"], { virtualRouterId: 51 }, ["7:21-24 error value-out-of-range"]],
    [["nopreempt"], { preempt: false }, []],
    [["nopreempt", "preempt"], { preempt: true }, []],
    [["nopreempt", "state MASTER"], { preempt: true }, ["7:3-12 error nopreempt-cleared"]],
    [["priority 5 6"], { priority: 5 }, ["7:14-15 hint argument-surplus"]],
    [['priority "7"#c'], { priority: 7 }, []],
  ])("%j", (lines, runsAs, said) => {
    const text = instance(...lines.map((line) => `  ${line}`));
    expect(theInstance(text)).toMatchObject(runsAs);
    expect(brief(load(text))).toEqual(said);
  });

  test.each([
    [["auth_type PASS", "auth_pass 12345678"], [49, 50, 51, 52, 53, 54, 55, 56], []],
    [
      ["auth_type PASS", "auth_pass 123456789"],
      [49, 50, 51, 52, 53, 54, 55, 56],
      ["9:11-20 warning value-cut"],
    ],
    [["auth_type PASS", "auth_pass a b"], [97, 0, 0, 0, 0, 0, 0, 0], ["9:13-14 hint argument-surplus"]],
    [["auth_type PASS", "auth_pass \xe4\xf6"], [0xe4, 0xf6, 0, 0, 0, 0, 0, 0], []],
    [["auth_type PASS"], undefined, ["7:1-15 error authentication-incomplete"]],
    [["auth_type PASS", 'auth_pass ""'], undefined, ["7:1-15 error authentication-incomplete"]],
    [["auth_type pass", "auth_pass x"], undefined, ["8:11-15 error value-invalid"]],
    [["auth_pass x"], undefined, []],
  ])("authentication %j", (lines, password, said) => {
    const text = instance("authentication {", ...lines, "}");
    const expected = password === undefined ? { type: "none" } : { type: "PASS", password };
    expect(theInstance(text).authentication).toEqual(expected);
    expect(brief(load(text))).toEqual(said);
  });

  test.each([
    ["10.0.0.7", { prefixLength: 32, interfaceName: "eth0", scope: 0 }, []],
    [
      "10.0.0.7/24 dev eth1 scope link label eth1:1",
      { prefixLength: 24, interfaceName: "eth1", scope: 253, label: "eth1:1" },
      [],
    ],
    ["10.0.0.7/20 brd +", { broadcast: v4(10, 0, 15, 255) }, []],
    ["10.0.0.7/24 broadcast -", { broadcast: v4(10, 0, 0, 0) }, []],
    ["10.0.0.7/31 brd +", { prefixLength: 31 }, ["8:17-18 error value-invalid"]],
    ["10.0.0.7/33", { prefixLength: 32 }, ["8:1-12 error value-out-of-range"]],
    ["10.0.0.7/", { prefixLength: 32 }, []],
    ["10.0.0.7 scope 300", { scope: 0 }, ["8:16-19 error value-invalid"]],
    ["10.0.0.7 10.0.0.8", { prefixLength: 32 }, ["8:10-18 error option-unknown"]],
    ["10.0.0.7 peer 10.0.0.8 dev eth1", { interfaceName: "eth1" }, ["8:1-32 hint keyword-unsupported"]],
    ["10.0.0.7 label eth0:far_too_long", undefined, ["8:16-33 error value-invalid"]],
    ["10.0.0.7 dev", undefined, ["8:10-13 error argument-missing"]],
    ["10.0.0.300", undefined, ["8:1-11 error value-invalid"]],
    ["host.example", undefined, ["8:1-13 error value-invalid"]],
    ["fd00::1", undefined, ["8:1-8 error address-family-mismatch"]],
    ["10.0.0.9", undefined, ["8:1-9 error virtual-address-duplicate"]],
  ])("virtual_ipaddress %s", (line, runsAs, said) => {
    const text = instance("virtual_ipaddress {", line, "}");
    const added = theInstance(text).virtualAddresses.slice(1);
    if (runsAs === undefined) expect(added).toEqual([]);
    else expect(added).toMatchObject([{ address: v4(10, 0, 0, 7), ...runsAs }]);
    expect(brief(load(text))).toEqual(said);
  });

  test("a second instance of the name is passed over whole", () => {
    const text = `${instance()}\nvrrp_instance V {\n  foo {\n  }\n}`;
    expect(load(text).config?.vrrpInstances).toHaveLength(1);
    expect(brief(load(text))).toEqual(["8:1-16 error block-duplicate"]);
  });

  test("no virtual address is said, and it runs", () => {
    const text = "vrrp_instance V {\n  interface eth0\n  virtual_router_id 3\n}";
    expect(theInstance(text).virtualAddresses).toEqual([]);
    expect(brief(load(text))).toEqual(["1:1-16 error virtual-address-none"]);
  });

  test.each([
    [
      "no virtual_router_id",
      "vrrp_instance V {\n interface eth0\n virtual_ipaddress { 10.0.0.1 }\n}",
      "virtual-router-id-unset",
    ],
    [
      "no interface",
      "vrrp_instance V {\n virtual_router_id 3\n virtual_ipaddress { 10.0.0.1 }\n}",
      "interface-unset",
    ],
    ["an interface that is not there", instance("interface eth9"), "interface-missing"],
    ["one for an address", instance("virtual_ipaddress {\n10.0.0.1 dev eth9\n}"), "interface-missing"],
    ["one VRID twice", `${instance()}\n${instance().replace("V", "W")}`, "virtual-router-id-duplicate"],
  ])("VRRP does not start with %s", (_, text, code) => {
    const { config, diagnostics } = load(text);
    expect(config).toBeUndefined();
    const fatal = diagnostics.filter(({ severity }) => severity === "fatal");
    expect(fatal.map((diagnostic) => [diagnostic.code, diagnostic.exit])).toEqual([
      [code, { daemon: 2, test: 5, aborts: false }],
    ]);
  });

  test("nothing is asked about interfaces when the host's are not known", () => {
    const { config } = load(instance("interface eth9"), { host: { hostName: "h" } });
    expect(config?.vrrpInstances[0]?.interfaceName).toBe("eth9");
  });
});

describe("virtual_server", () => {
  test.each([
    ["lb_algo wrr", { scheduler: "wrr" }, []],
    ["lvs_sched wrr", { scheduler: "wrr" }, []],
    ["lb_algo foo", { scheduler: "rr" }, ["5:9-12 error value-invalid"]],
    ["lvs_method NAT", { forwarding: { method: "NAT" } }, []],
    ["lb_kind dr", { forwarding: { method: "DR" } }, ["5:9-11 error value-invalid"]],
    ["lb_kind TUN", { forwarding: { method: "TUN", tunnel: "ipip", tunnelPort: 0, checksum: "nocsum" } }, []],
    [
      "lb_kind TUN type gue port 6080 csum",
      { forwarding: { method: "TUN", tunnel: "gue", tunnelPort: 6080, checksum: "csum" } },
      [],
    ],
    ["lb_kind TUN type gue", { forwarding: { method: "DR" } }, ["5:9-12 error value-invalid"]],
    ["lb_kind DR foo", { forwarding: { method: "DR" } }, ["5:12-15 error option-unknown"]],
    ["protocol udp", { key: { protocol: "UDP" } }, []],
    ["protocol foo", { key: { protocol: "TCP" } }, ["5:10-13 error value-invalid"]],
    ["persistence_timeout", { persistenceTimeoutS: 360 }, []],
    ["persistence_timeout 50", { persistenceTimeoutS: 50 }, []],
    ["persistence_timeout 0", { persistenceTimeoutS: 0 }, ["5:21-22 error value-out-of-range"]],
  ])("%s", (line, runsAs, said) => {
    const text = service({ service: [line] });
    expect(theService(text)).toMatchObject(runsAs);
    expect(brief(load(text))).toEqual(said);
  });

  test("what is not written is said", () => {
    const text = "virtual_server 10.0.0.1 80 {\n real_server 10.0.0.2 {\n }\n}";
    const { key, scheduler, forwarding } = theService(text);
    expect([key, scheduler, forwarding]).toMatchObject([{ protocol: "UDP" }, "wlc", { method: "NAT" }]);
    expect(brief(load(text))).toEqual(new Array(3).fill("1:1-27 warning default-assumed"));
  });

  test("a service on every port is persistent", () => {
    const text = service().replace("10.0.0.1 80", "10.0.0.1");
    expect(theService(text)).toMatchObject({ key: { port: 0 }, persistenceTimeoutS: 360 });
    expect(brief(load(text)).slice(0, 1)).toEqual(["1:1-24 warning value-adjusted"]);
  });

  test("a service by firewall mark has neither port nor protocol", () => {
    const text = service().replace("10.0.0.1 80", "fwmark 7");
    expect(theService(text)).toMatchObject({
      key: { kind: "fwmark", mark: 7, family: 4 },
      realServers: [{ port: 0 }],
    });
    expect(brief(load(text))).toEqual(["4:3-15 warning value-adjusted", "5:3-26 warning value-adjusted"]);
  });

  test.each([
    ["10.0.0.1 70000", "1:25-30 error value-out-of-range"],
    ["10.0.0.1:80", "1:16-27 error value-invalid"],
    ["group g", "1:1-23 notice group-unknown"],
    ["fwmark 0", "1:1-24 error value-invalid"],
    ["fwmark 5x", "1:23-25 error value-invalid"],
  ])("virtual_server %s is passed over whole", (head, said) => {
    const text = service().replace("10.0.0.1 80", head);
    expect(load(text).config?.virtualServers).toEqual([]);
    expect(brief(load(text))).toEqual([said]);
  });

  test("without servers it is ignored", () => {
    const text = service().replace(/ {2}real_server[^}]*}\n/, "");
    expect(load(text).config?.virtualServers).toEqual([]);
    expect(brief(load(text))).toEqual(["1:1-27 error real-servers-none"]);
  });
});

describe("real_server", () => {
  test.each([
    ["weight 0", { weight: 0 }, ["1:1-27 warning quorum-unreachable"]],
    ["weight -1", { weight: 1 }, ["7:8-10 error value-out-of-range"]],
    ["lvs_method NAT", { forwarding: { method: "NAT" } }, []],
    ["lb_kind NAT", { forwarding: { method: "DR" } }, ["7:1-8 error keyword-misplaced"]],
  ])("%s", (line, runsAs, said) => {
    const text = service({ server: [line] });
    expect(theServer(text)).toMatchObject(runsAs);
    expect(brief(load(text))).toEqual(said);
  });

  test("with DR it has the service's port, its check the written one", () => {
    const text = service({ server: ["TCP_CHECK {\n}"] }).replace("10.0.0.2 80", "10.0.0.2 8080");
    expect(theServer(text)).toMatchObject({ port: 80, checkers: [{ connectPort: 8080 }] });
    expect(brief(load(text))).toEqual(["5:3-28 error value-adjusted"]);
    const nat = text.replace("DR", "NAT");
    expect(theServer(nat)).toMatchObject({ port: 8080, checkers: [{ connectPort: 8080 }] });
    expect(brief(load(nat))).toEqual([]);
  });

  test("twice in one service counts once", () => {
    const text = service({ service: ["real_server 10.0.0.2 80 {\n}"] });
    expect(theService(text).realServers).toHaveLength(1);
    expect(brief(load(text))).toEqual(["7:3-26 error real-server-duplicate"]);
  });

  test("of another family it is ignored, except through a tunnel", () => {
    const text = service({ service: ["real_server fd00::2 80 {\n}"] });
    expect(theService(text).realServers).toHaveLength(1);
    expect(brief(load(text))).toEqual(["6:1-2 error address-family-mismatch"]);
    expect(theService(text.replace("DR", "TUN")).realServers).toHaveLength(2);
  });
});

describe("TCP_CHECK", () => {
  const checked = (vs: string[], rs: string[], check: string[]) =>
    theServer(service({ service: vs, server: [...rs, "TCP_CHECK {", ...check, "}"] })).checkers[0];

  test("what is nearer wins: checker, server, service, default", () => {
    const timing = ["delay_loop 7", "connect_timeout 7", "retry 7", "delay_before_retry 7", "warmup 7"];
    const all = (value: number) => ({
      delayLoopUs: value * 1e6,
      connectTimeoutUs: value * 1e6,
      retry: value,
      delayBeforeRetryUs: value * 1e6,
      warmupUs: value * 1e6,
    });
    const as = (digit: string) => timing.map((line) => line.replace("7", digit));
    expect(checked(as("7"), as("8"), as("9"))).toMatchObject(all(9));
    expect(checked(as("7"), as("8"), [])).toMatchObject(all(8));
    expect(checked(as("7"), [], [])).toMatchObject(all(7));
    const defaults = {
      delayLoopUs: 60e6,
      connectTimeoutUs: 5e6,
      retry: 1,
      delayBeforeRetryUs: 1e6,
      warmupUs: 60e6,
    };
    expect(checked([], [], [])).toMatchObject(defaults);
    expect(checked(["delay_loop 20"], [], ["delay_loop 10"])).toMatchObject({
      delayLoopUs: 10e6,
      warmupUs: 10e6,
    });
    expect(checked([], [], ["retry 0", "warmup 0"])).toMatchObject({ retry: 0, warmupUs: 0 });
  });

  test.each([
    ["connect_ip 10.0.0.3", { connectAddress: v4(10, 0, 0, 3) }, []],
    ["connect_ip x", { connectAddress: v4(10, 0, 0, 2) }, ["8:12-13 error value-invalid"]],
    ["connect_port 81", { connectPort: 81 }, []],
    ["connect_port 0", { connectPort: 80 }, ["8:14-15 error value-out-of-range"]],
    ["connect_timeout .5", { connectTimeoutUs: 500_000 }, []],
    ["connect_timeout 5.", { connectTimeoutUs: 5_000_000 }, []],
    ["connect_timeout 1.2345678", { connectTimeoutUs: 1_234_568 }, ["8:17-26 error value-adjusted"]],
    ["connect_timeout 0", { connectTimeoutUs: 5e6 }, ["8:17-18 error value-out-of-range"]],
    ["retry 4294967296", { retry: 1 }, ["8:7-17 error value-out-of-range"]],
    ["retry 0x2", { retry: 1 }, ["8:7-10 error value-invalid"]],
  ])("%s", (line, runsAs, said) => {
    const text = service({ server: ["TCP_CHECK {", line, "}"] });
    expect(theServer(text).checkers).toMatchObject([runsAs]);
    expect(brief(load(text))).toEqual(said);
  });
});

test("the daemon takes a number with something behind it where the test refuses it", () => {
  const text = service({ server: ["weight 3x"] });
  expect(load(text).config?.virtualServers[0]?.realServers[0]?.weight).toBe(1);
  const daemon = load(text, { mode: "daemon" });
  expect(daemon.config?.virtualServers[0]?.realServers[0]?.weight).toBe(3);
  expect(brief(daemon)).toEqual(["7:8-10 error value-adjusted"]);
  expect(theInstance(instance("priority 9x"), "daemon").priority).toBe(100);
});

test("a missing word is fatal, and the rest is read all the same", () => {
  const { config, diagnostics } = load(instance("  state", "  priority 0"));
  expect(config).toBeUndefined();
  expect(diagnostics.map(({ code, exit }) => [code, exit?.daemon])).toEqual([
    ["argument-missing", 2],
    ["value-out-of-range", undefined],
  ]);
  expect(brief(load("global_defs {\n  router_id\n}"))).toEqual(["2:3-12 error argument-missing"]);
  expect(brief(load("vrrp_instance {\n  foo\n}"))).toEqual(["1:1-14 error name-invalid"]);
  expect(brief(load("vrrp_instance a b {\n  foo\n}"))).toEqual(["1:17-18 error name-invalid"]);
});

test("router_id: the last one counts, the host name without any", () => {
  expect(load("").config?.globals.routerId).toBe("host.example");
  expect(
    load("global_defs {\n router_id a\n}\nglobal_defs {\n router_id b\xc3\xa4\n}").config?.globals.routerId,
  ).toBe("bä");
});
