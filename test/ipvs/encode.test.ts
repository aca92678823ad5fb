/** Our requests beside those of ipvsadm and keepalived, byte by byte where both mean the same. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { VirtualServerConfig } from "../../src/config/model.ts";
import { desiredTable } from "../../src/ipvs/desired.ts";
import { diffTables } from "../../src/ipvs/diff.ts";
import { writeCommand, writeDestinationDump, writeGetInfo, writeServiceDump } from "../../src/ipvs/encode.ts";
import type { IpvsCommand } from "../../src/ipvs/table.ts";
import { parseAttributes } from "../../src/netlink/attribute.ts";
import { parseMessages } from "../../src/netlink/message.ts";
import { MessageWriter } from "../../src/netlink/writer.ts";
import { destination, fwmark, key, server, service, virtualServer } from "./services.ts";

const golden = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`golden/${name}.json`, import.meta.url), "utf8")) as T;
const ipvsadm = new Map(
  golden<{ requests: { command: string; payload: string }[] }>("ipvsadm-requests").requests.map((request) => [
    request.command,
    request.payload,
  ]),
);

const family = 0x20;
const hex = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString("hex");

function payloadOf(write: (writer: MessageWriter) => void): Uint8Array {
  const writer = new MessageWriter();
  write(writer);
  const messages = parseMessages(writer.datagram);
  if ("reason" in messages) throw new Error(messages.reason);
  expect(messages.value.map((message) => [message.type, message.flags])).toEqual([[family, 1]]);
  return messages.value[0]?.payload ?? new Uint8Array();
}

const encoded = (command: IpvsCommand) => payloadOf((writer) => writeCommand(writer, family, command));

/** Command number, service key and server of a request; the service's settings are noise in requests about servers. */
function essence(payload: Uint8Array): { command: number | undefined; key: string[]; destination: string } {
  const outer = parseAttributes(payload.subarray(4));
  if ("reason" in outer) throw new Error(outer.reason);
  const inner = parseAttributes(outer.value.get(1) ?? new Uint8Array());
  if ("reason" in inner) throw new Error(inner.reason);
  const service = inner.value;
  const keys = service.types().flatMap((type) => (type <= 5 ? [`${type}: ${hex(service.get(type))}`] : []));
  return { command: payload[0], key: keys, destination: hex(outer.value.get(2)) };
}

const essenceOf = (text: string) => essence(Uint8Array.from(Buffer.from(text, "hex")));
const web = key("172.16.1.100:80");
const dns = key("172.16.1.100:53", "UDP");
const tls = key("[fd00::1]:443");

describe("services, as ipvsadm writes them", () => {
  test.each<[string, IpvsCommand]>([
    ["ipvsadm -A -t 172.16.1.100:80 -s rr", { kind: "add-service", service: service(web, []) }],
    [
      "ipvsadm -A -u 172.16.1.100:53 -s wlc -p 300 -M 255.255.255.0",
      {
        kind: "add-service",
        service: service(dns, [], {
          scheduler: "wlc",
          persistenceTimeoutS: 300,
          persistencePrefixLength: 24,
        }),
      },
    ],
    [
      "ipvsadm -A -f 7 -s sh -b sh-port,sh-fallback",
      { kind: "add-service", service: service(fwmark(7), [], { scheduler: "sh", flags: 0x18 }) },
    ],
    [
      "ipvsadm -A -t [fd00::1]:443 -s wrr -p 60",
      { kind: "add-service", service: service(tls, [], { scheduler: "wrr", persistenceTimeoutS: 60 }) },
    ],
    [
      "ipvsadm -E -t 172.16.1.100:80 -s wlc -p 30",
      { kind: "edit-service", service: service(web, [], { scheduler: "wlc", persistenceTimeoutS: 30 }) },
    ],
    [
      "ipvsadm -A -t 1.2.3.4:80 -s nonesuch",
      { kind: "add-service", service: service(key("1.2.3.4:80"), [], { scheduler: "nonesuch" }) },
    ],
  ])("%s", (command, ours) => {
    expect(hex(encoded(ours))).toBe(ipvsadm.get(command));
  });

  test("a deletion names the service and nothing more", () => {
    const ours = essence(encoded({ kind: "delete-service", key: web }));
    expect(ours).toEqual(essenceOf(ipvsadm.get("ipvsadm -D -t 172.16.1.100:80") ?? ""));
  });
});

describe("servers, as ipvsadm writes them", () => {
  test("tunnel, type, port and checksum", () => {
    const command =
      "ipvsadm -a -u 172.16.1.100:53 -r 172.16.1.7 -i --tun-type gue --tun-port 6080 --tun-csum -w 0";
    const forwarding = { method: "TUN", tunnel: "gue", tunnelPort: 6080, checksum: "csum" } as const;
    const ours = destination("172.16.1.7:53", { forwarding, weight: 0 });
    expect(essence(encoded({ kind: "add-destination", key: dns, destination: ours }))).toEqual(
      essenceOf(ipvsadm.get(command) ?? ""),
    );
  });

  // ipvsadm sends the tunnel attributes as zeros with every method; kernels before 5.2 do not know them.
  const noTunnel = "05000d0000000000" + "06000e0000000000" + "06000f0000000000";
  test.each<[string, IpvsCommand]>([
    [
      "ipvsadm -a -t 172.16.1.100:80 -r 172.16.1.5:80 -g -w 3",
      { kind: "add-destination", key: web, destination: destination("172.16.1.5:80", { weight: 3 }) },
    ],
    [
      "ipvsadm -a -t 172.16.1.100:80 -r 172.16.1.6:8080 -m -w 1",
      {
        kind: "add-destination",
        key: web,
        destination: destination("172.16.1.6:8080", { forwarding: { method: "NAT" } }),
      },
    ],
    [
      "ipvsadm -a -t [fd00::1]:443 -r [fd00::5]:443 -g -x 100 -y 50",
      {
        kind: "add-destination",
        key: tls,
        destination: destination("[fd00::5]:443", { upperThreshold: 100, lowerThreshold: 50 }),
      },
    ],
    [
      "ipvsadm -a -f 7 -r 172.16.1.5:80 -g",
      { kind: "add-destination", key: fwmark(7), destination: destination("172.16.1.5:80") },
    ],
    [
      "ipvsadm -e -t 172.16.1.100:80 -r 172.16.1.5:80 -g -w 9",
      { kind: "edit-destination", key: web, destination: destination("172.16.1.5:80", { weight: 9 }) },
    ],
  ])("%s", (command, ours) => {
    const theirs = essenceOf(ipvsadm.get(command) ?? "");
    expect(essence(encoded(ours))).toEqual({
      ...theirs,
      destination: theirs.destination.replace(noTunnel, ""),
    });
  });

  test("a deletion names address and port only", () => {
    const ours = essence(
      encoded({ kind: "delete-destination", key: web, destination: destination("172.16.1.6:8080") }),
    );
    const theirs = essenceOf(ipvsadm.get("ipvsadm -d -t 172.16.1.100:80 -r 172.16.1.6:8080") ?? "");
    expect({ ...ours, destination: "" }).toEqual({ ...theirs, destination: "" });
    expect(theirs.destination.startsWith(ours.destination)).toBe(true);
    expect(ours.destination.length).toBe(2 * (8 + 20 + 8));
  });
});

describe("a configuration, as keepalived 2.2.7 programs it", () => {
  const nat = { method: "NAT" } as const;
  const five = (port: number) => server(`172.16.1.5:${port}`, { weight: 2 });
  const configured: readonly VirtualServerConfig[] = [
    virtualServer(fwmark(5), [five(80)]),
    virtualServer(fwmark(6), [{ ...five(80), forwarding: nat }]),
    virtualServer(key("10.1.1.1:80"), [
      five(8080),
      server("172.16.1.6:8080", { weight: 2 }),
      server("172.16.1.7:0", { weight: 2 }),
    ]),
    virtualServer(
      key("10.1.1.2:80"),
      [server("172.16.1.7:80", { weight: 0, forwarding: nat }), { ...five(8080), forwarding: nat }],
      { scheduler: "sh", persistenceTimeoutS: 50 },
    ),
    virtualServer(key("10.1.1.2:0"), [server("172.16.1.7:80", { weight: 0 })], {
      scheduler: "sh",
      persistenceTimeoutS: 360,
    }),
    virtualServer(key("10.1.1.3:80"), [five(80), five(8080)]),
  ];

  test("the same services and servers in the same order", () => {
    const commands = diffTables(
      desiredTable(configured, () => true),
      { services: [] },
      [],
    );
    const theirs = golden<{ requests: string[] }>("keepalived-requests").requests;
    expect(commands.map((command) => essence(encoded(command)))).toEqual(theirs.map(essenceOf));
    const services = commands.filter((command) => command.kind === "add-service");
    expect(services.map((command) => hex(encoded(command)))).toEqual(
      theirs.filter((text) => text.startsWith("01")),
    );
  });
});

test("questions", () => {
  expect(hex(payloadOf((writer) => writeGetInfo(writer, family)))).toBe("0f010000");
  const rest = (write: (writer: MessageWriter) => void) => {
    const writer = new MessageWriter();
    write(writer);
    return hex(writer.datagram);
  };
  expect(rest(writeServiceDump)).toBe("04010000");
  // As ipvsadm -Ln asks for the servers of 172.16.1.100:80.
  expect(rest((writer) => writeDestinationDump(writer, web))).toBe(
    "08010000300001800600010002000000060002000600000014000300ac1001640000000000000000000000000600040000500000",
  );
});
