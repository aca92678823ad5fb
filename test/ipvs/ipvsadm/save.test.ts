/** What `-S` prints, as ipvsadm 1.31 printed it for the same tables. */
import { expect, test } from "vitest";
import { numericNames } from "../../../src/ipvs/ipvsadm/endpoint-text.ts";
import { saveText } from "../../../src/ipvs/ipvsadm/save.ts";
import type { ListedServer, ListedService } from "../../../src/ipvs/listing.ts";
import { endpoint, fwmark, key } from "../services.ts";

function server(text: string, more: Partial<ListedServer> = {}): ListedServer {
  return {
    ...endpoint(text),
    method: 3,
    tunnelType: 0,
    tunnelPort: 0,
    tunnelFlags: 0,
    weight: 1,
    upperThreshold: 0,
    lowerThreshold: 0,
    activeConnections: 0,
    inactiveConnections: 0,
    persistentConnections: 0,
    ...more,
  };
}

const everyone = [255, 255, 255, 255];
const plain = { scheduler: "wlc", flags: 0, timeoutS: 0, netmask: everyone, servers: [] };

const services: readonly ListedService[] = [
  { ...plain, key: fwmark(4_294_967_295) },
  {
    ...plain,
    key: { kind: "fwmark", mark: 3, family: 6 },
    scheduler: "mh",
    flags: 0x1 | 0x4 | 0x10,
    timeoutS: 70,
    netmask: 60,
    persistenceEngine: "sip",
    servers: [
      server("[fd00::5]:0", { method: 2, weight: 9, tunnelType: 1, tunnelPort: 7, tunnelFlags: 1 }),
      server("[fd00::5]:99", { method: 2, tunnelType: 2 }),
      server("[1::5]:99", { upperThreshold: 10 }),
    ],
  },
  { ...plain, key: fwmark(6), scheduler: "mh", flags: 0x20 },
  {
    ...plain,
    key: key("1.2.3.4:5", "UDP"),
    scheduler: "sh",
    flags: 0x1 | 0x4 | 0x8 | 0x10,
    timeoutS: 70,
    netmask: [255, 255, 0, 0],
    servers: [server("1.2.3.6:99", { method: 0 }), server("1.2.3.5:5", { method: 2, weight: 0 })],
  },
  { ...plain, key: key("1.2.3.4:9", "SCTP"), netmask: [255, 255, 0, 0] },
  { ...plain, key: key("[fd00::1]:80"), netmask: 128, flags: 0x1, timeoutS: 360 },
];

test("every kind of service and server, in ipvsadm's order", () => {
  expect(saveText(services, numericNames)).toBe(`-A -f -1 -s wlc
-A -u 1.2.3.4:5 -s sh -p 70 -M 255.255.0.0 -o -b sh-fallback,sh-port
-a -u 1.2.3.4:5 -r 1.2.3.5:5 -i -w 0 --tun-type ipip
-a -u 1.2.3.4:5 -r 1.2.3.6:99 -m -w 1
-A --sctp-service 1.2.3.4:9 -s wlc
-A -t [fd00::1]:80 -s wlc -p 360
-A -f 3 -6 -s mh -p 70 -M 60 --pe sip -o -b mh-port
-a -f 3 -6 -r [fd00::5]:0 -i -w 9 --tun-type gue --tun-port 7 --tun-csum
-a -f 3 -6 -r [fd00::5]:99 -i -w 1 --tun-type gre --tun-nocsum
-a -f 3 -6 -r [1::5]:99 -g -w 1
-A -f 6 -s mh -b${" "}
`);
});
