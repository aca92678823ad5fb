/** Services, servers and groups whose lines depend on each other: what only the whole block shows. */

interface Service {
  readonly head?: string;
  /** Above the servers. */
  readonly lines?: string;
  readonly server?: string;
  readonly serverLines?: string;
  /** Between the server and the closing brace. */
  readonly below?: string;
}

const complete = "lb_algo rr\nlb_kind NAT\nprotocol TCP";
const withoutProtocol = "lb_algo rr\nlb_kind NAT";

function service(parts: Service = {}): string {
  const {
    head = "10.0.0.1 80",
    lines = complete,
    server = "10.0.0.2 80",
    serverLines = "",
    below = "",
  } = parts;
  return `virtual_server ${head} {\n${lines}\nreal_server ${server} {\n${serverLines}\n}\n${below}\n}`;
}

/** Adds lines to those that every service should have. */
function lines(...more: readonly string[]): string {
  return [complete, ...more].join("\n");
}

function group(entries: string, user: Service = {}): string {
  return `virtual_server_group G {\n${entries}\n}\n${service({ head: "group G", ...user })}`;
}

const second = (name: string, inner = "") => `real_server ${name} {\n${inner}\n}`;
const v6 = { head: "fd00::1 80", server: "fd00::2 80" };
const mark = { head: "fwmark 3", lines: withoutProtocol, server: "10.0.0.2" };

const heads = [
  ...["10.0.0.1", "10.0.0.1 0", "10.0.0.1 x", "10.0.0.1 80 90", "10.0.0.1/24 80", "10.0.0.1-5 80", "x 80"],
  ...["10.0.0.1:80", "localhost 80", '"10.0.0.1" 80', "0.0.0.0 80", "10.0.0.1/ 80", "10.0.0.1/x 80"],
  ...['10.0.0.1 ""', "10.0.0.1 00", "10.0.0.1 +0", "10.0.0.1 -0", "10.0.0.1 080", '10.0.0.1 " 80"'],
];

const services = [
  service(),
  service({ lines: "" }),
  service({ head: "group" }),
  service({ head: "fwmark" }),
  "virtual_server 10.0.0.1 80 {\n}",
  `virtual_server 10.0.0.1 80 {\n${complete}\nsorry_server 10.0.0.9 80\n}`,
  ...heads.map((head) => service({ head })),
  ...["0", "x", "5x", "-1", "4294967296", "1-3", "5 6"].map((word) =>
    service({ ...mark, head: `fwmark ${word}` }),
  ),
  service({ ...mark, lines: complete }),
  service({ ...mark, server: "10.0.0.2 80" }),
  service({ ...mark, server: "10.0.0.2 80", lines: "lb_algo rr\nlb_kind DR" }),
  service({ ...mark, lines: `${withoutProtocol}\nha_suspend\nops` }),
  service({ ...mark, lines: `${complete}\nops` }),
  service({ lines: lines("ops") }),
  service({ lines: lines("ops", "protocol UDP") }),
  service({ lines: lines("ha_suspend") }),
  service({ head: "10.0.0.1", lines: lines("persistence_timeout 5", "lb_kind DR") }),
  service({ head: "10.0.0.1", lines: lines("persistence_granularity 255.255.255.0") }),
  service({ lines: lines("lb_kind DR"), server: "10.0.0.2 81" }),
  service({ lines: "lb_algo rr\nprotocol TCP", server: "10.0.0.2 81", below: "lb_kind TUN" }),
  `${service()}\n${service()}`,
];

const families = [
  service({ server: "fd00::2 80" }),
  service({ server: "fd00::2 80", serverLines: "lvs_method TUN" }),
  service({ ...v6, server: "10.0.0.2 80" }),
  service({ lines: "lb_algo rr\nprotocol TCP", below: `${second("fd00::2 80")}\nlb_kind TUN` }),
  service({ lines: lines("lb_kind TUN"), below: `${second("fd00::2 80")}` }),
  service({ ...mark, below: second("fd00::2") }),
  service({
    ...mark,
    server: "fd00::2",
    serverLines: "lvs_method TUN",
    below: `${second("10.0.0.3")}\n${second("fd00::5")}`,
  }),
  service({ ...mark, lines: "lb_algo rr\nlb_kind TUN", below: second("fd00::2") }),
  service({ ...mark, below: "ip_family inet6" }),
  service({ ...mark, lines: `${withoutProtocol}\nip_family inet6\nip_family inet` }),
  service({ ...mark, lines: `${withoutProtocol}\nip_family inet6`, server: "fd00::2" }),
  service({ lines: lines("ip_family inet") }),
  service({ lines: lines("ip_family inet6") }),
  service({ ...mark, lines: `${withoutProtocol}\npersistence_granularity 64`, server: "fd00::2" }),
  service({ ...mark, lines: `${withoutProtocol}\npersistence_granularity 64` }),
  service({ ...mark, lines: `${withoutProtocol}\npersistence_granularity 64\nip_family inet` }),
  service({
    ...mark,
    lines: `${withoutProtocol}\nip_family inet6\npersistence_granularity 255.255.0.0`,
    server: "fd00::2",
  }),
  service({ ...mark, below: "persistence_granularity 64" }),
];

const duplicates = [
  service({ below: second("10.0.0.2 80") }),
  service({ below: second("10.0.0.2") }),
  service({ below: second("10.0.0.2 81") }),
  service({ lines: lines("lb_kind DR"), below: second("10.0.0.2 81") }),
  service({ lines: lines("quorum 2"), below: second("10.0.0.2 80") }),
  service({ below: second("10.0.0.3 80", "lvs_method DR") }),
  service({
    below: Array.from({ length: 20 }, (_, index) => second(`10.0.0.${3 + (index % 19)} 80`)).join("\n"),
  }),
];

const weights = [
  ...[
    "quorum 1",
    "quorum 2",
    "quorum 5\nweight 5",
    "quorum 6\nweight 5",
    "hysteresis 1",
    "quorum 2\nhysteresis 1\nweight 2",
  ],
  ...[
    "quorum 2\nhysteresis 2\nweight 5",
    "quorum 1\nhysteresis 0",
    "quorum x\nhysteresis 1",
    "quorum 3\nhysteresis 4294967295",
  ],
].map((more) => service({ lines: lines(more) }));

const sorry = [
  ...[
    "10.0.0.9",
    "10.0.0.9 0",
    "10.0.0.9 x",
    "10.0.0.9 70000",
    "10.0.0.9/24 80",
    "fd00::9 80",
    "10.0.0.9 80 90",
    "10.0.0.2 80",
  ].map((name) => service({ lines: lines(`sorry_server ${name}`) })),
  ...[
    "sorry_server 10.0.0.9 81\nsorry_server_lvs_method DR",
    "sorry_server fd00::9 80\nsorry_server_lvs_method TUN",
    "lb_kind TUN\nsorry_server fd00::9 80",
    "sorry_server fd00::9 80\nlb_kind TUN",
    "lb_kind DR\nsorry_server 10.0.0.9 81",
    "lb_kind DR\nsorry_server 10.0.0.9",
    "sorry_server x\nsorry_server_inhibit",
    "sorry_server 10.0.0.9\nsorry_server x\nsorry_server_inhibit",
    "sorry_server 10.0.0.9\nsorry_server 10.0.0.8\nsorry_server_inhibit",
    "sorry_server 10.0.0.9\nsorry_server_lvs_method TUN type gue",
    "sorry_server 10.0.0.9\nsorry_server_lvs_method",
    "sorry_server_inhibit\nsorry_server 10.0.0.9",
    "sorry_server_lvs_method NAT\nsorry_server 10.0.0.9",
  ].map((more) => service({ lines: lines(more) })),
  service({ ...mark, lines: `${withoutProtocol}\nsorry_server fd00::9` }),
  service({ ...mark, lines: "lb_algo rr\nlb_kind DR\nsorry_server 10.0.0.9 80" }),
  service({ ...mark, lines: `${withoutProtocol}\nsorry_server fd00::9`, below: second("fd00::5") }),
];

const entries = [
  ...[
    "10.0.0.1 80",
    "10.0.0.1",
    "10.0.0.1 0",
    "10.0.0.1 x",
    "10.0.0.1 70000",
    "10.0.0.1 80 90",
    "10.0.0.1 80-90",
  ],
  ...[
    "10.0.0.1-10 80",
    "10.0.0.1-0 80",
    "10.0.0.1-1 80",
    "10.0.0.1-300 80",
    "10.0.0.1- 80",
    "10.0.0.1-x 80",
    "10.0.0.1-9x 80",
  ],
  ...[
    "10.0.0.1-09 80",
    "10.0.0.1-10.0.0.9 80",
    "10.0.0.9-10.0.0.1 80",
    "10.0.0.1-10.0.0.1 80",
    "10.0.0.1-fd00::1 80",
  ],
  ...[
    "10.0.0.1--5 80",
    "10.0.0.1-+5 80",
    "10.0.0.1-10.0.0.x 80",
    "10.0.0.1-5-7 80",
    "10.0.0.1-. 80",
    '"10.0.0.1" 80',
    '10.0.0.1 ""',
  ],
  ...[
    "10.0.0.0/24 80",
    "10.0.0.0/0 80",
    "0.0.0.0/1 80",
    "10.0.0.0/33 80",
    "10.0.0.1/32 80",
    "10.0.0.1/24 80",
    "10.0.0.0/ 80",
  ],
  ...[
    "10.0.0.0/x 80",
    "10.0.0.0/+8 80",
    "10.0.0.0/08 80",
    "10.0.0.1-9/24 80",
    "10.0.0.0-9/24 80",
    "10.0.0.0/24-9 80",
    "10.0.0.0/24/8 80",
  ],
  ...[
    "x 80",
    '""',
    "0",
    "fwmark",
    "fwmark x",
    "fwmark 0",
    "fwmark 5",
    "fwmark 4294967295",
    "fwmark 4294967296",
    "fwmark 1-5",
  ],
  ...[
    "fwmark 5 inet",
    "fwmark 5 inet6",
    "fwmark 5 x",
    "fwmark 5 inet 9",
    'fwmark ""',
    "FWMARK 5",
    "fwmark 0x5",
  ],
];
const entries6 = [
  ...[
    "fd00::1 80",
    "fd00::1-ff 80",
    "fd00::1-10000 80",
    "fd00::1-g 80",
    "fd00::5-3 80",
    "fd00::1-fd00::5 80",
    "fd00::5-fd00::1 80",
  ],
  ...[
    "fd00::/64 80",
    "fd00::1/120 80",
    "fd00::1/128 80",
    "fd00::/129 80",
    "fd00::1-0x9 80",
    "fd00::1-FF 80",
    "fd00::1-10.0.0.1 80",
  ],
];

const groups = [
  ...entries.map((entry) => group(entry)),
  ...entries6.map((entry) => group(entry, { server: "fd00::2 80" })),
  group("#"),
  group("10.0.0.1 80\nx", { lines: "" }),
  group("10.0.0.1 80\nfd00::1 80", { lines: "" }),
  group("fd00::1 80", { lines: "" }),
  group("fwmark 5 inet6", { lines: "" }),
  group("fwmark 5 inet6", { lines: "", server: "fd00::2" }),
  group("fwmark 5", { lines: "", server: "fd00::2" }),
  group("fwmark 5", { server: "fd00::2" }),
  group("10.0.0.1 80\nfwmark 5 inet6", { lines: "" }),
  group("10.0.0.1 80\nfwmark 5", { lines: withoutProtocol }),
  group("10.0.0.1 80\nfwmark 5", { lines: lines("ha_suspend", "ops") }),
  group("10.0.0.1 80", { lines: lines("ha_suspend", "ops") }),
  group("10.0.0.1 80", { lines: "protocol TCP\nlb_kind TUN", server: "fd00::2 80" }),
  group("10.0.0.1 80", { lines: "protocol TCP\nlb_kind TUN\nip_family inet6", server: "fd00::2 80" }),
  group("10.0.0.1 80\n10.0.0.3 81", { lines: lines("lb_kind DR") }),
  group("10.0.0.1 80\n10.0.0.3 81", { lines: lines("lb_kind DR"), server: "10.0.0.2" }),
  group("10.0.0.1-9 81", { lines: lines("lb_kind DR") }),
  group("10.0.0.0/24 81", { lines: lines("lb_kind DR") }),
  group("10.0.0.1\nfwmark 3", { lines: lines("lb_kind DR", "persistence_timeout 5") }),
  group("10.0.0.1 80\nfwmark 3", { lines: lines("lb_kind DR") }),
  group("10.0.0.1", { lines: lines("persistence_granularity 255.255.255.0") }),
  group("10.0.0.1 80", { lines: lines("lb_kind DR", "sorry_server 10.0.0.9 80") }),
  group("10.0.0.1 80", { lines: lines("sorry_server fd00::9 80") }),
  group("10.0.0.1 80", { head: "group H", lines: "lb_algo x\nsorry_server fd00::9 80" }),
  group("10.0.0.1 80", { head: '"group" G H' }),
  `${service({ head: "group G" })}\nvirtual_server_group G {\n10.0.0.1 80\n}`,
  "virtual_server_group G {\n10.0.0.1 80\n}\nvirtual_server_group G {\n10.0.0.2 80\n}",
  "virtual_server_group G {\n10.0.0.1 80\n}\nvirtual_server group G {\n}",
  "virtual_server_group G {\n10.0.0.1 80\n}\nvirtual_server group G {\nlb_kind NAT\nsorry_server fd00::9\n}",
  "virtual_server group G {\n}",
  'virtual_server_group "" {\n10.0.0.1 80\n}',
  'virtual_server_group "G H" {\n10.0.0.1 80\n}',
  "virtual_server_group G { 10.0.0.1 80 }",
  "virtual_server_group G H {\n10.0.0.1 80\n}\nx",
];

const flags = ["hashed", "sh-port", "sh-fallback", "mh-port", "mh-fallback", "flag-1"].flatMap((flag) => [
  service({ lines: lines(flag) }),
  service({ lines: lines("lb_algo sh", flag) }),
  service({ lines: lines("lb_algo mh", `${flag} x`) }),
  service({ lines: `lb_kind NAT\nprotocol TCP\n${flag}\nlb_algo sh` }),
  service({ lines: lines("lvs_sched sh", flag, "lb_algo rr") }),
]);

const granularities = [
  "0",
  "24",
  "129",
  "0x18",
  "0400",
  "08",
  "1.5",
  "1.2.3.4.5",
  "255.255.255",
  "255.0.255.0",
  "4294967296",
  "+24",
  " 24",
]
  .map((word) => `persistence_granularity ${word}`)
  .flatMap((more) => [
    service({ lines: lines(more) }),
    service({ ...v6, lines: lines(more) }),
    service({ ...mark, lines: `${withoutProtocol}\n${more}` }),
  ]);

/** Whole files, as the scaffold of the top level is empty. */
export const serviceFiles = {
  virtualServer: [...services, ...families, ...duplicates, ...weights, ...sorry, ...flags, ...granularities],
  virtualServerGroup: groups,
};
