/** The table of states that both programs list: every scheduler, method, family, flag, order and length of a line. */
import type { IpvsCommand } from "../../src/ipvs/table.ts";
import { destination, fwmark, key, service } from "../ipvs/services.ts";

const schedulers = "rr wrr lc wlc lblc lblcr dh sh sed nq mh fo ovf".split(" ");

/** Its differences of addresses do not fit 32 bits, so ipvsadm's order of them depends on its sorting's steps. */
const far =
  "1.0.0.1 10.0.0.1 10.0.0.2 64.0.0.1 127.0.0.2 128.0.0.1 130.0.0.1 192.168.0.1 192.168.1.0 223.0.0.1 1.0.0.200".split(
    " ",
  );
const far6 =
  "1::1 1::8000:1 1:0:0:8000::1 7fff::1 8000::1 fd00::31 2001:db8::1 1:8000::1 1::1:0 1:0:8000::1 1:1::1".split(
    " ",
  );

/** Lines for ipvsadm -R. */
export const tableLines: readonly string[] = [
  ...schedulers.map((name, index) => `-A -t 10.9.1.1:${index + 1} -s ${name}`),
  "-A -t 10.9.1.2:80 -s sh -b sh-fallback,sh-port",
  "-A -t 10.9.1.2:81 -s mh -b mh-fallback,mh-port",
  "-A -t 10.9.1.2:82 -s rr -b flag-1,flag-3",
  "-A -t 10.9.1.2:83 -s sh -b sh-port,flag-3",
  "-A -t 10.9.1.2:85 -s sh -b flag-3",
  "-A -t 10.9.1.2:84 -s wlc -b flag-2 -p 30",
  "-A -u 10.9.1.3:5060 -s rr -p 360 --pe sip",
  "-A -u 10.9.1.3:5061 -s rr -o",
  "-A -u 10.9.1.3:5062 -s rr -o -p 10 -M 255.255.0.0 --pe sip -b flag-1",
  "-A -t 10.9.1.3:443 -s rr -p -M 255.255.255.0",
  "-A -t 10.9.1.3:444 -s rr -p 86400",
  "-A -t 10.9.1.3:445 -s rr -p 60 -M 255.0.255.0",
  "-A -t 10.9.1.3:0 -s rr -p 60",
  "-A --sctp-service 10.9.1.4:99 -s wlc",
  "-A --sctp-service 10.9.1.4:80 -s wlc",
  "-A -f 7 -s rr",
  "-A -f 2147483647 -s rr",
  "-A -f 2147483648 -s rr",
  "-A -f 4294967295 -s rr -p 10",
  "-A -f 7 -6 -s rr -p 50 -M 64",
  "-A -t [fd00::21]:443 -s rr",
  "-A -t [fd00::22]:443 -s rr -p 30 -M 48",
  "-A -t [2001:db8:1111:2222:3333:4444:5555:6666]:65535 -s sh -b sh-port",
  "-A -u [::ffff:1.2.3.4]:53 -s rr",
  "-A -u [::1.2.3.4]:53 -s rr",
  "-a -t 10.9.1.1:1 -r 10.2.0.1:1 -g",
  "-a -t 10.9.1.1:1 -r 10.2.0.2:2222 -m -w 0",
  "-a -t 10.9.1.1:1 -r 10.3.0.1:1 -g -w 65535 -x 65535 -y 1000",
  "-a -t 10.9.1.1:1 -r 192.168.100.200:1 -i -w 2147483647",
  "-a -t 10.9.1.1:1 -r 192.168.100.201:65535 -m -x 65535",
  "-a -t 10.9.1.1:2 -r 10.2.0.1:2 -i --tun-type ipip",
  "-a -t 10.9.1.1:2 -r 10.2.0.2:2 -i --tun-type gue --tun-port 6080 --tun-csum",
  "-a -t 10.9.1.1:2 -r 10.2.0.3:2 -i --tun-type gue --tun-port 65535 --tun-remcsum",
  "-a -t 10.9.1.1:2 -r 10.2.0.4:2 -i --tun-type gue --tun-port 1 --tun-nocsum",
  "-a -t 10.9.1.1:2 -r 10.2.0.5:2 -i --tun-type gre",
  "-a -t 10.9.1.1:2 -r 10.2.0.6:2 -i --tun-type gre --tun-csum",
  "-a -t 10.9.1.1:2 -r [fd00::77]:2 -i",
  "-a -t 10.9.1.1:4 -r 10.2.0.1:4 -m",
  "-a -t 10.9.1.1:4 -r 10.2.0.2:80 -m",
  "-a -t 10.9.1.1:4 -r 10.2.0.2:514 -m",
  "-a -t 10.9.1.1:4 -r 10.2.0.3:80 -m",
  "-a -t 10.9.1.1:4 -r 10.2.0.3:514 -m",
  "-a -t 10.9.1.1:4 -r 10.2.0.4:54321 -m",
  "-a -t [fd00::21]:443 -r [fd00::5]:443 -g",
  "-a -t [fd00::21]:443 -r [fd00::6]:8443 -m -w 0",
  "-a -t [fd00::21]:443 -r [2001:db8:1111:2222:3333:4444:5555:6666]:443 -i --tun-type gue --tun-port 6080",
  "-a -t [fd00::21]:443 -r 10.2.0.9:443 -i",
  "-a -t [fd00::21]:443 -r 10.2.0.3:443 -i",
  "-a -f 7 -r 10.2.0.1 -g",
  "-a -f 7 -r 10.2.0.2:80 -m",
  "-a -f 7 -6 -r [fd00::5]:80 -m",
  "-a --sctp-service 10.9.1.4:99 -r 10.2.0.1:80 -m",
  "-a -u 10.9.1.3:5061 -r 10.2.0.1:5061 -m",
  ...far.map((address) => `-A -t ${address}:8000 -s rr`),
  ...far.map((address) => `-A -t ${address}:40000 -s rr`),
  ...far6.map((address) => `-A -t [${address}]:8000 -s rr`),
  "-A -t 10.9.1.5:1 -s rr",
  ...far.flatMap((address) => [9, 40_000].map((port) => `-a -t 10.9.1.5:1 -r ${address}:${port} -m`)),
  "-A -t [fd00::23]:1 -s rr",
  ...far6.map((address) => `-a -t [fd00::23]:1 -r [${address}]:9 -m`),
];

const mixed = key("10.9.1.6:1");
const tunnel = { method: "TUN", tunnel: "ipip", tunnelPort: 0, checksum: "nocsum" } as const;

/** What ipvsadm can list but not be told, as other programs may. */
export const furtherCommands: readonly IpvsCommand[] = [
  { kind: "add-service", service: service(mixed, []) },
  ...[
    "10.2.0.1:5",
    "[a02:1::1]:4",
    "10.2.0.1:3",
    "[a02:1::]:2",
    "[a02:1::]:9",
    "[fd00::9]:1",
    "192.0.2.1:1",
  ].map(
    (text): IpvsCommand => ({
      kind: "add-destination",
      key: mixed,
      destination: destination(text, { forwarding: tunnel }),
    }),
  ),
  // Numbers above Route, which no program sets, are left out: the kernel itself writes Masq for them where ipvsadm writes (null).
  {
    kind: "add-destination",
    key: mixed,
    destination: destination("10.2.1.1:1", { forwarding: { method: "other", number: 1 } }),
  },
  { kind: "add-service", service: service(key("10.9.1.6:2"), [], { flags: 1 }) },
  { kind: "add-service", service: service(key("10.9.1.6:3"), [], { persistencePrefixLength: 24 }) },
  { kind: "add-service", service: service(key("10.9.1.6:4"), [], { persistencePrefixLength: 0, flags: 1 }) },
  { kind: "add-service", service: service(fwmark(8), [], { flags: 0x3c, scheduler: "mh" }) },
  {
    kind: "add-service",
    service: service(key("[fd00::24]:1"), [], { persistencePrefixLength: 64, flags: 0x38 }),
  },
];

/** Of addresses in the table: short, long, exactly as long as a column, longer than ipvsadm's buffer. */
export const hostsFile = `127.0.0.1 localhost
10.9.1.1 web
10.9.1.3 Upper.Case
10.9.1.2 a-very-long-name.of-a-service.in-a-domain.example.org alias
10.9.2.1 exactly15chars.
10.2.0.1 rs1
10.2.0.2 another-very-long-name-of-a-real-server.example.org
10.2.0.3 exactly-twenty-four-ch.x
10.2.0.4 123456789.123456789.123456789.123456789.123456789.123456789.123456789.
10.3.0.1 a-rather-long-name-of-a-real-server.example.org
fd00::21 six
fd00::5 a-very-long-name-for-an-ipv6-address-of-a-service.in-a-domain.example.org
fd00::77 sixth-of-all-the-servers-of-the-house-that-jack-built
`;

export const servicesFile = `# a comment
http 80/tcp www
http 80/sctp
second 80/tcp
shell	514/tcp	cmd # more
 domain 53/udp
https 443/tcp
UPPER 444/TCP
octal 0445/tcp
sip-tls 5061/udp
`;

const address4 = "0A090001";
const address6 = "fd00:0000:0000:0000:0000:0000:0000:0077";
const heading = "Pro FromIP   FPrt ToIP     TPrt DestIP   DPrt State       Expires PEName PEData";

function v4(state: string, expires: number, more = "", server = "0A030001"): string {
  return `TCP ${address4} DCF0 ${address4} 0050 ${server} 1F40 ${state.padEnd(11)} ${String(expires).padStart(7)}${more}`;
}

const protocolLines = ["TCP ", "UDP ", "SCTP", "IP  ", "AH  ", "ESP "].map(
  (protocol) => `${protocol.padEnd(3)} 0A090101 0050 0A020002 0202 0A020004 0035 NONE            895`,
);
const tcpStates =
  "NONE ESTABLISHED SYN_SENT SYN_RECV FIN_WAIT TIME_WAIT CLOSE CLOSE_WAIT LAST_ACK LISTEN SYNACK ASSURED SHUTDOWN_ACK_SENT";

/** Lines as the kernel writes them into /proc/net/ip_vs_conn, of states that cannot be brought about in a minute. */
export const connectionLines: readonly string[] = [
  heading,
  ...tcpStates.split(" ").map((state) => v4(state, 895)),
  ...[0, 59, 60, 3599, 3600, 5999, 6000, 86_400, 2_678_400, 4_294_967_295].map((seconds) =>
    v4("CLOSE", seconds),
  ),
  ...protocolLines.map((line) => line.replace(/ {2,}(?=0A090101)/, " ")),
  `TCP C0A8FEFE FFFF C0A8FEFE FFFF C0A8FEFE FFFF ESTABLISHED     895`,
  `TCP ${address6} EDF2 ${address6} 0050 ${address6} 1F40 ESTABLISHED     895`,
  `TCP ${address6} EDF2 ${address6} 0050 0A030001 1F40 ESTABLISHED     895`,
  v4("ESTABLISHED", 1, "", address6),
  v4("ESTABLISHED", 1, " sip abcdef-12345@10.1.1.1", address6),
  v4("ASSURED", 1, " sip abcdef-12345@10.1.1.1"),
  v4("ASSURED", 1, " sip abcdef-12345@10.1.1.1", "0A020004"),
  "UDP 0A090000 0000 0A090002 13C4 0A030001 1388 ASSURED          25 sip f81d4fae-7dec@client.example.org",
  "IP  0A090000 0000 00000009 0000 0A030001 0000 ASSURED         895",
  "TCP 0000:0000:0000:0000:0000:ffff:0102:0304 EDF2 0000:0000:0000:0000:0000:0000:0102:0304 0050 0001:0000:0000:0002:0000:0000:0000:0003 FFFF ESTABLISHED     895",
  "TCP 2001:0db8:0000:0001:0001:0001:0001:0001 EDF2 2001:0db8:0000:0000:0001:0000:0000:0001 0050 0000:0000:0000:0000:0000:0000:0000:0000 FFFF ESTABLISHED     895",
  "TCP 0000:0000:0000:0000:0000:0000:0000:0001 EDF2 0000:0000:0000:0000:0000:0000:0001:0000 0050 0000:0000:0000:0000:0000:0000:0000:0102 FFFF ESTABLISHED     895",
];

const maxU64 = "18446744073709551615";

/** On both sides of every bound of the shortening. */
export const counterValues = `0,9,999,1000,9999,10000,99999,100000,999999,1000000,9999999,10000000,99999999,100000000,100000999,999999999,1000000000,9999999999,99999999999,100000000000,999999999999,1000000000000,99999999999999,100000000000000,999999999999999,9999999999999999,${maxU64},9223372036854775808,4294967296,4294967295,2147483648,99999500000,99999999999999999,999500,9223372036854775807,4294967295999,1999999999`;
