/** IPVS against the kernel: the whole way where it has ip_vs, the clear refusal where it has not. */
import { existsSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { diffTables } from "../../src/ipvs/diff.ts";
import type { IpvsTable } from "../../src/ipvs/table.ts";
import { type LinuxIpvs, openIpvs } from "../../src/linux/ipvs.ts";
import { destination, fwmark, key, service } from "../ipvs/services.ts";
import { describeAsRoot, namespacePair, run, within } from "../support/namespaces.ts";

const kernelHasIpvs = existsSync("/proc/net/ip_vs");

test.skipIf(kernelHasIpvs)("a kernel without ip_vs is named as such", () => {
  expect(openIpvs).toThrow(
    expect.objectContaining({
      code: "ERR_NO_IPVS",
      message: expect.stringContaining("this kernel has no IPVS"),
    }),
  );
});

describeAsRoot.skipIf(!kernelHasIpvs)("the table", () => {
  const { a } = namespacePair("ipvs");
  let ipvs: LinuxIpvs;
  beforeAll(() => {
    ipvs = within(a, openIpvs);
  });
  afterAll(() => ipvs?.close());

  const nat = { method: "NAT" } as const;
  const gue = { method: "TUN", tunnel: "gue", tunnelPort: 6080, checksum: "csum" } as const;
  const wanted: IpvsTable = {
    services: [
      service(key("172.16.1.100:80"), [
        destination("172.16.1.6:8080", { forwarding: nat }),
        destination("172.16.1.5:80"),
      ]),
      service(key("172.16.1.100:53", "UDP"), [destination("172.16.1.7:53", { forwarding: gue, weight: 0 })], {
        scheduler: "wlc",
        persistenceTimeoutS: 300,
        persistencePrefixLength: 24,
      }),
      service(key("[fd00::1]:443"), [
        destination("[fd00::5]:443", { upperThreshold: 100, lowerThreshold: 50 }),
      ]),
      service(fwmark(7), [destination("172.16.1.5:0")], { scheduler: "sh", flags: 0x18 }),
    ],
  };
  const byName = (table: IpvsTable) =>
    table.services.toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
  const ipvsadm = () => run(`ip netns exec ${a} ipvsadm -Sn`).trim().split("\n").toSorted();

  test("what is applied is read, and ipvsadm sees the same", () => {
    const answers = ipvs.apply(diffTables(wanted, ipvs.read(), []));
    expect(answers.filter((refusal) => refusal !== undefined)).toEqual([]);
    expect(byName(ipvs.read())).toEqual(byName(wanted));
    expect(ipvsadm()).toEqual(
      [
        "-A -t 172.16.1.100:80 -s rr",
        "-a -t 172.16.1.100:80 -r 172.16.1.5:80 -g -w 1",
        "-a -t 172.16.1.100:80 -r 172.16.1.6:8080 -m -w 1",
        "-A -u 172.16.1.100:53 -s wlc -p 300 -M 255.255.255.0",
        "-a -u 172.16.1.100:53 -r 172.16.1.7:53 -i -w 0 --tun-type gue --tun-port 6080 --tun-csum",
        "-A -t [fd00::1]:443 -s rr",
        "-a -t [fd00::1]:443 -r [fd00::5]:443 -g -w 1 -x 100 -y 50",
        "-A -f 7 -s sh -b sh-fallback,sh-port",
        "-a -f 7 -r 172.16.1.5:0 -g -w 1",
      ].toSorted(),
    );
  });

  test("refusals are the kernel's, each at its command", () => {
    const web = key("172.16.1.100:80");
    const missing = key("1.2.3.4:80");
    const answers = ipvs.apply([
      { kind: "add-service", service: service(web, []) },
      { kind: "add-destination", key: web, destination: destination("172.16.1.9:80") },
      { kind: "add-service", service: service(missing, [], { scheduler: "nonesuch" }) },
      { kind: "add-destination", key: missing, destination: destination("172.16.1.9:80") },
      { kind: "edit-destination", key: web, destination: destination("172.16.1.99:80") },
      { kind: "delete-destination", key: web, destination: destination("172.16.1.9:80") },
      { kind: "delete-service", key: missing },
    ]);
    expect(answers.map((refusal) => refusal?.code)).toEqual([
      "EEXIST",
      undefined,
      "ENOENT",
      "ESRCH",
      "ENOENT",
      undefined,
      "ESRCH",
    ]);
  });

  test("a difference to nothing empties the table", () => {
    ipvs.apply(
      diffTables(
        { services: [] },
        ipvs.read(),
        wanted.services.map((one) => one.key),
      ),
    );
    expect(ipvs.read()).toEqual({ services: [] });
    expect(ipvsadm()).toEqual([""]);
  });
});
