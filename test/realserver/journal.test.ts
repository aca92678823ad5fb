/** The journal as text: what was written is read, and nothing that could lead root elsewhere. */
import { expect, test } from "vitest";
import { type HostJournal, journalFromJson, journalToJson } from "../../src/realserver/journal.ts";

const address = { family: 4, bytes: [172, 16, 1, 100] } as const;
const place = { interfaceName: "lo", address, prefixLength: 32, scope: 0 };
const setting = {
  path: "net/ipv4/conf/eth0.5/arp_ignore",
  value: 1,
  before: 0,
  purpose: "arp",
  followersBack: [{ path: "net/ipv4/ip_forward", value: 0 }],
} as const;
const journal: HostJournal = {
  wanted: [place],
  added: [
    { ...place, interfaceName: "eth1", label: "eth1:1", broadcast: { family: 4, bytes: [172, 16, 1, 255] } },
  ],
  links: ["tunl0"],
  settings: [setting],
};

/** What a file would give back. */
function reread(value: unknown): HostJournal | undefined {
  return journalFromJson(JSON.parse(JSON.stringify(value)));
}

test("what was written is read", () => {
  expect(reread(journalToJson(journal))).toEqual(journal);
});

const json = journalToJson(journal) as Record<string, unknown>;
const withSetting = (change: object) => ({ ...json, settings: [{ ...setting, ...change }] });

test.each([
  ["no object", []],
  ["a list that is missing", { ...json, links: undefined }],
  ["another setting", withSetting({ path: "kernel/core_pattern" })],
  ["a path that leads up", withSetting({ path: "net/ipv4/conf/../../../kernel/arp_ignore" })],
  ["a path that leads up by the interface", withSetting({ path: "net/ipv4/conf/../arp_ignore" })],
  ["a path with more behind it", withSetting({ path: "net/ipv4/ip_forward/../../../kernel/sysrq" })],
  ["a value that is no number", withSetting({ value: "1" })],
  ["a value that no setting holds", withSetting({ before: 2 ** 40 })],
  ["a purpose that nobody has", withSetting({ purpose: "fun" })],
  ["a follower elsewhere", withSetting({ followersBack: [{ path: "kernel/sysrq", value: 1 }] })],
  ["an interface with a slash", { ...json, links: ["../x"] }],
  ["an address that is none", { ...json, added: [{ ...(json.added as object[])[0], address: "1.2.3" }] }],
  ["a prefix that is too long", { ...json, added: [{ ...(json.added as object[])[0], prefixLength: 33 }] }],
])("of %s nothing is believed", (_, value) => {
  expect(reread(value)).toBeUndefined();
});
