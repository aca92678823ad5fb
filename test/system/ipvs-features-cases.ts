/** Configurations that ask for everything keepalived.conf can ask of IPVS, stage by stage, for both programs. */

/**
 * `daemons`: synchronisation daemons that the file no longer names go on, also after the stop. `group-services`: a service whose
 * address left its group loses its servers and stays, and the group's other services get their servers in another order.
 */
export type Leftover = "daemons" | "group-services";

export interface FeatureStage {
  readonly name: string;
  /** The file from now on; read at the start or by SIGHUP. Absent: the file stays. `@OTHER@` is a namespace beside the program's own. */
  readonly config?: string;
  /** Shell lines that run in the namespace instead of a signal. */
  readonly shell?: string;
  /** How long keepalived needs at least until its table stands. */
  readonly settleMs?: number;
  /** What 2.2.7 leaves undone here, and we must not. */
  readonly theirsLeaves?: Leftover;
}

export interface FeatureCase {
  readonly name: string;
  /** Shell lines before the start. */
  readonly before?: string;
  readonly options?: readonly string[];
  readonly stages: readonly FeatureStage[];
}

function server(address: string, ...lines: readonly string[]): string {
  return `  real_server ${address} {\n${lines.map((line) => `    ${line}\n`).join("")}  }\n`;
}

function service(name: string, lines: readonly string[], ...servers: readonly string[]): string {
  return `virtual_server ${name} {\n${lines.map((line) => `  ${line}\n`).join("")}${servers.join("")}}\n`;
}

const globals = (...lines: readonly string[]) => `global_defs {\n  router_id x\n  ${lines.join("\n  ")}\n}\n`;

const everything = [
  service(
    "192.168.200.1 80",
    ["lb_algo sh", "sh-port", "sh-fallback", "lb_kind TUN type gue port 6080 csum"],
    server("10.0.0.1 80", "weight 3", "uthreshold 100", "lthreshold 50"),
    server("10.0.0.2 80", "weight 0", "lvs_method TUN type gre"),
    server("fd00::5 80", "weight 5", "lvs_method TUN"),
    server("10.0.0.4 8080", "lvs_method NAT"),
  ).replace(
    "lb_kind",
    "persistence_timeout 100\n  persistence_granularity 255.255.255.0\n  protocol TCP\n  lb_kind",
  ),
  service(
    "192.168.200.2 53",
    ["lb_algo rr", "lb_kind NAT", "ops", "protocol UDP"],
    server("10.0.0.1 5353", "uthreshold 10"),
  ),
  service(
    "192.168.200.3 0",
    ["lb_algo mh", "mh-port", "mh-fallback", "lb_kind DR", "protocol TCP"],
    server("10.0.0.1 0"),
    server("10.0.0.2 80"),
  ),
  service(
    "fd00::1 80",
    [
      "lb_algo wlc",
      "flag-1",
      "flag-2",
      "flag-3",
      "lb_kind DR",
      "persistence_granularity 64",
      "protocol SCTP",
    ],
    server("fd00::6 80"),
    server("fd00::7 81"),
  ),
  service(
    "192.168.200.4 5060",
    ["lb_algo wrr", "lb_kind NAT", "persistence_timeout 60", "persistence_engine sip", "protocol UDP"],
    server("10.0.0.1 5060"),
  ),
  service(
    "fwmark 7",
    ["lb_algo wrr", "lb_kind NAT"],
    server("10.0.0.1 8080"),
    server("10.0.0.1 8081"),
    server("10.0.0.2"),
  ),
  service(
    "fwmark 8",
    ["lb_algo wrr", "ip_family inet6", "lb_kind TUN", "ops"],
    server("10.0.0.1 8080"),
    server("fd00::7"),
  ),
  "virtual_server_group G {\n  192.168.200.10-13 80\n  192.168.200.20 443\n  192.168.201.0/30 8080\n  192.168.202.1-192.168.202.3\n  fwmark 30\n  fwmark 31 inet\n}\n",
  service(
    "group G",
    ["lb_algo lc", "lb_kind NAT", "protocol TCP", "persistence_timeout 30"],
    server("10.0.0.1 80"),
    server("10.0.0.2 0", "weight 4"),
  ),
  "virtual_server_group R {\n  192.168.203.1 80\n  192.168.203.2 443\n}\n",
  service(
    "group R",
    ["lb_algo rr", "lb_kind DR", "protocol TCP"],
    server("10.0.0.1 80"),
    server("10.0.0.2 8080"),
    server("10.0.0.3"),
  ),
  "virtual_server_group G6 {\n  fd00::10-13 80\n  fwmark 32\n  fwmark 33 inet6\n}\n",
  service("group G6", ["lb_algo lc", "lb_kind DR", "protocol UDP", "ops"], server("fd00::20 80")),
].join("");

/** Each line changes one thing of the file above. */
const changes: readonly (readonly [string, string])[] = [
  ["lb_algo sh\n  sh-port\n  sh-fallback", "lb_algo sh\n  sh-port"],
  ["persistence_granularity 255.255.255.0", "persistence_granularity 255.255.0.0"],
  ["gue port 6080 csum", "gue port 6081 remcsum"],
  ["uthreshold 100\n    lthreshold 50", "uthreshold 80"],
  ["weight 0", "weight 2"],
  ["lb_algo rr\n  lb_kind NAT\n  ops", "lb_algo lc\n  lb_kind NAT"],
  ["lb_algo mh\n  mh-port\n  mh-fallback", "lb_algo wlc"],
  ["flag-1\n  flag-2", "flag-2"],
  ["persistence_engine sip\n", ""],
  ["real_server 10.0.0.1 8081", "real_server 10.0.0.9 8081"],
  ["192.168.200.10-13 80", "192.168.200.12-15 80"],
  ["fwmark 31 inet\n", "fwmark 34\n"],
  ["  real_server 10.0.0.2 0 {\n    weight 4\n  }\n", "  real_server 10.0.0.6 80 {\n  }\n"],
  ["virtual_server fwmark 8", "virtual_server fwmark 9"],
];

function changed(text: string): string {
  return changes.reduce((before, [from, to]) => {
    if (!before.includes(from)) throw new Error(`not in the file: ${from}`);
    return before.replace(from, to);
  }, text);
}

const plain = service(
  "192.168.200.1 80",
  ["lb_algo rr", "lb_kind DR", "protocol TCP"],
  server("10.0.0.1 80"),
);
const foreign = "ipvsadm -A -t 9.9.9.9:80 -s rr; ipvsadm -a -t 9.9.9.9:80 -r 9.9.9.10:80 -g";
const leftOver = "ipvsadm --start-daemon master --mcast-interface lo --syncid 77";

/** Takes connections on port 80 of both addresses, without ever looking at one. */
const listener = [
  "import socket, time",
  'listeners = [socket.create_server((a, 80), family=f, backlog=4096) for a, f in (("fd00::5", socket.AF_INET6), ("10.0.0.5", socket.AF_INET))]',
  "time.sleep(900)",
].join("; ");
const quick = "TCP_CHECK {\n      connect_timeout 4\n      retry 0\n    }";
const timing = ["delay_loop 3", "warmup 0", "lb_algo wrr", "lb_kind NAT"];
const checked = [
  service(
    "fd00::100 80",
    [...timing, "protocol TCP"],
    server("fd00::5 80", quick),
    server("fd00::5 81", quick),
  ),
  "virtual_server_group W {\n  192.168.200.50-51 80\n  fwmark 40\n}\n",
  service("group W", [...timing, "protocol TCP"], server("10.0.0.5 80", quick), server("10.0.0.5 81", quick)),
  service(
    "fd00::100 53",
    [...timing, "protocol UDP"],
    server("fd00::5 80", quick),
    server("fd00::5 81", quick),
  ),
].join("");

const instance = `vrrp_instance VI_1 {
  state MASTER
  interface eth1
  virtual_router_id 51
  priority 100
  advert_int 1
  virtual_ipaddress {
    192.168.200.99
  }
}
`;

/** A first state, the master-down time, and the state after it. */
const electionMs = 8_000;

export const featureCases: readonly FeatureCase[] = [
  {
    name: "services",
    stages: [
      { name: "start", config: everything },
      { name: "everything changed", config: changed(everything), theirsLeaves: "group-services" },
      { name: "and back", config: everything },
    ],
  },
  {
    name: "settings",
    before: `${foreign}; ${leftOver}; ipvsadm --set 800 80 200`,
    stages: [
      {
        name: "start",
        config: `${globals("lvs_flush", "lvs_timeouts tcp 600", "lvs_sync_daemon eth1 id 5 maxlen 1000 port 8850 ttl 3 group 224.0.0.90")}${plain}`,
      },
      {
        name: "other timeouts and daemons",
        config: `${globals("lvs_timeouts udp 33", "lvs_sync_daemon peer1 id 6 maxlen 9000 group ff02::90", "lvs_flush_on_stop")}${plain}`,
      },
      { name: "a foreign service", shell: foreign },
    ],
  },
  {
    name: "settings taken away, and -I",
    options: ["-I"],
    stages: [
      {
        name: "start",
        config: `${globals("lvs_timeouts tcp 600 tcpfin 0", "lvs_sync_daemon eth1")}${plain}`,
      },
      {
        name: "none any more",
        config: `${globals("lvs_flush", "lvs_flush_onstop")}${plain}`,
        theirsLeaves: "daemons",
      },
    ],
  },
  {
    name: "settings without a service",
    stages: [
      { name: "start", config: `${globals("lvs_timeouts tcp 600", "lvs_flush_on_stop")}${plain}` },
      { name: "no service any more", config: globals("lvs_timeouts tcp 600", "lvs_flush_on_stop") },
      { name: "a foreign service", shell: foreign },
    ],
  },
  {
    name: "following an instance",
    stages: [
      {
        name: "master",
        config: `${globals("lvs_sync_daemon eth1 inst VI_1", "lvs_flush_on_stop VS")}${instance}${plain}`,
        settleMs: electionMs,
      },
      { name: "link down", shell: "ip link set peer1 down" },
      { name: "link up", shell: "ip link set peer1 up", settleMs: electionMs },
      {
        name: "another id",
        config: `${globals("lvs_sync_daemon eth1 inst VI_1 id 9", "lvs_flush_on_stop VS")}${instance}${plain}`,
      },
      { name: "foreign", shell: foreign },
    ],
  },
  {
    name: "checks, in another namespace than the table",
    before: `ip addr add fd00::5/128 dev lo nodad; ip addr add 10.0.0.5/32 dev lo; python3 -c '${listener}' >/dev/null 2>&1 &`,
    stages: [{ name: "start", config: `net_namespace_ipvs @OTHER@\n${checked}`, settleMs: 8_000 }],
  },
];
