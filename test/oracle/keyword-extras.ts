/** Lines to try for single keywords beyond those that are tried for each: what only their own forms can get wrong. */
import { globalLines, scriptFiles } from "./global-extras.ts";
import { instanceBlocks } from "./instance-extras.ts";
import { instanceFiles } from "./instance-file-extras.ts";
import { rootExtras } from "./root-extras.ts";
import { serviceFiles } from "./service-extras.ts";

const digest = "9b3a0c85a887a256d6939da88aabd8cd";
const server = "virtual_server/real_server";

function lines(keyword: string, ...values: readonly string[]): string[] {
  return values.map((value) => `${keyword} ${value}`);
}

const connectIp = [
  ...lines(
    "connect_ip",
    "10.0.0.5/",
    "10.0.0.5/x",
    "10.0.0.5-7",
    "10.0.0.5-x",
    "10.0.0.5%eth0",
    "fe80::1%eth0",
  ),
  "connect_ip fe80::9\nbind_if eth0",
  'connect_ip fe80::9\nbind_if ""',
  "bind_if eth0\nconnect_ip fe80::9",
  "bindto 10.0.0.3\nconnect_ip fd00::9",
  "connect_ip fd00::9\nbindto 10.0.0.3",
  "connect_ip fd00::9\nbindto fd00::3",
];

const url = {
  digest: [
    `digest ${digest}0`,
    `digest z${digest.slice(1)}`,
    `digest x\ndigest ${digest}`,
    `digest ${digest}\ndigest x`,
  ],
  status: lines(
    "status_code",
    "99",
    "100",
    "599",
    "600",
    "200-300",
    "300-200",
    "200-",
    "-200",
    "200 - 300",
    "200x 100",
  ),
  regex: [
    ...lines("regex", "a(b", "[a", "'a b'", "a\\ b", '"a b" c'),
    "regex_no_match\nregex_options caseless",
  ],
  options: lines("regex_options", "caseless dotall", "caseless nothing"),
  stack: lines("regex_stack", "1 2", "2 1", "1 2 3", "1 x"),
};

/** Keyed by the path of the blocks and the keyword. */
export const extraLines: Readonly<Record<string, readonly string[]>> = {
  ...globalLines,
  ...rootExtras,
  "/global_defs": scriptFiles,
  "/vrrp_instance": [...instanceBlocks, ...instanceFiles],
  "/virtual_server": serviceFiles.virtualServer,
  "/virtual_server_group": serviceFiles.virtualServerGroup,
  [`${server}/TCP_CHECK/connect_ip`]: connectIp,
  [`${server}/UDP_CHECK/connect_ip`]: connectIp,
  [`${server}/SMTP_CHECK/connect_ip`]: connectIp,
  [`${server}/SMTP_CHECK/host`]: [
    "host {\nconnect_ip fe80::9\n}",
    "host {\nconnect_ip fe80::9\n}\nbind_if eth0",
    "connect_ip fe80::9\nhost {\nconnect_ip 10.0.0.4\n}",
    "host {\nconnect_ip fd00::9\n}\nhost {\nbindto 10.0.0.3\n}",
    "host {\nhelo_name x\n}",
  ],
  [`${server}/HTTP_GET`]: [
    "HTTP_GET {\nurl {\npath /\n}\n}",
    "HTTP_GET {\nurl {\n}\nurl {\npath /\n}\n}",
    "HTTP_GET {\nconnect_ip fe80::9\nurl {\npath /\n}\n}",
  ],
  [`${server}/HTTP_GET/http_protocol`]: lines("http_protocol", "1.0", "1.0c", "1.0C", "1.1", "1.1C", "2"),
  [`${server}/HTTP_GET/url/digest`]: url.digest,
  [`${server}/HTTP_GET/url/status_code`]: url.status,
  [`${server}/HTTP_GET/url/regex`]: url.regex,
  [`${server}/HTTP_GET/url/regex_options`]: url.options,
  [`${server}/HTTP_GET/url/regex_stack`]: url.stack,
  [`${server}/DNS_CHECK/type`]: lines("type", "a", "AaAa", "ANY", "PTR", "dnskey", "A B"),
  [`${server}/DNS_CHECK/name`]: [
    ...lines("name", ".", "a..b", "a.b", "ab.c.", ".a", `${"a".repeat(64)}.b`, "a_b.*.c"),
    "name a..b\nname c",
  ],
  [`${server}/UDP_CHECK/payload`]: lines(
    "payload",
    "12 3",
    '"1 23 4"',
    "12:34",
    "12xx",
    "12 zz",
    "123456789",
  ),
  [`${server}/UDP_CHECK/require_reply`]: lines(
    "require_reply",
    "1x",
    "xX 12",
    "12/ff",
    "12 -- 34",
    "12 zz",
    '"12 3 x"',
  ),
  [`${server}/UDP_CHECK/min_reply_length`]: [
    "min_reply_length 300\nmax_reply_length 300",
    "max_reply_length 300\nmin_reply_length 301",
  ],
  [`${server}/MISC_CHECK`]: ["MISC_CHECK {\nuser nosuch\n}", "MISC_CHECK {\nuser root\n}"],
  [`${server}/MISC_CHECK/misc_path`]: lines("misc_path", `"'a b"`, "'/nonexistent a' b", "/nonexistent a b"),
  [`${server}/MISC_CHECK/user`]: [
    ...lines("user", "root", "root root", "root nosuch"),
    "user root\nuser nosuch",
  ],
  [`${server}/FILE_CHECK`]: ["FILE_CHECK {\ntrack_file nosuch\n}", "FILE_CHECK {\nweight 1\n}"],
  [`${server}/FILE_CHECK/weight`]: lines(
    "weight",
    "1 reverse",
    "1 noreverse",
    "1 maybe",
    "1 reverse x",
    "-2147483648",
  ),
  [`${server}/BFD_CHECK`]: ["BFD_CHECK {\nalpha\n}", "BFD_CHECK {\nname nosuch\n}"],
  [`${server}/BFD_CHECK/name`]: [
    "name nosuch",
    "name b",
    "name b b",
    "name nosuch\nname b",
    "name b\nname nosuch",
  ],
};
