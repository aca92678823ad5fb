import { expect, test } from "vitest";
import { commandText } from "../../src/ipvs/command-text.ts";
import type { IpvsCommand } from "../../src/ipvs/table.ts";

const key = {
  kind: "address",
  address: { family: 4, bytes: [172, 16, 1, 100] },
  port: 80,
  protocol: "TCP",
} as const;
const destination = {
  address: { family: 4, bytes: [172, 16, 1, 5] },
  port: 80,
  forwarding: { method: "DR" },
  weight: 3,
} as const;

test("every change names its service, its server and what is set", () => {
  const commands: readonly IpvsCommand[] = [
    { kind: "add-service", service: { key, scheduler: "rr", persistenceTimeoutS: 0 } },
    { kind: "edit-destination", key, destination },
    { kind: "delete-destination", key, destination },
    { kind: "delete-service", key },
  ];
  expect(commands.map(commandText)).toEqual([
    "added VS [172.16.1.100]:tcp:80, scheduler rr",
    "edited server 172.16.1.5:80 (DR, weight 3) of VS [172.16.1.100]:tcp:80",
    "deleted server 172.16.1.5:80 of VS [172.16.1.100]:tcp:80",
    "deleted VS [172.16.1.100]:tcp:80 with its servers",
  ]);
});
