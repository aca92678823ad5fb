/** How drift reads: every field of service and server by name, the kernel's value and the wanted one. */
import { expect, test } from "vitest";
import { findDrift } from "../../src/ipvs/drift.ts";
import { driftRecord, driftText, repairText } from "../../src/ipvs/drift-text.ts";
import type { IpvsDestination, IpvsService } from "../../src/ipvs/table.ts";
import { destination, key, service } from "./services.ts";

const web = key("10.0.0.1:80");
const five = destination("10.0.0.5:80");
const vs = "VS [10.0.0.1]:tcp:80";
const rs = `server 10.0.0.5:80 of ${vs}`;

function told(wanted: readonly IpvsService[], kernel: readonly IpvsService[], ours = [web]): string[] {
  return findDrift({ services: wanted }, { services: kernel }, ours).map(
    (drift) => `${driftText(drift)}: ${repairText(drift)}`,
  );
}

test.each<[Partial<IpvsService>, string]>([
  [{ scheduler: "wlc" }, "scheduler wlc, wanted rr"],
  [{ persistenceTimeoutS: 30 }, "persistence 30 s, wanted none"],
  [{ persistencePrefixLength: 24 }, "persistence netmask /24, wanted each address"],
  [{ flags: 0x4 | 0x18 | 0x100 }, "flags ops,flag-1,flag-2,0x100, wanted none"],
  [{ persistenceEngine: "sip" }, "persistence engine sip, wanted none"],
  [{ scheduler: "sh", flags: 0x8 }, "scheduler sh, wanted rr; flags flag-1, wanted none"],
])("service: $0", (difference, text) => {
  expect(told([service(web, [])], [service(web, [], difference)])).toEqual([`${vs} has ${text}: set right`]);
});

test.each<[Partial<IpvsDestination>, string]>([
  [{ weight: 0 }, "weight 0, wanted 1"],
  [{ forwarding: { method: "NAT" } }, "forwarding NAT, wanted DR"],
  [
    { forwarding: { method: "TUN", tunnel: "gue", tunnelPort: 6080, checksum: "csum" } },
    "forwarding TUN gue port 6080 csum, wanted DR",
  ],
  [{ forwarding: { method: "other", number: 1 } }, "forwarding method 1, wanted DR"],
  [
    { upperThreshold: 100, lowerThreshold: 50 },
    "upper threshold 100, wanted none; lower threshold 50, wanted none",
  ],
])("server: $0", (difference, text) => {
  expect(told([service(web, [five])], [service(web, [{ ...five, ...difference }])])).toEqual([
    `${rs} has ${text}: set right`,
  ]);
});

test("missing, surplus and left over", () => {
  const bare = service(web, []);
  expect(told([service(web, [five])], [])).toEqual([`${vs} is missing, with 1 server: put back`]);
  expect(told([bare], [])).toEqual([`${vs} is missing: put back`]);
  expect(told([service(web, [five])], [bare])).toEqual([`${rs} is missing (DR, weight 1): put back`]);
  expect(told([bare], [service(web, [five])])).toEqual([
    `${rs} is there and should not be (DR, weight 1): removed`,
  ]);
  expect(told([], [bare])).toEqual([`${vs} is there and no longer configured: removed`]);
  expect(told([], [bare], [])).toEqual([]);
});

test("the same as data", () => {
  const [drift] = findDrift(
    { services: [service(web, [five])] },
    { services: [service(web, [{ ...five, weight: 3 }])] },
    [],
  );
  expect(drift === undefined ? undefined : driftRecord(drift)).toEqual({
    kind: "server-changed",
    service: "[10.0.0.1]:tcp:80",
    server: "10.0.0.5:80",
    fields: [{ field: "weight", kernel: "3", wanted: "1" }],
    text: `${rs} has weight 3, wanted 1`,
  });
});
