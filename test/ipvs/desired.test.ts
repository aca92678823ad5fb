/** From configuration and verdicts to the table: order, ports, who is in. */
import { expect, test } from "vitest";
import { serviceName } from "../../src/config/service-name.ts";
import { desiredTable, destinationOf } from "../../src/ipvs/desired.ts";
import { destinationId } from "../../src/ipvs/destination-id.ts";
import { address, fwmark, key, server, service, virtualServer } from "./services.ts";

const everyone = () => true;

test("the file's last server stands first, as the kernel's list has it", () => {
  const servers = ["10.0.0.5:80", "10.0.0.6:80", "10.0.0.7:80"].map((text) => server(text));
  const table = desiredTable([virtualServer(key("10.0.0.1:80"), servers)], everyone);
  expect(table.services[0]?.destinations.map(destinationId)).toEqual([
    "10.0.0.7:80",
    "10.0.0.6:80",
    "10.0.0.5:80",
  ]);
});

test("a dead server is not in; a service without living servers stays", () => {
  const [dead, alive] = [server("10.0.0.5:80"), server("10.0.0.6:80")];
  const services = [
    virtualServer(key("10.0.0.1:80"), [dead, alive]),
    virtualServer(key("10.0.0.2:80"), [dead]),
  ];
  const table = desiredTable(services, (_, one) => one !== dead);
  expect(table.services.map((service) => service.destinations.map(destinationId))).toEqual([
    ["10.0.0.6:80"],
    [],
  ]);
});

test("settings come from the service, weight and forwarding from the server", () => {
  const forwarding = { method: "TUN", tunnel: "ipip", tunnelPort: 0, checksum: "nocsum" } as const;
  const configured = virtualServer(
    key("10.0.0.1:53", "UDP"),
    [server("10.0.0.5:53", { weight: 0, forwarding })],
    {
      scheduler: "sh",
      persistenceTimeoutS: 50,
    },
  );
  expect(desiredTable([configured], everyone)).toEqual({
    services: [
      {
        key: configured.key,
        scheduler: "sh",
        persistenceTimeoutS: 50,
        destinations: [{ ...destinationOf(configured, server("10.0.0.5:53")), weight: 0, forwarding }],
      },
    ],
  });
});

test.each([
  ["NAT keeps a server's port", "10.0.0.1:80", "10.0.0.5:8080", "NAT", 8080],
  ["NAT keeps port 0 too, which the kernel takes for the client's", "10.0.0.1:80", "10.0.0.5:0", "NAT", 0],
  ["DR has the service's port", "10.0.0.1:80", "10.0.0.5:8080", "DR", 80],
  ["every port stays every port", "10.0.0.1:0", "10.0.0.5:80", "DR", 0],
] as const)("%s", (_, of, text, method, port) => {
  const one = server(text, { forwarding: { method } });
  expect(destinationOf(virtualServer(key(of), [one]), one).port).toBe(port);
});

test("by mark there is no service port: NAT keeps the server's, DR has none", () => {
  const service = virtualServer(fwmark(5), []);
  expect(destinationOf(service, server("10.0.0.5:80", { forwarding: { method: "NAT" } })).port).toBe(80);
  expect(destinationOf(service, server("10.0.0.5:80")).port).toBe(0);
});

test("what is one entry to the kernel is one entry: the first, with its weight", () => {
  const servers = [server("10.0.0.5:80", { weight: 3 }), server("10.0.0.5:8080", { weight: 9 })];
  const twice = [virtualServer(key("10.0.0.1:80"), servers), virtualServer(key("10.0.0.1:80"), [])];
  const table = desiredTable(twice, everyone);
  expect(table.services.map((service) => service.destinations.map((one) => one.weight))).toEqual([[3]]);
});

test("a group is one service for each of its addresses and marks, with the same servers; DR takes each one's port", () => {
  const entries = [
    { kind: "range", first: address("10.0.0.1"), last: address("10.0.0.2"), port: 80 },
    { kind: "network", address: address("10.0.1.0"), prefixLength: 31, port: 443 },
    { kind: "fwmark", mark: 7 },
    { kind: "fwmark", mark: 7, family: 6 },
  ] as const;
  const servers = [server("10.9.0.1:80"), server("10.9.0.2:8080", { forwarding: { method: "NAT" } })];
  const { key: _, ...shared } = virtualServer(key("10.0.0.1:80"), servers);
  const group = { ...shared, group: "web", entries, family: 4, protocol: "TCP" } as const;
  const listed = desiredTable([group], everyone).services.map(
    (service) => `${serviceName(service.key)} ${service.destinations.map(destinationId)}`,
  );
  expect(listed).toEqual([
    "[10.0.0.1]:tcp:80 10.9.0.2:8080,10.9.0.1:80",
    "[10.0.0.2]:tcp:80 10.9.0.2:8080,10.9.0.1:80",
    "[10.0.1.0]:tcp:443 10.9.0.2:8080,10.9.0.1:443",
    "[10.0.1.1]:tcp:443 10.9.0.2:8080,10.9.0.1:443",
    "FWM 7 10.9.0.2:8080,10.9.0.1:0",
    "FWM 7 (IPv6) 10.9.0.2:8080,10.9.0.1:0",
  ]);
});

test.each([
  ["255.255.255.0", { persistencePrefixLength: 24 }],
  ["255.255.255.255", {}],
  ["0.0.0.24", { persistenceMask: [0, 0, 0, 24] }],
] as const)("clients are grouped by %s", (mask, expected) => {
  const plain = virtualServer(key("10.0.0.1:80"), []);
  const persistenceGranularity = { family: 4, netmask: address(mask) } as const;
  const settings = { ...plain.settings, persistenceGranularity };
  const { services } = desiredTable([{ ...plain, settings }], everyone);
  expect(services).toEqual([service(plain.key, [], expected)]);
});
