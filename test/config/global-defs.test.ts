/** What lines of `global_defs` and of the top level become, and what is said about them. */
import { describe, expect, test } from "vitest";
import type { LoadContext } from "../../src/config/load.ts";
import { brief, instance, load, testContext } from "../support/config-context.ts";

/** One block with these lines; they stand from line 2 on. */
function globals(...lines: readonly string[]): string {
  return ["global_defs {", ...lines, "}"].join("\n");
}

function settings(...lines: readonly string[]) {
  return load(globals(...lines)).config?.globals.settings;
}

/** Without what linters alone are told. */
function said(text: string, changes: Partial<LoadContext> = {}): string[] {
  return brief(load(text, changes)).filter((line) => !line.includes(" hint "));
}

const host = testContext().host;

test("several blocks count as one: the last value wins, and what may stand once is reported across them", () => {
  const twice = `${globals("smtp_helo_name a", "vrrp_priority 3")}\n${globals("smtp_helo_name b")}`;
  expect(load(twice).config?.globals.settings).toMatchObject({ smtpHeloName: "b", vrrpPriority: 3 });
  expect(said(`${globals("nftables a")}\n${globals("nftables b")}`)).toEqual([
    "5:1-11 error block-duplicate",
  ]);
});

test("without a block every default is there", () => {
  const config = load("").config;
  expect(config?.globals.settings).toMatchObject({
    smtpConnectTimeout: 30,
    vrrpGarpMasterDelayS: 5,
    defaultInterface: "eth0",
    vrrpStrict: false,
    umask: 0o177,
  });
  expect(config?.globals).toMatchObject({ routerId: "host.example", ssl: undefined });
  expect(config?.globals.lines).toMatchObject({
    childWaitTimeS: 5,
    usePidDir: false,
    linkbeatInterfaces: [],
  });
});

describe("switches", () => {
  test("alone on; on, true and yes, off, false and no in lower case", () => {
    expect(settings("rs_init_notifies")).toMatchObject({ rsInitNotifies: true });
    expect(settings("rs_init_notifies no")).toMatchObject({ rsInitNotifies: false });
    expect(settings("rs_init_notifies yes", "rs_init_notifies ON")).toMatchObject({ rsInitNotifies: true });
    expect(said(globals("rs_init_notifies ON"))).toEqual(["2:18-20 error value-invalid"]);
  });

  test("smtp_alert off is not the same as no smtp_alert", () => {
    expect(settings("smtp_alert off")?.smtpAlert).toBe(false);
    expect(settings()?.smtpAlert).toBeUndefined();
  });

  test("a word alone stays on whatever stands behind it", () => {
    expect(settings("vrrp_check_unicast_src off")).toMatchObject({ vrrpCheckUnicastSrc: true });
  });
});

describe("numbers", () => {
  test("an empty word is 0", () => {
    expect(settings('vrrp_garp_master_refresh ""')).toMatchObject({ vrrpGarpMasterRefreshS: 0 });
    expect(said(globals('vrrp_down_timer_adverts ""'))).toEqual(["2:25-27 error value-out-of-range"]);
  });

  test("some are brought into their limits with a word about it", () => {
    const lines = ["vrrp_garp_master_repeat 0", "smtp_connect_timeout 0", "vrrp_rt_priority 100"];
    expect(settings(...lines)).toMatchObject({
      vrrpGarpMasterRepeat: 1,
      smtpConnectTimeout: 1,
      vrrpRealtimePriority: 99,
    });
    expect(said(globals(...lines))).toEqual([
      "2:25-26 error value-adjusted",
      "3:22-23 error value-adjusted",
      "4:18-21 error value-adjusted",
    ]);
  });

  test("a realtime limit of 1 is 2, silently", () => {
    expect(settings("vrrp_rlimit_rttime 1")).toMatchObject({ vrrpRealtimeLimitUs: 2 });
    expect(said(globals("vrrp_rlimit_rttime 1"))).toEqual([]);
  });

  test("one wrong processor leaves none", () => {
    const cpus = { host: { ...host, cpus: 2 } };
    expect(load(globals("vrrp_cpu_affinity 0 1"), cpus).config?.globals.settings.vrrpCpuAffinity).toEqual([
      0, 1,
    ]);
    expect(
      load(globals("vrrp_cpu_affinity 0 2"), cpus).config?.globals.settings.vrrpCpuAffinity,
    ).toBeUndefined();
    expect(said(globals("vrrp_cpu_affinity 0 2"), cpus)).toEqual(["2:21-22 error value-out-of-range"]);
  });
});

describe("umask", () => {
  test.each([
    ["022", 0o22],
    ["0x1ff", 0o777],
    ["18", 0o22],
    ["IWGRP | IRWXO", 0o27],
    ["IRUSR|IWUSR", 0o600],
  ])("%s", (written, value) => {
    expect(settings(`umask ${written}`)?.umask).toBe(value);
  });

  test.each(["01000", "08", "IRUSR IWUSR", "IRUSR|", "|IRUSR", "022 x", "irusr", '""'])(
    "%s is refused",
    (written) => {
      expect(settings(`umask 077`, `umask ${written}`)?.umask).toBe(0o77);
      expect(said(globals(`umask ${written}`))).toHaveLength(1);
    },
  );
});

describe("lvs_sync_daemon", () => {
  test("the id may stand without 'id' behind the instance, which is reported", () => {
    const value = { interfaceName: "eth0", instance: "V", syncId: 3 };
    expect(settings("lvs_sync_daemon eth0 V id 3")?.lvsSyncDaemon).toEqual(value);
    expect(settings("lvs_sync_daemon eth0 V 3")?.lvsSyncDaemon).toEqual(value);
    expect(said(globals("lvs_sync_daemon eth0 V 3"))).toEqual(["2:24-25 error keyword-deprecated"]);
  });

  test("a wrong option is ignored and the others count", () => {
    expect(settings("lvs_sync_daemon eth0 port 0 ttl 5")?.lvsSyncDaemon).toEqual({
      interfaceName: "eth0",
      ttl: 5,
    });
  });

  test("inst without a name ends the reading", () => {
    expect(said(`${globals("lvs_sync_daemon eth0 inst")}\nnonsense`)).toContain(
      "2:22-26 fatal argument-missing",
    );
  });
});

test("lvs_timeouts takes pairs in any order and passes over what it does not know", () => {
  expect(settings("lvs_timeouts udp 7 foo tcp 5")?.lvsTimeouts).toEqual({ udpS: 7, tcpS: 5 });
  expect(said(globals("lvs_timeouts udp 7 foo tcp 5"))).toEqual(["2:20-23 error option-unknown"]);
  expect(said(globals("lvs_timeouts tcp"))).toEqual(["2:14-17 error argument-missing"]);
});

test("of vrrp_rx_bufs_policy a size wins, then MTU", () => {
  expect(settings("vrrp_rx_bufs_policy advert mtu")?.vrrpRxBufsPolicy).toEqual({ kind: "MTU" });
  expect(settings("vrrp_rx_bufs_policy MTU 5")?.vrrpRxBufsPolicy).toEqual({ kind: "size", bytes: 5 });
});

test("include_check: the first word may replace what is on, further ones change it", () => {
  expect(settings("include_check")?.includeCheck).toEqual({ kind: "all" });
  expect(settings("include_check read -match")?.includeCheck).toEqual({
    kind: "only",
    check: "read",
    changes: [{ check: "match", on: false }],
  });
  expect(said(globals("include_check read match"))).toEqual(["2:20-25 error value-invalid"]);
});

test("an empty notification_email is reported at its brace, each for itself", () => {
  const lines = ["notification_email {", "a@b.org c@d.org", "}", "notification_email {", "}"];
  expect(settings(...lines)?.notificationEmail).toEqual(["a@b.org", "c@d.org"]);
  expect(said(globals(...lines))).toEqual(["6:1-2 error argument-missing"]);
});

test("smtp_server: a name that cannot be resolved is refused", () => {
  const resolving = { host: { ...host, resolves: (name: string) => name === "mail" } };
  const loaded = load(globals("smtp_server mail 587"), resolving);
  expect(loaded.config?.globals.settings.smtpServer).toEqual({ host: "mail", port: 587 });
  expect(said(globals("smtp_server post"), resolving)).toEqual(["2:13-17 error value-invalid"]);
});

test("what would make two masters keeps the daemon from starting, not the test", () => {
  for (const line of ["vrrp_mcast_group6 ff02::13", "vrrp_mcast_group4 224.0.0.19", "v3_checksum_as_v2"]) {
    expect(load(globals(line), { mode: "daemon" }).config, line).toBeUndefined();
    expect(said(globals(line)), line).toEqual([]);
  }
  expect(load(globals("vrrp_mcast_group4 224.0.0.18"), { mode: "daemon" }).config).toBeDefined();
});

describe("the top level", () => {
  test("net_namespace, instance: the first counts; the second net_namespace does not fail the test", () => {
    const loaded = load("net_namespace a\nnet_namespace b\ninstance c\ninstance d");
    expect(loaded.config?.globals.lines).toMatchObject({ netNamespace: "a", instance: "c" });
    expect(said("net_namespace a\nnet_namespace b\ninstance c\ninstance d")).toEqual([
      "2:15-16 notice block-duplicate",
      "4:1-11 error block-duplicate",
    ]);
  });

  test("a linkbeat interface must exist unless dynamic_interfaces stands anywhere", () => {
    const text = "linkbeat_interfaces {\neth9 x\n}";
    expect(said(text)).toEqual(["2:1-5 fatal interface-missing"]);
    expect(said(`${text}\n${globals("dynamic_interfaces")}`)).toEqual([]);
  });

  test("interface_up_down_delays: an up delay that is not written is none", () => {
    const { config } = load("interface_up_down_delays {\neth0 1.5\neth1 1 2\n}");
    expect(config?.globals.lines.interfaceUpDownDelays).toEqual([
      { interfaceName: "eth0", downUs: 1_500_000, upUs: 0 },
      { interfaceName: "eth1", downUs: 1_000_000, upUs: 2_000_000 },
    ]);
  });

  test("a second SSL block replaces all of the first", () => {
    const text = "SSL {\nkey /k\nca /a\n}\nSSL {\nca /b\nca /c\n}";
    expect(load(text).config?.globals.ssl).toMatchObject({ ca: "/c", key: undefined });
    expect(said(text)).toEqual(["5:1-4 error block-duplicate", "7:1-6 error block-duplicate"]);
  });

  test("dynamic_interfaces below an instance lets its interface be missing", () => {
    const text = instance().replace("eth0", "eth7");
    expect(said(text)).toEqual(["2:13-17 fatal interface-missing"]);
    expect(said(`${text}\n${globals("dynamic_interfaces")}`)).toEqual([]);
  });

  test("… in the test; the daemon cannot wait for it", () => {
    const text = `${instance().replace("eth0", "eth7")}\n${globals("dynamic_interfaces")}`;
    expect(load(text, { mode: "daemon" }).config).toBeUndefined();
  });
});
