/** Routes and rules in iproute2's words: what they become, and what keepalived makes of words that do not fit. */
import { describe, expect, test } from "vitest";
import { routeLine, staticRouteLine } from "../../src/config/forms/route.ts";
import { ruleLine, staticRuleLine } from "../../src/config/forms/rule.ts";
import type { Word } from "../../src/config/line.ts";
import { testContext } from "../support/config-context.ts";

/** `''` is an empty quoted word. */
function words(text: string): Word[] {
  return text.split(" ").map((written) => {
    const raw = written === "''" ? "" : written;
    return { raw, quoted: raw === "", source: { name: "k.conf", text }, start: 0, end: raw.length };
  });
}

const context = {
  ...testContext(),
  host: {
    ...testContext().host,
    routingNames: (kind: string, name: string) => (kind === "table" && name === "lab" ? 77 : undefined),
  },
};

type Form = typeof routeLine | typeof ruleLine;

/** The value, or what is wrong: the word's index and the code, `fatal` where reading ends. */
function read(form: Form, text: string) {
  const reading = form.read(words(text), context);
  switch (reading.ok) {
    case true:
      return reading.value;
    case false:
      return `${reading.refusal.word} ${reading.refusal.code}${reading.refusal.severity === "fatal" ? " fatal" : ""}`;
    case "missing":
      return "missing";
  }
}

function remarks(form: Form, text: string): string[] {
  const reading = form.read(words(text), context);
  if (reading.ok !== true) return [`not read: ${read(form, text)}`];
  return reading.remarks.map(({ word, code }) => `${word} ${code}`);
}

const v4 = (...bytes: number[]) => ({ family: 4, bytes });

describe("a route", () => {
  test("its words may stand in any order", () => {
    const route = {
      type: 1,
      family: 4,
      destination: { address: v4(10, 1, 0, 0), prefixLength: 16 },
      via: v4(10, 0, 0, 1),
      interfaceName: "eth0",
      source: v4(10, 0, 0, 9),
      numbers: { table: 254, metric: 5 },
      tracked: true,
    };
    const rest = "via 10.0.0.1 dev eth0 src 10.0.0.9 table main metric 5";
    expect(read(routeLine, `10.1.0.0/16 ${rest}`)).toMatchObject(route);
    expect(read(routeLine, `${rest} to 10.1.0.0/16`)).toMatchObject(route);
  });

  test.each([
    ["default dev eth0", { destination: "default", family: 4 }],
    ["any via fe80::1 dev eth0", { destination: "default", family: 6 }],
    ["10.0.0.1 dev eth0", { destination: { prefixLength: 32 } }],
    ["10.0.0.0/ dev eth0", { destination: { prefixLength: 32 } }],
    ["blackhole 10.0.0.0/24", { type: 6, tracked: false }],
    ["0x7 10.0.0.0/24", { type: 7 }],
    ["'' 10.0.0.0/24", { type: 0 }],
    ["append 10.0.0.0/24 onlink", { placement: "append", onlink: true }],
    ["10.0.0.0/24 mtu lock 1400 hoplimit 9", { numbers: { mtu: 1400, hoplimit: 9 }, locked: ["mtu"] }],
    ["10.0.0.0/24 congctl lock cubic", { congestionControl: { name: "cubic", locked: true } }],
    ["10.0.0.0/24 rtt 1.5s rto_min 20ms", { numbers: { rtt: 1_500_000, rto_min: 20_000 } }],
    ["10.0.0.0/24 realms 1/2", { numbers: { realms: 65_538 } }],
    ["10.0.0.0/24 table lab priority 7", { numbers: { table: 77, metric: 7 } }],
    ["10.0.0.0/24 table -1", { numbers: { table: 0xffff_ffff } }],
    ["10.0.0.0/24 dsfield AF11 scope link", { numbers: { tos: 0x28, scope: 253 } }],
    ["2001:db8::/32 pref high expires 9", { numbers: { pref: 1, expires: 9 } }],
    ["10.0.0.0/24 features ecn ttl-propagate disabled", { ecn: true, ttlPropagate: false }],
    [
      "10.0.0.0/24 encap ip id 18446744073709551615 dst 10.9.9.9",
      { encapsulation: { id: "18446744073709551615" } },
    ],
    ["10.0.0.0/24 encap mpls 16/17", { encapsulation: { labels: [16, 17] } }],
    [
      "10.0.0.0/24 nexthop via 10.0.0.1 weight 2 nexthop dev eth0 onlink",
      {
        nexthops: [
          { via: v4(10, 0, 0, 1), weight: 2, onlink: false },
          { interfaceName: "eth0", onlink: true },
        ],
      },
    ],
  ])("%s", (text, value) => {
    expect(read(routeLine, text)).toMatchObject(value);
    expect(remarks(routeLine, text)).toEqual([]);
  });

  test.each([
    ["dev eth0", "0 argument-missing"],
    ["foo dev eth0", "0 option-unknown"],
    ["10.0.0.0/24 foo", "1 option-unknown"],
    ["10.0.0.0/24 via 10.0.0.300", "2 value-invalid"],
    ["10.0.0.0/24 via 10.0.0.1/24", "2 value-invalid"],
    ["10.0.0.0/24 via fe80::1", "2 address-family-mismatch"],
    ["default via inet fe80::1", "3 address-family-mismatch"],
    ["10.0.0.0/24 from 10.0.0.1", "2 value-invalid"],
    ["10.0.0.0/24 expires 9", "1 value-invalid"],
    ["10.0.0.0/24 table nope", "2 value-invalid"],
    ["10.0.0.0/24 metric -1", "2 value-out-of-range"],
    ["10.0.0.0/24 rtt 961s", "2 value-out-of-range"],
    ["10.0.0.0/24 quickack 2", "2 value-out-of-range"],
    ["10.0.0.0/24 encap gre", "2 value-invalid"],
    ["10.0.0.0/24 encap ip dst fe80::1", "4 value-invalid"],
    ["10.0.0.0/24 nexthop via 10.0.0.1 weight 257", "5 value-out-of-range"],
    ["10.0.0.0/24 dev eth9", "2 interface-missing fatal"],
    ["10.0.0.0/24 track_group x", "1 option-unknown"],
    ["10.0.0.0/24 inet6", "1 address-family-mismatch"],
  ])("%s is refused", (text, said) => {
    expect(read(routeLine, text)).toBe(said);
  });

  test.each(["to", "via", "via inet", "dev", "mtu lock", "congctl lock", "track_group", "blackhole", "as"])(
    "reading ends at '%s' without a word behind it",
    (option) => {
      expect(read(staticRouteLine, `10.0.0.0/24 ${option}`)).toMatch(/argument-missing fatal$/);
    },
  );

  test.each([
    ["10.0.0.0/33 dev eth0", "0 value-out-of-range"],
    ["10.0.0.0/24 gw 10.0.0.1", "1 keyword-deprecated"],
    ["10.0.0.0/24 or 10.0.0.1", "1 keyword-deprecated"],
    ["10.0.0.0/24 features x", "2 value-invalid"],
    ["10.0.0.0/24 encap", "1 argument-missing"],
    ["10.0.0.0/24 encap ip ttl 5", "2 argument-missing"],
    ["10.0.0.0/24 encap mpls 1/2/3", "3 value-invalid"],
    ["10.0.0.0/24 rtt 1.5", "2 value-adjusted"],
    ["10.0.0.0/24 nexthop via 10.0.0.1 table 5", "4 option-unknown"],
  ])("%s is added all the same", (text, said) => {
    expect(remarks(routeLine, text)).toEqual([said]);
  });

  test("the word behind inet or inet6 is passed over, as keepalived does", () => {
    expect(read(routeLine, "inet 10.0.0.0/24")).toBe("0 argument-missing");
    expect(remarks(routeLine, "10.0.0.0/24 inet x")).toEqual(["2 argument-surplus"]);
  });

  test("one that is tracked has keepalived's protocol", () => {
    expect(read(routeLine, "10.0.0.0/24 dev eth0 protocol static")).toMatchObject({
      numbers: { protocol: 18 },
    });
    expect(read(routeLine, "10.0.0.0/24 dev eth0 protocol static no_track")).toMatchObject({
      numbers: { protocol: 4 },
      tracked: false,
    });
  });
});

describe("a rule", () => {
  test.each([
    ["from 10.0.0.0/24 table 100 preference 5", { from: { prefixLength: 24 }, action: { table: 100 } }],
    ["not to 10.0.0.1 lookup lab order 5", { inverted: true, action: { kind: "table", table: 77 } }],
    ["iif eth0 oif eth1 blackhole priority 5", { incomingInterface: "eth0", action: { kind: "blackhole" } }],
    ["type 8 preference 5", { action: { kind: "prohibit" } }],
    ["l3mdev preference 0x10", { action: { kind: "l3mdev" }, preference: 16 }],
    ["goto 50 preference 5", { action: { kind: "goto", preference: 50 } }],
    ["fwmark 0x10/0xff table 1 preference 5", { mark: { mark: 16, mask: 255 } }],
    ["uidrange 1-5 sport 80-90 table 1 preference 5", { userIds: { first: 1, last: 5 } }],
    ["ipproto tcp tunnel-id 7 table 1 preference 5", { ipProtocol: 6, tunnelId: "7" }],
    ["sup_pl 8 sup_group default table 1 preference 5", { suppressPrefixLength: 8, suppressGroup: 0 }],
  ])("%s", (text, value) => {
    expect(read(ruleLine, text)).toMatchObject(value);
    expect(remarks(ruleLine, text)).toEqual([]);
  });

  test.each([
    ["from 10.0.0.0/24", "0 argument-missing"],
    ["from x table 1", "1 value-invalid"],
    ["from 10.0.0.1 to fe80::1 table 1", "3 address-family-mismatch"],
    ["table 0 preference 5", "1 value-invalid"],
    ["table 1 table 2", "2 value-invalid"],
    ["l3mdev blackhole", "1 value-invalid"],
    ["unicast table 1", "0 value-invalid"],
    ["10.0.0.0/24 table 1", "0 option-unknown"],
    ["goto 50", "0 argument-missing"],
    ["goto 5 preference 5", "0 value-invalid"],
    ["blackhole sup_pl 8 preference 5", "0 value-invalid"],
    ["fwmark x table 1", "1 value-invalid"],
    ["table 1 track_group g", "2 option-unknown"],
    ["iif eth9 table 1", "1 interface-missing fatal"],
    ["from", "0 argument-missing fatal"],
  ])("%s is refused", (text, said) => {
    expect(read(ruleLine, text)).toBe(said);
  });

  test.each([
    ["from 10.0.0.0/24 table 1", "0 default-assumed"],
    ["sport 80 table 1 preference 5", "1 value-invalid"],
    ["protocol static table 1 preference 5", "1 value-invalid"],
    ["protocol 4 table 1 preference 5", "0 value-adjusted"],
  ])("%s is added all the same", (text, said) => {
    expect(remarks(ruleLine, text)).toEqual([said]);
  });

  test("track_group is a word of static rules", () => {
    expect(read(staticRuleLine, "table 1 preference 5 track_group g")).toMatchObject({ trackGroup: "g" });
  });
});
