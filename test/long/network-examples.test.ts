/** The examples of one service each; DR and NAT are what the pairs go through, the larger ones are among the long tests. */
import { bothTwice, checkExamples, expectOneServer, virtualAddressLine } from "../system/example-checks.ts";

checkExamples([
  {
    name: "lvs-tun",
    table: [
      "-A -t 172.16.1.100:80 -s rr",
      "-a -t 172.16.1.100:80 -r 172.16.1.5:80 -i -w 1 --tun-type ipip",
      "-a -t 172.16.1.100:80 -r 172.16.1.6:80 -i -w 1 --tun-type ipip",
    ],
    answers: bothTwice,
    addresses: [virtualAddressLine],
  },
  {
    name: "lvs-https",
    table: [
      "-A -t 172.16.1.100:443 -s rr -p 300",
      "-a -t 172.16.1.100:443 -r 172.16.1.5:443 -g -w 1",
      "-a -t 172.16.1.100:443 -r 172.16.1.6:443 -g -w 1",
    ],
    answers: expectOneServer,
    addresses: [virtualAddressLine],
  },
  {
    name: "lvs-fwmark",
    table: ["-A -f 1 -s rr -p 300", "-a -f 1 -r 172.16.1.5:0 -g -w 1", "-a -f 1 -r 172.16.1.6:0 -g -w 1"],
    answers: expectOneServer,
    addresses: [virtualAddressLine],
  },
  {
    name: "lvs-ipv6",
    table: [
      "-A -t [fd00:172:16:1::100]:80 -s rr",
      "-a -t [fd00:172:16:1::100]:80 -r [fd00:172:16:1::5]:80 -g -w 1",
      "-a -t [fd00:172:16:1::100]:80 -r [fd00:172:16:1::6]:80 -g -w 1",
    ],
    answers: bothTwice,
    addresses: [virtualAddressLine, "inet6 fd00:172:16:1::100/128 scope global"],
  },
]);
