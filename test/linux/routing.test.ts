/** rtnetlink against the kernel, with `ip` and npm's netlink as witnesses, in network namespaces of its own. */
import { rt } from "netlink";
import { afterAll, beforeAll, expect, test } from "vitest";
import { NETLINK_ROUTE, NetlinkSocket } from "../../src/linux/netlink-socket.ts";
import {
  type LinuxRouting,
  type LinuxRoutingMonitor,
  openRouting,
  openRoutingMonitor,
} from "../../src/linux/routing.ts";
import {
  decodeInterfaceAddress,
  RTM_GETADDR,
  writeAddressDump,
} from "../../src/netlink/interface-address.ts";
import { decodeLink, RTM_GETLINK, writeLinkDump } from "../../src/netlink/link.ts";
import { NetlinkSession } from "../../src/netlink/session.ts";
import type { AddressRequest, RoutingEvent } from "../../src/ports/routing.ts";
import { formatAddress, type IpAddress, parseAddress } from "../../src/values/address.ts";
import { describeAsRoot, interfaceIndex, namespacePair, run, within } from "../support/namespaces.ts";

interface IpLink {
  readonly ifindex: number;
  readonly ifname: string;
  readonly mtu: number;
  readonly address: string;
  readonly flags: readonly string[];
  readonly linkinfo?: { readonly info_kind?: string };
}

interface IpAddressInfo {
  readonly local: string;
  readonly prefixlen: number;
  readonly scope: string;
  readonly secondary?: boolean;
  readonly broadcast?: string;
  readonly label?: string;
  readonly deprecated?: boolean;
  readonly tentative?: boolean;
  readonly protocol?: string;
}

const scopes: Readonly<Record<number, string>> = { 0: "global", 253: "link", 254: "host" };

describeAsRoot("routing", () => {
  const { a } = namespacePair("routing");
  let routing: LinuxRouting;
  let monitor: LinuxRoutingMonitor;
  let veth = 0;

  beforeAll(() => {
    routing = within(a, openRouting);
    monitor = within(a, openRoutingMonitor);
    veth = interfaceIndex(a, "veth0");
  });
  afterAll(() => {
    routing?.close();
    monitor?.close();
  });

  const address = (text: string): IpAddress => {
    const parsed = parseAddress(text);
    if (parsed === undefined) throw new Error(text);
    return parsed;
  };
  const request = (
    text: string,
    prefixLength: number,
    more: Partial<AddressRequest> = {},
  ): AddressRequest => ({
    interfaceIndex: veth,
    address: address(text),
    prefixLength,
    scope: 0,
    ...more,
  });
  const infoOf = (text: string): IpAddressInfo | undefined => {
    const links = JSON.parse(run(`ip -n ${a} -j addr show dev veth0`)) as { addr_info: IpAddressInfo[] }[];
    return links[0]?.addr_info.find((info) => info.local === text);
  };
  const drained = (): RoutingEvent[] => {
    const events: RoutingEvent[] = [];
    monitor.drain((event) => events.push(event));
    return events;
  };

  test("links are those of ip link", () => {
    run(`ip -n ${a} link add down0 type veth peer name down1`);
    const theirs = (JSON.parse(run(`ip -n ${a} -d -j link`)) as IpLink[]).map((link) => ({
      index: link.ifindex,
      name: link.ifname,
      mtu: link.mtu,
      mac: link.address.split(":").map((byte) => Number.parseInt(byte, 16)),
      up: link.flags.includes("UP") && link.flags.includes("LOWER_UP"),
      loopback: link.flags.includes("LOOPBACK"),
      multicast: link.flags.includes("MULTICAST"),
      kind: link.linkinfo?.info_kind,
    }));
    const ours = routing.links();
    expect(ours).toEqual(theirs);
    expect(ours.filter((link) => link.up).map((link) => link.name)).toEqual(["lo", "veth0"]);
    run(`ip -n ${a} link del down0`);
  });

  test("addresses are those of ip addr", () => {
    run(`ip -n ${a} addr add 192.0.2.77/24 dev veth0`);
    run(`ip -n ${a} addr add 198.51.100.1 peer 198.51.100.2/32 dev veth0`);
    const links = JSON.parse(run(`ip -n ${a} -j addr`)) as { ifindex: number; addr_info: IpAddressInfo[] }[];
    const theirs = links.flatMap((link) =>
      link.addr_info.map((info) => [
        link.ifindex,
        info.local,
        info.prefixlen,
        info.scope,
        info.secondary === true,
      ]),
    );
    const ours = routing
      .addresses()
      .map((one) => [
        one.interfaceIndex,
        formatAddress(one.address),
        one.prefixLength,
        scopes[one.scope],
        one.secondary,
      ]);
    expect(ours.toSorted()).toEqual(theirs.toSorted());
    expect(ours).toContainEqual([veth, "192.0.2.77", 24, "global", true]);
    expect(ours).toContainEqual([veth, "198.51.100.1", 32, "global", false]);
    run(`ip -n ${a} addr del 192.0.2.77/24 dev veth0`);
    run(`ip -n ${a} addr del 198.51.100.1 peer 198.51.100.2/32 dev veth0`);
  });

  test("npm's netlink reads the same from the same dump", () => {
    const session = within(a, () => new NetlinkSession(new NetlinkSocket(NETLINK_ROUTE)));
    const links = session.dump(RTM_GETLINK, writeLinkDump);
    expect(links.length).toBeGreaterThan(1);
    for (const { payload } of links) {
      const { data, attrs } = rt.parseLinkMessage(Buffer.from(payload));
      expect(decodeLink(payload)).toMatchObject({
        value: {
          index: data.index,
          name: attrs.ifname,
          mtu: attrs.mtu,
          mac: [...(attrs.address ?? [])],
          up: data.flags?.up === true && data.flags?.running === true,
          loopback: data.flags?.loopback === true,
          multicast: data.flags?.multicast === true,
        },
      });
    }
    const addresses = session.dump(RTM_GETADDR, writeAddressDump);
    expect(addresses.length).toBeGreaterThan(3);
    for (const { payload } of addresses) {
      const { data, attrs } = rt.parseAddressMessage(Buffer.from(payload));
      const bytes = [...(attrs.local ?? attrs.address ?? [])];
      expect(decodeInterfaceAddress(payload)).toMatchObject({
        value: {
          interfaceIndex: data.index,
          address: { family: bytes.length === 4 ? 4 : 6, bytes },
          prefixLength: data.prefixlen,
          scope: data.scope ?? 0,
          secondary: attrs.flags?.secondary === true,
        },
      });
    }
    session.close();
  });

  test("an address with all it can have is added, announced, marked as VRRP's, and removed", () => {
    drained();
    const wanted = request("203.0.113.9", 24, {
      scope: 253,
      label: "veth0:vip",
      broadcast: address("203.0.113.255"),
    });
    expect(routing.addAddresses([wanted])).toEqual([undefined]);
    expect(infoOf("203.0.113.9")).toMatchObject({
      prefixlen: 24,
      scope: "link",
      label: "veth0:vip",
      broadcast: "203.0.113.255",
    });
    const added = routing.addresses().find((one) => formatAddress(one.address) === "203.0.113.9");
    expect(added).toEqual({
      interfaceIndex: veth,
      address: wanted.address,
      prefixLength: 24,
      scope: 253,
      secondary: false,
      protocol: 18,
    });
    expect(drained()).toEqual([{ kind: "address", address: added }]);
    expect(routing.removeAddresses([wanted])).toEqual([undefined]);
    expect(infoOf("203.0.113.9")).toBeUndefined();
    expect(drained()).toEqual([{ kind: "address-gone", address: added }]);
  });

  test("an IPv6 host address is usable at once and never chosen as source", () => {
    const wanted = request("fd00::99", 128);
    expect(routing.addAddresses([wanted])).toEqual([undefined]);
    const info = infoOf("fd00::99");
    expect(info).toMatchObject({ prefixlen: 128, deprecated: true });
    expect(info?.tentative).toBeUndefined();
    expect(routing.removeAddresses([wanted])).toEqual([undefined]);
    expect(infoOf("fd00::99")).toBeUndefined();
  });

  test("whether a link is a router's for IPv6 is what the kernel says at that moment", () => {
    const forwards = () => within(a, () => routing.forwardsIpv6("veth0"));
    const set = (value: number) =>
      run(`ip netns exec ${a} busybox sysctl -q -w net.ipv6.conf.veth0.forwarding=${value}`);
    expect(forwards()).toBe(false);
    set(1);
    expect(forwards()).toBe(true);
    set(0);
    expect(forwards()).toBe(false);
    expect(within(a, () => routing.forwardsIpv6("absent0"))).toBe(false);
  });

  test("a batch with refusals in the middle reports exactly those", () => {
    const texts = Array.from({ length: 10 }, (_, index) => `10.9.0.${index + 1}`);
    const requests = texts.map((text) => request(text, 32));
    const [third, seventh] = [requests[2], requests[6]];
    if (third === undefined || seventh === undefined) throw new Error("ten requests");
    routing.addAddresses([third]);
    const broken = requests.with(6, { ...seventh, interfaceIndex: 99_999 });
    const answers = routing.addAddresses(broken);
    expect(answers.map((refusal) => refusal?.code)).toEqual(
      Array.from({ length: 10 }, (_, index) => ({ 2: "EEXIST", 6: "ENODEV" })[index]),
    );
    expect(infoOf("10.9.0.10")).toBeDefined();
    expect(infoOf("10.9.0.7")).toBeUndefined();
    const removals = routing.removeAddresses(requests);
    expect(
      removals.flatMap((refusal, index) => (refusal === undefined ? [] : [index, refusal.code])),
    ).toEqual([6, "EADDRNOTAVAIL"]);
  });

  test("the kernel's own words for a refusal come through", () => {
    const [refusal] = routing.addAddresses([request("10.9.1.1", 33)]);
    const [missing] = routing.removeAddresses([request("10.9.1.1", 32)]);
    // What ip prints behind "Error:" is the extended ACK text and a full stop.
    const said = (command: string) => {
      try {
        return run(command);
      } catch (error) {
        return /Error: (.*)\./.exec(String((error as { stderr: unknown }).stderr))?.[1];
      }
    };
    expect(missing).toEqual({
      code: "EADDRNOTAVAIL",
      message: said(`ip -n ${a} addr del 10.9.1.1/32 dev veth0`),
    });
    expect(refusal?.code).toBe("EINVAL");
    expect(refusal?.message).toMatch(/prefix/i);
  });

  test("1,000 addresses come and go in batches", () => {
    const requests = Array.from({ length: 1000 }, (_, index) =>
      request(`10.8.${index >> 8}.${index & 255}`, 32),
    );
    expect(routing.addAddresses(requests).filter((refusal) => refusal !== undefined)).toEqual([]);
    const there = () => routing.addresses().filter((one) => one.address.bytes[1] === 8).length;
    expect(there()).toBe(1000);
    // All refused: more answers than the kernel's default receive buffer would hold.
    expect(routing.addAddresses(requests).filter((refusal) => refusal?.code === "EEXIST").length).toBe(1000);
    expect(routing.removeAddresses(requests).filter((refusal) => refusal !== undefined)).toEqual([]);
    expect(there()).toBe(0);
  });

  test("links that change, and that go, are announced; a port leaving its bridge is not gone", () => {
    run(`ip -n ${a} link add br0 type bridge`);
    run(`ip -n ${a} link add left0 type veth peer name right0`);
    const left = interfaceIndex(a, "left0");
    drained();
    run(`ip -n ${a} link set left0 master br0`);
    run(`ip -n ${a} link set left0 up`);
    run(`ip -n ${a} link set right0 up`);
    const raised = drained().filter((event) => event.kind === "link" && event.link.index === left);
    expect(raised.at(-1)).toMatchObject({ link: { name: "left0", up: true } });
    run(`ip -n ${a} link set left0 nomaster`);
    const released = drained();
    expect(released.filter((event) => event.kind === "link-gone")).toEqual([]);
    expect(released.some((event) => event.kind === "link" && event.link.index === left)).toBe(true);
    run(`ip -n ${a} link del left0`);
    expect(drained()).toContainEqual({ kind: "link-gone", index: left });
  });

  test("announcements that did not fit lead to one resync, and then go on", () => {
    drained();
    const requests = Array.from({ length: 1000 }, (_, index) =>
      request(`10.7.${index >> 8}.${index & 255}`, 32),
    );
    const rounds = 8;
    for (let round = 0; round < rounds; round++) {
      routing.addAddresses(requests);
      routing.removeAddresses(requests);
    }
    const events = drained();
    expect(events.filter((event) => event.kind === "resync").length).toBe(1);
    expect(events.at(-1)).toEqual({ kind: "resync" });
    expect(events.length).toBeLessThan(2 * rounds * requests.length);
    const after = request("10.7.99.1", 32);
    routing.addAddresses([after]);
    expect(drained().map((event) => event.kind)).toEqual(["address"]);
    routing.removeAddresses([after]);
  });
});
