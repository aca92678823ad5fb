/** The checks of a real server: what of them is kept, and at which line keepalived's judgement falls. */
import { describe, expect, test } from "vitest";
import type { RealServerConfig } from "../../src/config/model.ts";
import { brief, load, service } from "../support/config-context.ts";

const above =
  "track_file load {\n  file /proc/loadavg\n}\nbfd_instance router {\n  neighbor_ip 10.0.0.254\n}\n";

function withCheck(...lines: readonly string[]): string {
  return service({ server: lines });
}

function theServer(text: string): RealServerConfig | undefined {
  return load(text).config?.virtualServers[0]?.realServers[0];
}

/** What is said in a check that begins in line 7, hints left out. */
function said(...lines: readonly string[]): string[] {
  return brief(load(withCheck(...lines))).filter((line) => !line.includes(" hint "));
}

function hints(...lines: readonly string[]): string[] {
  return brief(load(withCheck(...lines))).filter((line) => line.includes(" hint "));
}

describe("a check that is not run yet", () => {
  test("is kept with its values, and its server has no checker", () => {
    const server = theServer(
      withCheck("HTTP_GET {", "url {", "path /a", "status_code 200 300-302", "}", "}"),
    );
    expect(server?.checkers).toEqual([]);
    expect(server?.idleChecks).toMatchObject([
      {
        kind: "HTTP_GET",
        settings: {
          httpProtocol: "1.0",
          url: [
            {
              settings: {
                path: "/a",
                statusCode: [
                  { from: 200, to: 200 },
                  { from: 300, to: 302 },
                ],
              },
            },
          ],
        },
      },
    ]);
  });

  test("is said to be without effect on its line", () => {
    expect(hints("PING_CHECK {", "}")).toEqual(["7:1-11 hint keyword-without-effect"]);
    expect(hints("TCP_CHECK {", "}")).toEqual([]);
  });
});

describe("the connection of a check", () => {
  test("what TCP_CHECK does not use yet is kept beside what it does", () => {
    const lines = [
      "bindto 10.0.0.9",
      "bind_port 99",
      "bind_if eth9",
      "fwmark 3",
      "alpha",
      "log_all_failures off",
    ];
    expect(theServer(withCheck("TCP_CHECK {", ...lines, "}"))?.checkers[0]).toMatchObject({
      connectPort: 80,
      bindAddress: { bytes: [10, 0, 0, 9] },
      bindPort: 99,
      bindInterface: "eth9",
      firewallMark: 3,
      alpha: true,
      logAllFailures: false,
    });
    expect(Object.keys(theServer(withCheck("TCP_CHECK {", "}"))?.checkers[0] ?? {})).not.toContain("alpha");
  });

  test("a prefix length or the end of a range behind an address is passed over", () => {
    for (const address of ["10.0.0.3/24", "10.0.0.3-7", "10.0.0.3/x"]) {
      expect(said("TCP_CHECK {", `connect_ip ${address}`, "}")).toEqual([]);
    }
    expect(said("TCP_CHECK {", "connect_ip 10.0.0.3/24-7", "}")).toEqual(["8:12-25 error value-invalid"]);
  });

  test("bindto must be of the target's family, the server's included, and the target of bindto's", () => {
    expect(said("UDP_CHECK {", "bindto fd00::1", "}")).toEqual(["8:8-15 error address-family-mismatch"]);
    expect(said("UDP_CHECK {", "connect_ip fd00::2", "bindto fd00::1", "}")).toEqual([]);
    expect(said("UDP_CHECK {", "bindto 10.0.0.9", "connect_ip fd00::2", "}")).toEqual([
      "9:12-19 error address-family-mismatch",
    ]);
    // SMTP_CHECK does not know its server's address until it ends.
    expect(said("SMTP_CHECK {", "bindto fd00::1", "}")).toEqual([]);
  });

  test("a link-local target needs bind_if: without it the check is dropped at its end", () => {
    const check = ["TCP_CHECK {", "connect_ip fe80::2", "}"];
    expect(said(...check)).toEqual(["9:1-2 error check-incomplete"]);
    expect(theServer(withCheck(...check))?.checkers).toEqual([]);
    expect(said("TCP_CHECK {", "connect_ip fe80::2", "bind_if eth0", "}")).toEqual([]);
  });

  test("a host of SMTP_CHECK has a connection of its own, judged at its end", () => {
    expect(said("SMTP_CHECK {", "host {", "connect_ip fe80::2", "}", "bind_if eth0", "}")).toEqual([
      "10:1-2 error check-incomplete",
    ]);
  });
});

describe("HTTP_GET", () => {
  const digest = "9b3a0c85a887a256d6939da88aabd8cd";
  const url = (...lines: readonly string[]) => ["HTTP_GET {", "url {", "path /", ...lines, "}", "}"];

  test("a url without path is dropped at its end, and then the check without a url", () => {
    const check = ["HTTP_GET {", "url {", "}", "}"];
    expect(said(...check)).toEqual(["9:1-2 error check-incomplete", "10:1-2 error check-incomplete"]);
    expect(theServer(withCheck(...check))?.idleChecks).toEqual([]);
  });

  test.each([
    [[`digest ${digest}`, `digest ${digest}`], ["11:1-40 error block-duplicate"]],
    [["digest abc", `digest ${digest}`], ["10:8-11 error value-invalid"]],
    [[`digest x${digest.slice(1)}`], ["10:8-40 error value-invalid"]],
    [
      ["status_code 99 200 600-601 300-200"],
      ["10:13-15", "10:20-27", "10:28-35"].map((at) => `${at} error value-invalid`),
    ],
    [["path /b"], ["10:1-8 error block-duplicate"]],
    [["virtualhost"], ["10:1-12 error argument-missing"]],
  ])("%j", (lines, expected) => {
    expect(said(...url(...lines))).toEqual(expected);
  });

  test("nb_get_retry is reported and counts as retry", () => {
    const text = withCheck("SSL_GET {", "nb_get_retry 5", "url {", "path /", "}", "}");
    expect(theServer(text)?.idleChecks[0]).toMatchObject({ settings: { retry: 5 } });
    expect(said("SSL_GET {", "nb_get_retry 5", "url {", "path /", "}", "}")).toEqual([
      "8:1-13 warning keyword-deprecated",
    ]);
  });

  test("a regex is what quotes and escapes leave of it", () => {
    const regexOf = (line: string) => {
      const check = theServer(withCheck(...url(line)))?.idleChecks[0];
      return check?.kind === "HTTP_GET" ? check.settings.url[0]?.settings.regex : undefined;
    };
    expect(regexOf('regex "a b"')).toBe("a b");
    expect(regexOf("regex a\\\\.b")).toBe("a\\.b");
    expect(regexOf("regex 'a b'")).toBe("a b");
    expect(regexOf("regex a b")).toBeUndefined();
  });

  test("what is wrong with a regex is for linters alone", () => {
    const lines = ["regex a b", "regex_options caseless nonsense", "regex_stack 2 1", "regex_min_offset x"];
    expect(said(...url(...lines))).toEqual([]);
    const told = hints(...url(...lines)).filter((line) => !line.includes("without-effect"));
    expect(told).toEqual([
      "10:7-8 hint argument-surplus",
      "11:1-32 hint value-adjusted",
      "11:24-32 hint value-invalid",
      "12:13-14 hint value-out-of-range",
      "13:18-19 hint value-invalid",
    ]);
  });
});

describe("the other checks", () => {
  test.each([
    [["DNS_CHECK {", "type aaaa", "name example.org", "}"], { type: "AAAA", name: "example.org" }],
    [["DNS_CHECK {", "}"], { type: "SOA", name: "." }],
    [["UDP_CHECK {", "payload 1 23 456", "}"], { payload: [0x01, 0x23, 0x45, 0x06], maxReplyLength: 255 }],
    [
      ["UDP_CHECK {", "require_reply 1x xf", "}"],
      { requireReply: { bytes: [0x10, 0x0f], mask: [0xf0, 0x0f] } },
    ],
    [
      ["MISC_CHECK {", "misc_path \"/bin/check -a 'b c'\"", "misc_dynamic", "}"],
      { miscPath: { argv: ["/bin/check", "-a", "b c"] }, miscDynamic: true },
    ],
  ])("%j", (lines, settings) => {
    expect(theServer(withCheck(...lines))?.idleChecks[0]?.settings).toMatchObject(settings);
    expect(said(...lines)).toEqual([]);
  });

  test.each([
    [
      ["DNS_CHECK {", "name a..b", "name b.c", "name cc.d", "name dd.e", "}"],
      [8, 9, 11],
    ],
    [
      ["UDP_CHECK {", "payload 0x12", "payload 12xx", "require_reply 12/ff", "}"],
      [8, 9, 10],
    ],
    [["UDP_CHECK {", "min_reply_length 256", "}"], [9]],
    [["MISC_CHECK {", 'misc_path ""', "}"], [9]],
    [
      ["MISC_CHECK {", `misc_path "'a"`, "}"],
      [8, 9],
    ],
    [
      ["FILE_CHECK {", "track_file other", "}"],
      [8, 9],
    ],
    [["FILE_CHECK {", "weight 1", "}"], [9]],
    [["BFD_CHECK {", "}"], [8]],
    [["BFD_CHECK {", "name other", "name other", "}"], [8]],
    [["BFD_CHECK {", "name a b", "}"], [8]],
  ])("%j speaks at these lines", (lines, expected) => {
    expect(said(...lines).map((line) => Number.parseInt(line, 10))).toEqual(expected);
  });

  test("a user that does not exist takes MISC_CHECK away", () => {
    const accounts = { hasUser: (name: string) => name === "root", hasGroup: () => false };
    const check = (user: string) =>
      load(withCheck("MISC_CHECK {", "misc_path /bin/check", `user ${user}`, "}"), {
        host: { hostName: "here", accounts },
      });
    expect(check("root").config?.virtualServers[0]?.realServers[0]?.idleChecks).toHaveLength(1);
    expect(check("nosuch").config?.virtualServers[0]?.realServers[0]?.idleChecks).toEqual([]);
    expect(brief(check("nosuch")).filter((line) => line.includes("error"))).toEqual([
      "9:6-12 error account-unknown",
    ]);
  });

  test.each([
    [
      ["FILE_CHECK {", "track_file load", "weight 2 reverse", "}"],
      { trackFile: "load", weight: { weight: 2, reverse: true } },
    ],
    [["BFD_CHECK {", "name router", "alpha", "}"], { name: "router", alpha: true }],
  ])("%j finds what stands above it", (lines, settings) => {
    const server = theServer(above + withCheck(...lines));
    expect(server?.idleChecks[0]?.settings).toMatchObject(settings);
    expect(theServer(withCheck(...lines))?.idleChecks).toEqual([]);
  });
});
