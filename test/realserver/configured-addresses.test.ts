/** Which addresses of a keepalived.conf a real server carries, and where. */
import { expect, test } from "vitest";
import { configuredAddresses, groupLimit } from "../../src/realserver/configured-addresses.ts";
import { placedText } from "../../src/realserver/host-view.ts";
import { load } from "../support/config-context.ts";

function taken(text: string) {
  const { config } = load(text);
  if (config === undefined) throw new Error("the file cannot be used");
  const { addresses, notes } = configuredAddresses(config);
  return { addresses: addresses.map(placedText), notes };
}

function service(head: string, kind: string, ...servers: readonly string[]): string {
  const blocks = servers.map((server) => `  real_server ${server} {\n  }`);
  return [
    `virtual_server ${head} {`,
    "  lb_algo rr",
    `  lb_kind ${kind}`,
    "  protocol TCP",
    ...blocks,
    "}",
  ].join("\n");
}

const instance = `vrrp_instance V {
  interface eth0
  virtual_router_id 51
  virtual_ipaddress {
    10.0.0.9/24
    10.0.0.10/24
  }
}`;

test("those of DR stand on lo, of TUN on a tunnel, of NAT nowhere; each one address wide and once", () => {
  const text = [
    instance,
    service("10.0.0.1 80", "DR", "10.0.1.1 80"),
    service("10.0.0.1 443", "DR", "10.0.1.1 443"),
    service("10.0.0.2 80", "TUN", "10.0.1.1 80"),
    service("10.0.0.3 80", "NAT", "10.0.1.1 80"),
    service("fd00::4 80", "DR", "fd00::5 80"),
    service("fd00::6 80", "TUN", "fd00::5 80"),
    service("10.0.0.7 80", "DR"),
  ].join("\n");
  expect(taken(text)).toEqual({
    addresses: ["10.0.0.1/32 on lo", "fd00::4/128 on lo", "10.0.0.2/32 on tunl0", "fd00::6/128 on ip6tnl0"],
    notes: [],
  });
});

test("a server's own method counts, and a tunnel serves both", () => {
  const text = `virtual_server 10.0.0.1 80 {
    lb_algo rr
    lb_kind NAT
    protocol TCP
    real_server 10.0.1.1 80 {
      lvs_method DR
    }
    real_server 10.0.1.2 80 {
      lvs_method TUN type gue port 6080
    }
  }`;
  const { addresses, notes } = taken(text);
  expect(addresses).toEqual(["10.0.0.1/32 on tunl0"]);
  expect(notes).toEqual([expect.stringMatching(/tunnel type gue/)]);
});

test("a firewall mark has no address: those of the VRRP instances are taken", () => {
  expect(taken([instance, service("fwmark 5", "DR", "10.0.1.1 80")].join("\n")).addresses).toEqual([
    "10.0.0.9/32 on lo",
    "10.0.0.10/32 on lo",
  ]);
});

test("a group gives every address of its ranges and networks, within reason", () => {
  const group = (entry: string) => {
    const server = entry.includes(":") ? "fd00:1::1 80" : "10.0.1.1 80";
    return `virtual_server_group G {
  ${entry}
}
${service("group G", "DR", server)}`;
  };
  expect(taken(group("10.0.0.254-255 80\n  10.1.0.0/30 80")).addresses).toEqual([
    "10.0.0.254/32 on lo",
    "10.0.0.255/32 on lo",
    "10.1.0.0/32 on lo",
    "10.1.0.1/32 on lo",
    "10.1.0.2/32 on lo",
    "10.1.0.3/32 on lo",
  ]);
  expect(taken(group("fd00::fffe-ffff 80")).addresses).toEqual([
    "fd00::fffe/128 on lo",
    "fd00::ffff/128 on lo",
  ]);
  expect(taken(group("10.0.0.0/20 80")).addresses).toHaveLength(groupLimit);
  expect(() => taken(group("10.0.0.0/19 80"))).toThrow(/8192 addresses, of which at most 4096/);
});
