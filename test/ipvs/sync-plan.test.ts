/** What lvs_sync_daemon asks for, and what can be known about it before the other director is heard. */
import { expect, test } from "vitest";
import { lengthRemark, linkRemarks, wantedDaemons } from "../../src/ipvs/sync-plan.ts";
import type { Link } from "../../src/ports/routing.ts";
import { address } from "./services.ts";

const eth1: Link = { index: 2, name: "eth1", mtu: 1500, mac: [], up: true, loopback: false, multicast: true };

test("the id is the written one, else the one that comes with the roles", () => {
  const plan = { roles: ["master", "backup"], defaultSyncid: 51 } as const;
  const ids = (syncId?: number) =>
    wantedDaemons({
      ...plan,
      config: { interfaceName: "eth1", ...(syncId === undefined ? {} : { syncId }) },
    }).map(({ role, syncid }) => `${role} ${syncid}`);
  expect(ids()).toEqual(["master 51", "backup 51"]);
  expect(ids(0)).toEqual(["master 0", "backup 0"]);
});

test.each([
  ["all is well", {}, eth1, []],
  ["no interface", {}, undefined, [/no interface eth1/]],
  ["down, without multicast", {}, { ...eth1, up: false, multicast: false }, [/is down/, /no multicast/]],
  ["the most that one packet holds", { maximumLength: 1472 }, eth1, []],
  ["one byte more", { maximumLength: 1473 }, eth1, [/MTU 1500.*maxlen 1472 fits/]],
  ["IPv6 leaves less room", { maximumLength: 1453, group: address("ff02::90") }, eth1, [/maxlen 1452 fits/]],
] as const)("%s", (_, options, link, wanted) => {
  const remarks = linkRemarks({ interfaceName: "eth1", ...options }, link);
  expect(remarks).toHaveLength(wanted.length);
  for (const [index, pattern] of wanted.entries()) expect(remarks[index]).toMatch(pattern);
});

test("a length that the kernel raised is told, one that it chose is not", () => {
  const running = { role: "backup", interfaceName: "eth1", syncid: 5, maxLength: 1024 } as const;
  expect(lengthRemark({ ...running, maxLength: 1000 }, running)).toContain("maxlen 1000 runs as 1024");
  expect(lengthRemark({ role: "backup", interfaceName: "eth1", syncid: 5 }, running)).toBeUndefined();
});
