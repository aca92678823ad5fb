/** Command lines of ipvsadm as requests; each row was seen in ipvsadm 1.31, and `npm run oracle:ipvsadm` holds both together. */
import { describe, expect, test } from "vitest";
import { destination, fwmark, key } from "../services.ts";
import { commandOf, mistakeOf, requestOf } from "./read.ts";

const web = key("10.0.0.1:80");

describe("services", () => {
  test("a service without options gets wlc and no persistence", () => {
    expect(commandOf("-A -t 10.0.0.1:80")).toEqual({
      kind: "add-service",
      service: { key: web, scheduler: "wlc", persistenceTimeoutS: 0 },
    });
  });

  test("-E sets all anew: without -s wlc, without -p no persistence", () => {
    expect(commandOf("-E -t 10.0.0.1:80 -p 30")).toEqual({
      kind: "edit-service",
      service: { key: web, scheduler: "wlc", persistenceTimeoutS: 30 },
    });
    expect(commandOf("-E -t 10.0.0.1:80 -s wrr")).toEqual({
      kind: "edit-service",
      service: { key: web, scheduler: "wrr", persistenceTimeoutS: 0 },
    });
  });

  test("everything at once, in long names", () => {
    const line =
      "--add-service --udp-service 10.0.0.1:domain --scheduler sh --persistent --netmask 255.255.0.0 --pe sip --ops --sched-flags sh-port,sh-fallback";
    expect(commandOf(line)).toEqual({
      kind: "add-service",
      service: {
        key: key("10.0.0.1:53", "UDP"),
        scheduler: "sh",
        persistenceTimeoutS: 360,
        persistencePrefixLength: 16,
        persistenceEngine: "sip",
        flags: 0x1c,
      },
    });
  });

  test.each([
    ["-M 255.255.255.0", { persistencePrefixLength: 24 }],
    ["-M 255.0.255.0", { persistenceMask: [255, 0, 255, 0] }],
    ["-M 24", { persistenceMask: [0, 0, 0, 24] }],
    ["-M 0.0.0.0", { persistencePrefixLength: 0 }],
    ["-M 255.255.255.255", {}],
  ])("an IPv4 netmask: %s", (option, settings) => {
    expect(commandOf(`-A -t 10.0.0.1:80 -p 30 ${option}`)).toEqual({
      kind: "add-service",
      service: { key: web, scheduler: "wlc", persistenceTimeoutS: 30, ...settings },
    });
  });

  test("an IPv6 netmask is a prefix's length, and one read before the address is forgotten", () => {
    const service = { key: key("[fd00::1]:80"), scheduler: "wlc", persistenceTimeoutS: 30 };
    expect(commandOf("-A -t [fd00::1]:80 -p 30 -M 64")).toEqual({
      kind: "add-service",
      service: { ...service, persistencePrefixLength: 64 },
    });
    expect(commandOf("-A -M 64 -t [fd00::1]:80 -p 30")).toEqual({ kind: "add-service", service });
  });

  test("marks, of IPv6 too", () => {
    expect(commandOf("-D -f 5")).toEqual({ kind: "delete-service", key: fwmark(5) });
    expect(commandOf("-D -f 5 -6")).toEqual({ kind: "delete-service", key: { ...fwmark(5), family: 6 } });
    expect(commandOf("-D -f 4294967295")).toEqual({ kind: "delete-service", key: fwmark(4_294_967_295) });
  });

  test("a name that the kernel cannot hold is cut as ipvsadm cuts it, and sent as the bytes of UTF-8", () => {
    const command = commandOf("-A -t 10.0.0.1:80 -s rŲ");
    expect("service" in command && command.service.scheduler).toBe("r\u00c5\u00b2");
    const long = commandOf("-A -t 10.0.0.1:80 -s abcdefghijklmnopqrst");
    expect("service" in long && long.service.scheduler).toBe("abcdefghijklmno");
  });
});

describe("real servers", () => {
  test("without options: Route and weight 1", () => {
    const expected = { kind: "edit-destination", key: web, destination: destination("10.0.0.5:80") };
    expect(commandOf("-e -t 10.0.0.1:80 -r 10.0.0.5:80")).toEqual(expected);
  });

  test.each([
    ["-r 10.0.0.5:8080 -g", "10.0.0.5:80"],
    ["-r 10.0.0.5:8080 -m", "10.0.0.5:8080"],
    ["-r 10.0.0.5 -m", "10.0.0.5:80"],
    ["-r web01:http -m", "10.0.0.5:80"],
    ["-r web01:0 -m", "10.0.0.5:0"],
  ])("%s has port %s", (option, expected) => {
    const command = commandOf(`-a -t 10.0.0.1:80 ${option}`);
    const forwarding = option.endsWith("-m") ? ({ method: "NAT" } as const) : undefined;
    expect(command).toEqual({
      kind: "add-destination",
      key: web,
      destination: destination(expected, forwarding === undefined ? {} : { forwarding }),
    });
  });

  test("a server named before its service does not know the service's port", () => {
    const command = commandOf("-a -r 10.0.0.5 -m -t 10.0.0.1:80");
    expect("destination" in command && command.destination.port).toBe(0);
  });

  test("a deletion takes the port as written", () => {
    expect(commandOf("-d -t 10.0.0.1:80 -r 10.0.0.5:8080")).toEqual({
      kind: "delete-destination",
      key: web,
      destination: { address: destination("10.0.0.5:8080").address, port: 8080 },
    });
  });

  test("tunnels, weight and thresholds", () => {
    const line = "-a -f 5 -r 10.0.0.5:80 -i --tun-type gue --tun-port 6080 --tun-remcsum -w 7 -x 9 -y 4";
    expect(commandOf(line)).toEqual({
      kind: "add-destination",
      key: fwmark(5),
      destination: destination("10.0.0.5:80", {
        forwarding: { method: "TUN", tunnel: "gue", tunnelPort: 6080, checksum: "remcsum" },
        weight: 7,
        upperThreshold: 9,
        lowerThreshold: 4,
      }),
    });
  });

  test("the port that is written in vain is told", () => {
    expect(requestOf("-a -t 10.0.0.1:80 -r 10.0.0.5:8080")).toMatchObject({ unusedPort: 8080 });
    expect(requestOf("-a -t 10.0.0.1:80 -r 10.0.0.5:80")).not.toHaveProperty("unusedPort");
  });
});

describe("other commands", () => {
  test.each([
    ["-C", { kind: "flush" }],
    ["-Z", { kind: "zero" }],
    ["--zero -t 10.0.0.1:80", { kind: "zero", key: web }],
    ["-S -n", { kind: "save", numeric: true }],
    ["-R", { kind: "restore", strict: false }],
    ["-R --strict", { kind: "restore", strict: true }],
    ["--set 30 5 60", { kind: "set-timeouts", timeouts: { tcpS: 30, tcpFinS: 5, udpS: 60 } }],
    ["--set --sort 30 5 60", { kind: "set-timeouts", timeouts: { tcpS: 30, tcpFinS: 5, udpS: 60 } }],
    ["--stop-daemon backup --syncid 3", { kind: "stop-daemon", role: "backup" }],
    [
      "--start-daemon master",
      { kind: "start-daemon", daemon: { role: "master", interfaceName: "eth0", syncid: 0 } },
    ],
    ["-h -Q", { kind: "help" }],
    ["--version", { kind: "version" }],
  ])("%s", (line, expected) => {
    expect(requestOf(line)).toEqual(expected);
  });

  test("a daemon with everything", () => {
    const line =
      "--start-daemon=backup --mcast-interface lo --syncid 7 --sync-maxlen 1000 --mcast-group ff02::5 --mcast-port 9 --mcast-ttl 3";
    expect(requestOf(line)).toEqual({
      kind: "start-daemon",
      daemon: {
        role: "backup",
        interfaceName: "lo",
        syncid: 7,
        maxLength: 1000,
        group: { family: 6, bytes: [255, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5] },
        port: 9,
        ttl: 3,
      },
    });
  });

  const plain = {
    what: "services",
    columns: "connections",
    exact: false,
    numeric: false,
    sorted: true,
    persistenceEngineData: false,
  };
  test.each([
    ["", plain],
    ["-Ln", { ...plain, numeric: true }],
    ["-LnX --nosort --sort", { ...plain, numeric: true, exact: true, sorted: false }],
    ["-l -t 10.0.0.1:80 --rate --stats", { ...plain, service: web, columns: "stats" }],
    ["-L --persistent-conn --rate", { ...plain, columns: "rate", persistenceEngineData: true }],
    ["-L --tun-info", { ...plain, columns: "tunnels" }],
    [
      "-Lc --persistent-conn",
      { ...plain, what: "connections", columns: "persistent-connections", persistenceEngineData: true },
    ],
    ["--list --timeout --syncid 5", { ...plain, what: "timeouts" }],
    ["-L --daemon", { ...plain, what: "daemons" }],
  ])("a listing: %s", (line, options) => {
    expect(requestOf(line)).toEqual({ kind: "list", options, as: "text" });
  });
});

describe("mistakes, the first one found", () => {
  test.each([
    ["-Q", "no-command: the first option must be a command"],
    ["foo", "no-command: "],
    ["-n -L", "no-command: "],
    ["--start-daemon", "no-command: "],
    ["-A -t", "unreadable: -t needs a value"],
    ["-A -t 10.0.0.1:80 -p -5", "unreadable: '-5' has an option that does not exist"],
    ["-L --numeric=3", "unreadable: '--numeric=3' gives a value"],
    ["-A --add -t 10.0.0.1:80", "unreadable: '--add' has an option"],
    ["-A -D -t 10.0.0.1:80", "wrong: '-D' is a second command"],
    ["-A", "wrong: 'add-service' needs 'service-address'"],
    ["-A -n", "wrong: 'numeric' does not go with 'add-service'"],
    ["-A -w 3", "wrong: 'add-service' needs 'service-address'"],
    ["-A -t 10.0.0.1", "wrong: port 0, which is every port, needs persistence"],
    ["-A -t 10.0.0.1:0 foo", "wrong: 'foo' belongs to no option"],
    ["-A -t 10.0.0.1 -o", "wrong: port 0"],
    ["-A -t 10.0.0.1:80 -o", "wrong: one-packet scheduling"],
    ["-A -t 10.0.0.1:80 -u 10.0.0.1:80", "wrong: 'service-address' is given more than once"],
    ["-A -6 -f 5", "wrong: -6 belongs behind"],
    ["-A -f 0", "wrong: '0' is no firewall mark: write a whole number from 1 to 4294967295"],
    ["-A -t 10.0.0.1:80 -p 2678401", "wrong: '2678401' is no timeout of persistence"],
    ["-A -t 10.0.0.1:80 -b sh-port", "wrong: the flag 'sh-port' does not go with this scheduler"],
    ["-A -n -t 10.0.0.1:80 -b nix", "wrong: 'nix' is no flag of a scheduler"],
    ["-a -t 10.0.0.1:80", "wrong: 'add-server' needs 'real-server'"],
    ["-a -t 10.0.0.1:80 -r [fd00::1]:80 --tun-csum", "wrong: a real server of another address family"],
    ["-a -t 10.0.0.1:80 -r 10.0.0.5 --tun-csum", "wrong: options of tunnels go with tunneling only"],
    ["-a -t 10.0.0.1:80 -r 10.0.0.5 -i --tun-type gue", "wrong: tunnels of type 'gue' need 'tun-port'"],
    [
      "-a -t 10.0.0.1:80 -r 10.0.0.5 -i --tun-csum --tun-port 5",
      "wrong: 'tun-port' does not go with tunnels of",
    ],
    [
      "-a -t 10.0.0.1:80 -r 10.0.0.5 -i --tun-type gre --tun-csum --tun-nocsum",
      "wrong: 'tun-csum' contradicts",
    ],
    ["-a -r 10.0.0.5:http -t 10.0.0.1:80", "wrong: '10.0.0.5:http' is no address of a real server"],
    ["-L -c -t 10.0.0.1:80 --timeout", "wrong: 'service-address' and 'connection' cannot be listed at once"],
    ["-L -c -t 10.0.0.1:80 --tun-csum", "wrong: 'service-address' and 'connection' cannot be listed at once"],
    ["-L --daemon --stats", "wrong: 'stats' is about services"],
    ["-L -c --persistent-conn --stats", "wrong: 'stats' is about services"],
    ["--set 1 2", "wrong: --set takes three numbers"],
    ["--set 1 2 x -n", "wrong: 'x' is no timeout"],
    ["--set 1 2 3 4", "wrong: '4' belongs to no option"],
    ["--start-daemon boss", "wrong: 'boss' is no role"],
    ["--start-daemon master --mcast-group 10.0.0.1", "wrong: '10.0.0.1' is no IPv4 multicast group"],
    ["-A --strict", "wrong: 'add-service' needs"],
    ["-S --json", "wrong: 'json' does not go with 'save'"],
  ])("%s", (line, expected) => {
    expect(mistakeOf(line)).toContain(expected);
    expect(mistakeOf(line).startsWith(expected.slice(0, 8))).toBe(true);
  });

  test("a line of -R does not restore", () => {
    expect(mistakeOf("-R", "restore")).toContain("other than -R");
  });
});
