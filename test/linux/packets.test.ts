/** VRRP packets between two namespaces, judged by tcpdump and by the receiving side. */
import { spawn } from "node:child_process";
import { afterEach, expect, test } from "vitest";
import {
  IP_MULTICAST_IF,
  IP_MULTICAST_TTL,
  IPPROTO_IP,
  MSG_DONTROUTE,
  Socket,
} from "../../src/dgram-ext/index.ts";
import { openVrrpPackets } from "../../src/linux/packets.ts";
import type { ReceivedPacket } from "../../src/ports/packets.ts";
import {
  describeAsRoot,
  interfaceIndex,
  joinPair,
  namespacePair,
  run,
  within,
} from "../support/namespaces.ts";

const groupAddress = { family: 4, bytes: [224, 0, 0, 18] } as const;
const addressOfA = { family: 4, bytes: [192, 0, 2, 1] } as const;
const addressOfB = { family: 4, bytes: [192, 0, 2, 2] } as const;

/** As keepalived 2.2.7 sent it: VRRPv2, router 51, priority 150, 1 s, 172.16.1.100, password 1111. */
const advert = Uint8Array.from(Buffer.from("21339601010137f3ac1001643131313100000000", "hex"));

/** Gratuitous ARP request for 172.16.1.100. */
const arpFrame = Uint8Array.from(
  Buffer.from("ffffffffffff02000000000108060001080006040001020000000001ac100164ffffffffffffac100164", "hex"),
);

const opened: { close(): void }[] = [];
afterEach(() => {
  for (const one of opened.splice(0)) one.close();
});

function keep<T extends { close(): void }>(one: T): T {
  opened.push(one);
  return one;
}

/** Like a link of rtnetlink, as far as listening goes. */
function link(namespace: string, name = "veth0") {
  const index = interfaceIndex(namespace, name);
  return { name, index, mtu: 1500, mac: [], up: true, loopback: false, multicast: true };
}

function packetsOn(namespace: string) {
  const links = [link(namespace)];
  const packets = keep(openVrrpPackets());
  expect(within(namespace, () => packets.listen(links))).toEqual([]);
  return packets;
}

type Packets = ReturnType<typeof packetsOn>;

function drained(packets: Packets): ReceivedPacket[] {
  const all: ReceivedPacket[] = [];
  packets.drain((packet) => all.push(packet));
  return all;
}

/** What tcpdump says of the first packets that match, once `action` has run. */
async function tcpdump(
  namespace: string,
  count: number,
  filter: string,
  action: () => void,
): Promise<string> {
  const words = [
    "netns",
    "exec",
    namespace,
    "tcpdump",
    "--immediate-mode",
    "-nvvve",
    "-c",
    String(count),
    "-i",
    "veth0",
    filter,
  ];
  const process = spawn("ip", words, { stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  process.stdout.setEncoding("utf8").on("data", (chunk) => (text += chunk));
  await new Promise<void>((resolve) => {
    process.stderr.setEncoding("utf8").on("data", (chunk) => chunk.includes("listening on") && resolve());
  });
  const ended = new Promise((resolve) => process.once("close", resolve));
  action();
  await ended;
  return text;
}

describeAsRoot("packets", () => {
  const pair = namespacePair("packets");
  const { a, b } = pair;

  test("an advert arrives with its source, TTL 255 and nothing but its payload", () => {
    const [sender, receiver] = [packetsOn(a), packetsOn(b)];
    expect(sender.sendAdvert("veth0", addressOfA, advert)).toBeUndefined();
    const received = drained(receiver);
    const [{ waitedUs } = { waitedUs: -1 }] = received;
    expect(waitedUs).toBeGreaterThanOrEqual(0);
    expect(waitedUs).toBeLessThanOrEqual(5_000);
    expect(received).toEqual([
      {
        interfaceName: "veth0",
        source: addressOfA,
        destination: groupAddress,
        ttl: 255,
        waitedUs,
        payload: advert,
      },
    ]);
    // IP_MULTICAST_LOOP off: nothing of it comes back to the sender's own host.
    expect(drained(sender)).toEqual([]);
  });

  test("tcpdump reads what keepalived would have sent, header fields included", async () => {
    const sender = packetsOn(a);
    const text = await tcpdump(b, 2, "ip proto 112", () => {
      sender.sendAdvert("veth0", addressOfA, advert);
      sender.sendAdvert("veth0", addressOfA, advert);
    });
    expect(text).toContain("> 01:00:5e:00:00:12");
    expect(text).toContain("(tos 0xc0, ttl 255, id 1, offset 0, flags [none], proto VRRP (112), length 40)");
    expect(text).toContain("(tos 0xc0, ttl 255, id 2, offset 0, flags [none], proto VRRP (112), length 40)");
    expect(text).toContain(
      '192.0.2.1 > 224.0.0.18: VRRPv2, Advertisement, vrid 51, prio 150, authtype simple, intvl 1s, length 20, addrs: 172.16.1.100 auth "1111"',
    );
    expect(text).not.toMatch(/bad|invalid|wrong/i);
  });

  test("the source is what the caller says, not what the interface has", () => {
    const [sender, receiver] = [packetsOn(a), packetsOn(b)];
    const source = { family: 4, bytes: [203, 0, 113, 9] } as const;
    expect(sender.sendAdvert("veth0", source, advert)).toBeUndefined();
    expect(drained(receiver)[0]?.source).toEqual(source);
    const six = { family: 6, bytes: new Array<number>(16).fill(1) } as const;
    expect(sender.sendAdvert("veth0", six, advert)).toContain("IPv4");
  });

  test("a frame goes out as it is", async () => {
    const sender = packetsOn(a);
    const text = await tcpdump(b, 1, "arp", () => {
      expect(sender.sendFrame("veth0", arpFrame)).toBeUndefined();
    });
    expect(text).toContain("02:00:00:00:00:01 > ff:ff:ff:ff:ff:ff");
    expect(text).toContain("Request who-has 172.16.1.100 (ff:ff:ff:ff:ff:ff) tell 172.16.1.100");
  });

  test("everything that is queued is read in one drain, in order", () => {
    const [sender, receiver] = [packetsOn(a), packetsOn(b)];
    for (let i = 0; i < 200; i++) sender.sendAdvert("veth0", addressOfA, Uint8Array.of(i));
    expect(drained(receiver).map((packet) => packet.payload[0])).toEqual(
      Array.from({ length: 200 }, (_, i) => i),
    );
    expect(drained(receiver)).toEqual([]);
  });

  test("the listener is called while something waits", async () => {
    const [sender, receiver] = [packetsOn(a), packetsOn(b)];
    const called = new Promise<void>((resolve) => receiver.onReadable(resolve));
    sender.sendAdvert("veth0", addressOfA, advert);
    await called;
    expect(drained(receiver)).toHaveLength(1);
  });

  test("only what was sent to the group on that interface is heard", () => {
    run(`ip link add veth1 netns ${a} type veth peer name veth1 netns ${b}`);
    for (const name of [a, b]) run(`ip -n ${name} link set veth1 up`);
    const receiver = packetsOn(b);
    const unicast = keep(within(a, () => Socket.open("inet", "raw", 112)));
    unicast.send(advert, { to: { family: "inet", address: addressOfB, port: 0 } });
    const other = keep(openVrrpPackets());
    within(a, () => other.listen([link(a, "veth1")]));
    expect(other.sendAdvert("veth1", addressOfA, advert)).toBeUndefined();
    expect(drained(receiver)).toEqual([]);
    run(`ip -n ${a} link del veth1`);
  });

  test("a TTL other than 255 is told as it is", () => {
    const receiver = packetsOn(b);
    const routed = keep(within(a, () => Socket.open("inet", "raw", 112)));
    const request = new Uint8Array(12);
    new DataView(request.buffer).setInt32(8, interfaceIndex(a, "veth0"), true);
    routed.setOption(IPPROTO_IP, IP_MULTICAST_IF, request);
    routed.setOption(IPPROTO_IP, IP_MULTICAST_TTL, 64);
    routed.send(advert, { to: { family: "inet", address: groupAddress, port: 0 }, flags: MSG_DONTROUTE });
    expect(drained(receiver)[0]?.ttl).toBe(64);
  });

  test("a link that goes down and comes back needs nothing; sending meanwhile is an error in words", () => {
    const [sender, receiver] = [packetsOn(a), packetsOn(b)];
    run(`ip -n ${a} link set veth0 down`);
    expect(sender.sendAdvert("veth0", addressOfA, advert)).toMatch(/^veth0: ENET(UNREACH|DOWN): .*sendmsg$/);
    expect(sender.sendFrame("veth0", arpFrame)).toMatch(/^veth0: ENETDOWN: .*sendmsg$/);
    expect(drained(sender)).toEqual([]);
    run(`ip -n ${a} link set veth0 up`);
    expect(sender.sendAdvert("veth0", addressOfA, advert)).toBeUndefined();
    expect(drained(receiver)).toHaveLength(1);
    expect(receiver.sendAdvert("veth0", addressOfB, advert)).toBeUndefined();
    expect(drained(sender)).toHaveLength(1);
  });

  test("an interface made anew is opened anew; one that is not there is an error in words", () => {
    const packets = packetsOn(a);
    run(`ip -n ${a} link del veth0`);
    expect(packets.sendAdvert("veth0", addressOfA, advert)).toMatch(/^veth0: E/);
    const gone = { name: "veth0", index: 9999, mtu: 0, mac: [], up: true, loopback: false, multicast: true };
    expect(within(a, () => packets.listen([gone]))).toEqual([
      expect.stringMatching(/^veth0: ENODEV: .*setsockopt$/),
    ]);
    expect(packets.sendAdvert("veth0", addressOfA, advert)).toBe("veth0: not open");
    expect(packets.sendFrame("veth0", arpFrame)).toBe("veth0: not open");
    joinPair(pair);
    const receiver = packetsOn(b);
    expect(within(a, () => packets.listen([link(a)]))).toEqual([]);
    expect(packets.sendAdvert("veth0", addressOfA, advert)).toBeUndefined();
    expect(drained(receiver)).toHaveLength(1);
  });

  test("listening anew to the same link keeps its sockets and what is queued in them", () => {
    const [sender, receiver] = [packetsOn(a), packetsOn(b)];
    sender.sendAdvert("veth0", addressOfA, advert);
    expect(within(b, () => receiver.listen([link(b)]))).toEqual([]);
    expect(drained(receiver)).toHaveLength(1);
    expect(receiver.listen([])).toEqual([]);
    sender.sendAdvert("veth0", addressOfA, advert);
    expect(drained(receiver)).toEqual([]);
  });
});

test("an unprivileged user is told so", () => {
  const packets = keep(openVrrpPackets());
  const root = process.geteuid?.() === 0;
  if (root) process.seteuid?.(65534);
  try {
    expect(packets.listen([{ name: "lo", index: 1 }])).toEqual([
      expect.stringMatching(/^lo: EPERM: .*socket$/),
    ]);
  } finally {
    if (root) process.seteuid?.(0);
  }
});
