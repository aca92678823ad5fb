/** What a file without a daemon asks of a director's host and table, from whatever was there, and the way back. */
import { expect, test } from "vitest";
import { announcements } from "../../src/director/announce.ts";
import { directorJournalFromJson, directorJournalToJson } from "../../src/director/journal.ts";
import { tableChangeText } from "../../src/director/table.ts";
import { startTransition, stopTransition } from "../../src/director/transition.ts";
import type { IpvsTable } from "../../src/ipvs/table.ts";
import type { Link } from "../../src/ports/routing.ts";
import { changeTexts } from "../../src/realserver/change.ts";
import type { HostView } from "../../src/realserver/host-view.ts";
import { destination, key, service } from "../ipvs/services.ts";
import { instance, load } from "../support/config-context.ts";

const link = (index: number, name: string, mac: readonly number[]): Link => ({
  index,
  name,
  mac,
  mtu: 1500,
  up: true,
  loopback: name === "lo",
  multicast: true,
});
const settings: Readonly<Record<string, number>> = {
  "net/ipv4/ip_forward": 0,
  "net/ipv4/conf/all/accept_redirects": 1,
  "net/ipv4/conf/default/forwarding": 0,
  "net/ipv4/conf/eth0/forwarding": 1,
  "net/ipv4/conf/lo/forwarding": 0,
};
const host = (changes: Partial<HostView> = {}): HostView => ({
  links: [link(1, "lo", [0, 0, 0, 0, 0, 0]), link(2, "eth0", [2, 0, 0, 0, 0, 1])],
  addresses: [],
  setting: (path) => settings[path],
  ...changes,
});
const empty: IpvsTable = { services: [] };

function configOf(text: string) {
  const { config } = load(text);
  if (config === undefined) throw new Error("the file cannot be used");
  return config;
}

function services(kind: string, ...addresses: readonly string[]): string {
  return addresses
    .map(
      (address) =>
        `virtual_server ${address} 80 {\n lb_algo rr\n lb_kind ${kind}\n protocol TCP\n real_server 10.0.0.2 80 {\n }\n}`,
    )
    .join("\n");
}

function started(
  text: string,
  { device = undefined as string | undefined, view = host(), table = empty } = {},
) {
  const transition = startTransition(configOf(text), device, undefined, view, table);
  if ("problems" in transition) throw new Error(transition.problems.join("\n"));
  return transition;
}

const texts = ({ first, last }: Pick<ReturnType<typeof started>, "first" | "last">) => ({
  first: first.flatMap(changeTexts),
  last: last.flatMap(changeTexts),
});

test("addresses of the instances and, by a device, of the services; the table before the addresses", () => {
  const { commands, ...changes } = started(`${instance()}\n${services("DR", "10.0.0.9", "10.0.0.1")}`, {
    device: "eth0",
  });
  expect(texts(changes)).toEqual({ first: [], last: ["add 10.0.0.9/32 on eth0", "add 10.0.0.1/32 on eth0"] });
  expect(commands.map(tableChangeText)).toEqual([
    "add service [10.0.0.9]:tcp:80, scheduler rr",
    "add server 10.0.0.2:80 to [10.0.0.9]:tcp:80, DR, weight 1",
    "add service [10.0.0.1]:tcp:80, scheduler rr",
    "add server 10.0.0.2:80 to [10.0.0.1]:tcp:80, DR, weight 1",
  ]);
});

test("an address without a home is a problem, unless it is here already", () => {
  const config = configOf(services("DR", "10.0.0.1"));
  expect(startTransition(config, undefined, undefined, host(), empty)).toEqual({
    problems: [expect.stringMatching(/10\.0\.0\.1.*--dev/)],
  });
  const address = { family: 4, bytes: [10, 0, 0, 1] } as const;
  const present = { interfaceIndex: 2, address, prefixLength: 24, scope: 0, secondary: false };
  const view = host({ addresses: [present] });
  expect(startTransition(config, undefined, undefined, view, empty)).toMatchObject({ changes: [] });
});

test("NAT needs forwarding, and what the kernel resets with it is remembered", () => {
  const { first, during } = started(`${instance()}\n${services("NAT", "10.0.0.9")}`);
  expect(first.flatMap(changeTexts)).toEqual([
    "set net.ipv4.ip_forward to 1, from 0",
    "set net.ipv4.conf.all.accept_redirects to 0 along with it",
  ]);
  expect(during.host.settings[0]?.followersBack).toEqual([
    { path: "net/ipv4/conf/eth0/forwarding", value: 1 },
  ]);
});

test("stop restores a service that was taken over, and deletes what was not there", () => {
  const before = service(key("10.0.0.9:80"), [destination("10.0.0.7:80")], {
    scheduler: "lc",
    persistenceTimeoutS: 77,
  });
  const foreign = service(key("10.0.0.200:80"), []);
  const table = { services: [before, foreign] };
  const { after, table: change } = started(`${instance()}\n${services("DR", "10.0.0.9")}`, { table });
  const journal = directorJournalFromJson(
    JSON.parse(JSON.stringify(directorJournalToJson(after ?? never()))),
  );
  expect(journal).toEqual(after);
  const address = { family: 4, bytes: [10, 0, 0, 9] } as const;
  const view = host({
    addresses: [{ interfaceIndex: 2, address, prefixLength: 32, scope: 0, secondary: false }],
  });
  const stop = stopTransition(journal ?? never(), view, { services: [...change.to.services, foreign] });
  expect(texts(stop)).toEqual({ first: ["remove 10.0.0.9/32 on eth0"], last: [] });
  expect(stop.commands.map(tableChangeText)).toEqual([
    "edit service [10.0.0.9]:tcp:80: scheduler lc, persistent for 77 s",
    "add server 10.0.0.7:80 to [10.0.0.9]:tcp:80, DR, weight 1",
    "delete server 10.0.0.2:80 of [10.0.0.9]:tcp:80",
  ]);
});

test("a changed file takes away what it no longer names", () => {
  const first = started(`${instance()}\n${services("NAT", "10.0.0.9", "10.0.0.1")}`, { device: "eth0" });
  const address = (last: number) => ({ family: 4, bytes: [10, 0, 0, last] }) as const;
  const view = host({
    setting: (path) => (path === "net/ipv4/ip_forward" ? 1 : settings[path]),
    addresses: [9, 1].map((last) => ({
      interfaceIndex: 2,
      address: address(last),
      prefixLength: 32,
      scope: 0,
      secondary: false,
    })),
  });
  const config = configOf(`${instance()}\n${services("DR", "10.0.0.9")}`);
  const second = startTransition(config, undefined, first.after, view, first.table.to);
  if ("problems" in second) throw new Error(second.problems.join("\n"));
  expect(texts(second).last).toEqual([
    "remove 10.0.0.1/32 on eth0",
    "set net.ipv4.ip_forward to 0, from 1",
    "set net.ipv4.conf.eth0.forwarding to 1 along with it",
  ]);
  expect(second.commands.map(tableChangeText)).toEqual([
    "delete service [10.0.0.1]:tcp:80 with its servers",
    "edit server 10.0.0.2:80 of [10.0.0.9]:tcp:80: DR, weight 1",
  ]);
  expect(second.during.services).toHaveLength(2);
  expect(second.after?.services).toHaveLength(1);
});

test("every IPv4 address that comes on a link is announced", () => {
  const { changes } = started(`${instance()}\n${services("DR", "10.0.0.1")}`, { device: "eth0" });
  const frames = announcements(changes, host(), never);
  expect(frames.map(({ interfaceName, index }) => [interfaceName, index])).toEqual([
    ["eth0", 2],
    ["eth0", 2],
  ]);
  // A broadcast from the link's own MAC, in which sender and target are the address (RFC 5227 3).
  expect(Buffer.from(frames[0]?.frame ?? []).toString("hex")).toBe(
    "ffffffffffff02000000000108060001080006040001020000000001" + "0a000009" + "ffffffffffff" + "0a000009",
  );
});

test.each([
  ["a router", true, "a0"],
  ["a host", false, "20"],
])("an IPv6 address is announced to all nodes, by %s", (_, forwards, flags) => {
  const text = services("DR", "fd00::9").replace("10.0.0.2", "fd00::2");
  const { changes } = started(text, { device: "eth0" });
  const frames = announcements(changes, host(), (name) => name === "eth0" && forwards);
  expect(frames.map(({ interfaceName, index }) => [interfaceName, index])).toEqual([["eth0", 2]]);
  // RFC 4861 4.4: from the address to ff02::1, with override, target and the link's own MAC.
  const hex = Buffer.from(frames[0]?.frame ?? []).toString("hex");
  const address = "fd000000000000000000000000000009";
  expect(hex.slice(0, 28)).toBe("33330000000102000000000186dd");
  expect(hex.slice(44, 108)).toBe(`${address}ff020000000000000000000000000001`);
  expect(hex.slice(108, 112)).toBe("8800");
  expect(hex.slice(116)).toBe(`${flags}000000${address}0201020000000001`);
});

function never(): never {
  throw new Error("not asked for here");
}
