/** `-t` as a user sees it: the two tutorials' files, and files that cannot be read. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { configTest, runConfigTest } from "../../src/cli/commands/config-test.ts";
import { configFiles } from "../../src/linux/config-files.ts";
import { readLoadContext } from "../../src/linux/load-context.ts";
import { testContext } from "../support/config-context.ts";

const context = testContext({ files: configFiles });

describe("the tutorial's files", () => {
  test.each(["lvs-dr/lvs01", "lvs-dr/lvs02", "lvs-nat/lvs01", "lvs-nat/lvs02"])("%s", (name) => {
    const file = `examples/${name}.conf`;
    const message =
      "unknown keyword 'delay_beefore_retry' in TCP_CHECK, the line is ignored: did you mean 'delay_before_retry'? " +
      "Until it is mended, delay_before_retry is the real server's value, else 1 s";
    expect(configTest({ file, context })).toEqual({
      exitCode: 5,
      lines: [`(${file}: Line 33) ${message}`, `(${file}: Line 43) ${message}`],
    });
  });

  test("what runs, under -d", () => {
    const { lines } = configTest({ file: "examples/lvs-nat/lvs02.conf", context, dump: true });
    const from = (text: string, count: number) =>
      lines.slice(lines.indexOf(text), lines.indexOf(text) + count);
    expect(from("Global settings", 3)).toEqual(["Global settings", "  router id: lb02", "  router_id lb02"]);
    expect(from("VRRP instance VI_1", 24)).toEqual([
      "VRRP instance VI_1",
      "  version 2, IPv4, interface eth1",
      "  virtual router id: 50",
      "  priority: 150, initial state BACKUP",
      "  preempts a lower priority: yes",
      "  advertisement every 1 s",
      "  authentication: PASS",
      "  gratuitous ARP: 5 at once, 5 after 5 s",
      "  virtual addresses:",
      "    172.16.1.100/32 dev eth1 scope 0",
      "  all settings:",
      "    interface eth1",
      "    virtual_router_id 50",
      "    advert_int 1",
      "    debug 0",
      "    state BACKUP",
      "    priority 150",
      "    preempt",
      "    preempt_delay 0",
      "    virtual_ipaddress",
      "      172.16.1.100/32",
      "    authentication",
      "      auth_type PASS",
      "      auth_pass 4 bytes",
    ]);
    expect(from("Virtual server 172.16.1.100 port 80 TCP", 4)).toEqual([
      "Virtual server 172.16.1.100 port 80 TCP",
      "  scheduler: rr, forwarding NAT",
      "  persistence: none",
      "  all settings:",
    ]);
    expect(lines.slice(-2)).toEqual([
      "    lthreshold 0",
      "    TCP_CHECK of 172.16.1.6 port 80, every 6 s, connect timeout 2 s, 2 retries 1 s apart, first within 6 s",
    ]);
  });
});

describe("files that cannot be read", () => {
  let directory = "";
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), "vigil-config-"));
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  test("a missing file, a directory, an executable: a message, and exit 0 as keepalived's test has it", () => {
    const script = join(directory, "k.sh");
    writeFileSync(script, "");
    chmodSync(script, 0o755);
    const tested = (file: string) => configTest({ file, context });
    expect(tested(join(directory, "no.conf"))).toMatchObject({
      exitCode: 0,
      lines: [expect.stringContaining("no such file")],
    });
    expect(tested(directory)).toMatchObject({
      exitCode: 0,
      lines: [expect.stringContaining("it is a directory")],
    });
    expect(tested(script)).toMatchObject({ exitCode: 0, lines: [expect.stringContaining("chmod a-x")] });
  });

  test("the report goes to a file, appended, readable by all", () => {
    const [configFile, reportFile] = [join(directory, "k.conf"), join(directory, "report")];
    writeFileSync(configFile, "foo\n");
    const invocation = { configFile, reportFile, dumpConfig: false };
    expect(runConfigTest(invocation)).toBe(5);
    expect(runConfigTest(invocation)).toBe(5);
    expect(readFileSync(reportFile, "utf8").trim().split("\n")).toHaveLength(2);
    expect(statSync(reportFile).mode & 0o777 & ~process.umask()).toBe(0o644 & ~process.umask());
  });

  test("a report that cannot be written is exit 1", () => {
    const configFile = join(directory, "k.conf");
    expect(
      runConfigTest({ configFile, reportFile: join(directory, "no", "report"), dumpConfig: false }),
    ).toBe(1);
  });
});

test("this machine's own facts", () => {
  const { host, configId } = readLoadContext();
  expect(host.interfaces).toContainEqual(
    expect.objectContaining({ name: "lo", loopback: true, multicast: false, macvlan: false }),
  );
  expect(configId).not.toContain(".");
  expect(host.hostName).not.toBe("");
});
