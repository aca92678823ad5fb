/** Small configurations for comparison with keepalived itself: name, text, and why it may differ where it does. */

export interface OracleCase {
  readonly name: string;
  readonly text: string;
  /** Stands where Vigil knowingly answers otherwise than keepalived 2.2.7. */
  readonly differs?: string;
}

const head = "vrrp_instance V {\n interface eth0\n virtual_router_id 51";
const withAddress = `${head}\n virtual_ipaddress {\n  10.0.0.9\n }`;

function vrrp(...lines: readonly string[]): OracleCase {
  return { name: `vrrp_instance: ${lines.join(" / ")}`, text: `${withAddress}\n ${lines.join("\n ")}\n}` };
}

function address(line: string, differs?: string): OracleCase {
  const text = `${head}\n virtual_ipaddress {\n ${line}\n }\n}`;
  return { name: `virtual_ipaddress: ${line}`, text, ...(differs === undefined ? {} : { differs }) };
}

function service(line: string, name = "10.0.0.1 80"): OracleCase {
  const text = `virtual_server ${name} {\n lb_algo rr\n lb_kind DR\n protocol TCP\n ${line}\n real_server 10.0.0.2 80 {\n  weight 1\n }\n}`;
  return { name: `virtual_server ${name}: ${line}`, text };
}

function named(name: string, differs?: string): OracleCase {
  return {
    ...service("", name),
    name: `virtual_server ${name}`,
    ...(differs === undefined ? {} : { differs }),
  };
}

function server(line: string, name = "10.0.0.2 80"): OracleCase {
  const text = `virtual_server 10.0.0.1 80 {\n lb_algo rr\n lb_kind DR\n protocol TCP\n real_server ${name} {\n  weight 1\n  ${line}\n }\n}`;
  return { name: `real_server ${name}: ${line}`, text };
}

function check(line: string): OracleCase {
  return { ...server(`TCP_CHECK {\n ${line}\n }`), name: `TCP_CHECK: ${line}` };
}

function whole(name: string, text: string, differs?: string): OracleCase {
  return { name, text, ...(differs === undefined ? {} : { differs }) };
}

export const oracleCases: readonly OracleCase[] = [
  whole("an empty file", ""),
  whole("no virtual_router_id", "vrrp_instance V {\n interface eth0\n}"),
  whole("no interface", "vrrp_instance V {\n virtual_router_id 3\n}"),
  whole("no virtual address", `${head}\n}`),
  whole("an instance without a name", "vrrp_instance {\n virtual_router_id 3\n interface eth0\n}"),
  whole("an instance with two names", "vrrp_instance a b {\n virtual_router_id 3\n interface eth0\n}"),
  whole("an instance twice", `${withAddress}\n}\n${withAddress}\n}`),
  whole("a VRID twice", `${withAddress}\n}\n${withAddress.replace("V", "W")}\n}`),
  whole("an IPv6 address", `${head}\n virtual_ipaddress {\n fd00::9\n }\n}`),
  vrrp("priority 0", "priority 300", "priority x"),
  vrrp("priority"),
  vrrp('priority "150"'),
  vrrp("priority 150#x"),
  vrrp("virtual_router_id 300"),
  vrrp("state FOO"),
  vrrp("state"),
  vrrp("state MASTER", "state BACKUP"),
  vrrp("state MASTER", "nopreempt"),
  vrrp("nopreempt", "preempt"),
  vrrp("priority 255", "state BACKUP"),
  vrrp("advert_int 1.6"),
  vrrp("advert_int 0.2"),
  vrrp("advert_int 0"),
  vrrp("advert_int 300"),
  vrrp("advert_int 1.00000001"),
  vrrp("advert_int -1"),
  vrrp("advert_int abc"),
  vrrp("advert_int"),
  vrrp("interface nosuch0"),
  vrrp("interface lo"),
  vrrp("interface abcdefghijklmnopqrst"),
  vrrp("interface eth0 eth1"),
  vrrp("authentication { auth_type PASS auth_pass x }"),
  vrrp("authentication {", "auth_type PASS", "auth_pass 123456789", "}"),
  vrrp("authentication {", "auth_type PASS", "}"),
  vrrp("authentication {", "auth_pass x", "}"),
  vrrp("authentication {", "auth_type pass", "auth_pass x", "}"),
  vrrp("authentication {", "auth_type PASS", 'auth_pass ""', "}"),
  vrrp("authentication {", "auth_type PASS", "auth_pass", "}"),
  vrrp("authentication {", "auth_type PASS", "auth_pass a b", "foo", "}"),
  vrrp("authentication x {", "auth_type PASS", "auth_pass 1", "}"),
  vrrp("authentication", "auth_type PASS", "auth_pass 1", "}"),
  vrrp("authentication {", "auth_type AH", "auth_pass x", "}"),
  vrrp("unknown_kw 1"),
  vrrp("unknown_block {", "foo", "priority 300", "}", "priority 100"),
  vrrp("{", "}"),
  vrrp("priority 150}", "{"),
  vrrp('"priority" 150', '"prio rity" 150'),
  vrrp('state "MASTER'),
  vrrp('sta"t"e x', "prio\\"),
  vrrp("virtual_ipaddress 10.0.0.1"),
  vrrp("virtual_ipaddress", " 10.0.0.7", "}"),
  vrrp("virtual_ipaddress { 10.0.0.8", " 10.0.0.7 }"),
  vrrp("virtual_ipaddress {", "10.0.0.7", "fd00::1", "}"),
  {
    ...vrrp("virtual_ipaddress {", "10.0.0.9", "}"),
    differs: "2.4.3 reports and drops a repeated address, 2.2.7 does not",
  },
  vrrp("garp_master_delay 3"),
  ...[
    "10.0.0.9/33",
    "10.0.0.9/24x",
    "10.0.0.9/",
    "10.0.0.9/0",
    "10.0.0",
    "host.name",
    "10.0.0.09",
    '"10.0.0.9"',
    "10.0.0.9 dev eth1",
    "10.0.0.9 dev nosuch",
    "10.0.0.9 dev",
    "10.0.0.9 scope link",
    "10.0.0.9 scope foo",
    "10.0.0.9 scope 300",
    "10.0.0.9 scope",
    "10.0.0.9 foo",
    "10.0.0.9 10.0.0.10",
    "10.0.0.9 label x:1",
    "10.0.0.9 label",
    "10.0.0.9 label eth0:toolonglabelforif",
    "10.0.0.9 brd 10.0.0.255",
    "10.0.0.9 brd +",
    "10.0.0.9/24 brd +",
    "10.0.0.9 brd x",
    "10.0.0.9 dev eth1 label eth9 scope 253 brd 10.0.0.255 bogus",
  ].map((line) => address(line)),
  address("10.0.0.9 no_track"),
  whole("global_defs without a brace", "global_defs\n router_id x\n}"),
  whole("router_id alone", "global_defs {\n router_id\n}"),
  whole("router_id with two words", "global_defs x {\n router_id a b\n}"),
  whole("global_defs twice", "global_defs {\n router_id a\n}\nglobal_defs {\n router_id b\n foo 1\n}"),
  whole("an open quote", 'global_defs {\n router_id "a b\n}'),
  whole("an unknown word at the top", "foo bar"),
  whole("an unknown block at the top", "foo {\n bar 1\n}"),
  whole("an unclosed block", withAddress),
  whole("an extra brace", `${withAddress}\n}\n}`),
  whole("a byte order mark", "\xef\xbb\xbfglobal_defs {\n}"),
  whole("CRLF", "global_defs {\r\n router_id a\r\n foo x\r\n}\r\n"),
  whole("a condition", `${withAddress}\n @nobody state MASTERR\n @^nobody state MASTERR\n @^nobody\n}`),
  whole(
    "definitions and a sequence",
    "$A=10.0.0.1\n$B= \\\n state MASTER \\\n priority 300\n" +
      `${head}\n $B\n virtual_ipaddress {\n $A\n ~SEQ(i, 3) 10.1.0.$i\n }\n \${NOPE}\n "\${NOPE}"\n $NOPE 3\n $C = 3\n}`,
  ),
  whole("an include that fails", `${withAddress}\n}\nincludem /nonexistent/file`),
  whole("an include that does not", `${withAddress}\n}\ninclude /nonexistent/*`),
  whole("no real server", "virtual_server 10.0.0.1 80 {\n lb_algo rr\n lb_kind DR\n protocol TCP\n}"),
  whole("a service with nothing said", "virtual_server 10.0.0.1 80 {\n real_server 10.0.0.2 80 {\n }\n}"),
  ...[
    "lb_algo foo",
    "lb_algo",
    "lb_kind FOO",
    "lb_kind dr",
    "lb_kind",
    "lb_kind TUN",
    "lb_kind TUN type gue port 80",
    "lb_kind TUN type gue",
    "lb_kind TUN type foo",
    "lb_kind NAT type gre",
    "lb_kind DR foo",
    "protocol foo",
    "protocol tcp",
    "protocol",
    "protocol UDP TCP",
    "persistence_timeout",
    "persistence_timeout 0",
    "persistence_timeout x",
    "delay_loop 0",
    "delay_loop",
    "delay_loop 0x10",
    "delay_loop +5",
    "delay_loop 5s",
    "delay_loop 1.1234567",
    "delay_loop .5",
    "delay_loop 5.",
    "weight 0",
    "retry 0",
    "connect_timeout 0",
    "lvs_sched rr",
    "lvs_method NAT",
    "TCP_CHECK {\n retry 1\n }",
  ].map((line) => service(line)),
  ...[
    "10.0.0.1",
    "10.0.0.1 70000",
    "x 80",
    "10.0.0.1 http",
    "10.0.0.1 80 90",
    "",
    "fwmark 1",
    "fwmark x",
    "10.0.0.1:80",
  ].map((name) => named(name)),
  named("group g"),
  named("fwmark", "2.2.7 crashes; a missing word ends the test with 2"),
  ...[
    "weight -1",
    "weight",
    "weight x",
    "weight 0",
    "weight 2147483648",
    "weight +3",
    "lb_kind NAT",
    "lvs_method x",
    "retry 0",
    "delay_loop 0",
  ].map((line) => server(line)),
  ...["10.0.0.2", "10.0.0.2 81", "10.0.0.2 70000", "x 80", "", "fd00::1 80"].map((name) => server("", name)),
  server("}\n real_server 10.0.0.2 80 {"),
  ...[
    "connect_ip x",
    "connect_ip",
    "connect_port 0",
    "connect_port http",
    "connect_timeout 5000",
    "connect_timeout",
    "retry -1",
    "retry 0",
    "retry 4294967296",
    "delay_before_retry 0",
    "delay_beefore_retry 3",
    "nb_get_retry 3",
    "warmup 0",
    "foo",
  ].map((line) => check(line)),
  server("TCP_CHECK\n{\nretry 2 }"),
  server("TCP_CHECK { retry 2\n connect_port 80 }"),
  server("TCP_CHECK x {\n }"),
  server("TCP_CHECK {\n retry 2"),
];
