/** A start that dies at any of its steps, on the kernel itself: stopping restores what was there before, addresses and settings alike. */
import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { LinuxLinks } from "../../src/linux/links.ts";
import { LinuxRouting } from "../../src/linux/routing.ts";
import { sysctl } from "../../src/linux/sysctl.ts";
import { applyChanges, type HostPorts } from "../../src/realserver/apply.ts";
import { virtualAddressOn } from "../../src/realserver/desired.ts";
import { viewHost } from "../../src/realserver/host-view.ts";
import {
  emptyJournal,
  type HostJournal,
  isEmpty,
  journalFromJson,
  journalToJson,
} from "../../src/realserver/journal.ts";
import { planStart, planStop } from "../../src/realserver/plan.ts";
import { parseAddress } from "../../src/values/address.ts";
import { describeAsRoot, namespacePair, run, within } from "../support/namespaces.ts";

const conf = "/proc/sys/net/ipv4/conf";

class Death extends Error {}

/** The kernel's ports, of which the call with that number (from 0) and all later ones die instead of being made. */
function mortal(ports: HostPorts, dieAt: number): HostPorts {
  let calls = 0;
  const live = <T>(action: () => T): T => {
    if (calls++ >= dieAt) throw new Death();
    return action();
  };
  const { routing, links, sysctl: settings } = ports;
  return {
    routing: {
      links: () => routing.links(),
      addresses: () => routing.addresses(),
      forwardsIpv6: (name) => routing.forwardsIpv6(name),
      addAddresses: (requests) => live(() => routing.addAddresses(requests)),
      removeAddresses: (requests) => live(() => routing.removeAddresses(requests)),
    },
    links: {
      setUp: (index, up) => live(() => links.setUp(index, up)),
      loadTunnel: (device) => links.loadTunnel(device),
    },
    sysctl: {
      read: (path) => settings.read(path),
      write: (path, value) => live(() => settings.write(path, value)),
    },
  };
}

function placed(text: string) {
  const address = parseAddress(text);
  if (address === undefined) throw new Error(text);
  return virtualAddressOn(address, false);
}

describeAsRoot("a start that dies", () => {
  const { a } = namespacePair("crash");
  let ports: HostPorts & { close(): void };

  beforeAll(() => {
    ports = within(a, () => {
      const routing = new LinuxRouting();
      const links = new LinuxLinks();
      const close = () => {
        routing.close();
        links.close();
      };
      return { routing, links, sysctl, close };
    });
    // Follows the values of default, having neither one of its own nor an address.
    run(`ip -n ${a} link add bare0 type veth peer name bare1`);
  });
  beforeEach(() => {
    const values = ["all", "default", "lo"].flatMap((name) => [
      `${name}.arp_ignore=0`,
      `${name}.arp_announce=1`,
    ]);
    run(`ip netns exec ${a} sysctl -qw ${values.map((value) => `net.ipv4.conf.${value}`).join(" ")}`);
    // Down, as in a fresh namespace.
    run(`ip -n ${a} link set lo down`);
  });
  afterAll(() => ports?.close());

  const picture = () => {
    const addresses = JSON.parse(run(`ip -n ${a} -j address`)) as {
      ifname: string;
      flags: string[];
      addr_info: { local: string; prefixlen: number; scope: string }[];
    }[];
    const settings = readdirSync(conf).flatMap((name) =>
      ["arp_ignore", "arp_announce", "rp_filter"].map(
        (setting) => `${name}/${setting} ${readFileSync(`${conf}/${name}/${setting}`, "latin1").trim()}`,
      ),
    );
    return {
      settings,
      addresses: addresses.map(({ ifname, flags, addr_info }) => [
        ifname,
        flags.includes("UP"),
        addr_info
          .filter(({ local }) => !local.startsWith("fe80:"))
          .map(({ local, prefixlen, scope }) => `${local}/${prefixlen} ${scope}`),
      ]),
    };
  };
  const view = () => viewHost(ports.routing, ports.sysctl);
  /** As it comes back from the disk. */
  const kept = (journal: HostJournal): HostJournal => {
    const read = journalFromJson(JSON.parse(JSON.stringify(journalToJson(journal))));
    if (read === undefined) throw new Error("the journal does not read what it wrote");
    return read;
  };
  const start = (journal: HostJournal, texts: readonly string[], dieAt: number): HostJournal => {
    const plan = planStart(texts.map(placed), journal, view());
    expect(plan.problems).toEqual([]);
    try {
      expect(applyChanges(plan.changes, mortal(ports, dieAt))).toBeUndefined();
    } catch (error) {
      if (!(error instanceof Death)) throw error;
    }
    return kept(plan.journal);
  };
  const stop = (journal: HostJournal, dieAt: number): boolean => {
    const restoration = planStop(undefined, journal, view());
    try {
      expect(applyChanges(restoration.changes, mortal(ports, dieAt))).toBeUndefined();
      return isEmpty(restoration.journal);
    } catch (error) {
      if (error instanceof Death) return false;
      throw error;
    }
  };

  test("whole, it changes what it must, and stopping leaves nothing of it", () => {
    within(a, () => {
      const before = picture();
      const journal = start(emptyJournal, ["192.0.2.100", "fd00::100"], Number.POSITIVE_INFINITY);
      const after = picture();
      expect(after.addresses[0]).toEqual([
        "lo",
        true,
        ["127.0.0.1/8 host", "192.0.2.100/32 global", "fd00::100/128 global", "::1/128 host"],
      ]);
      expect(after.settings).toContain("all/arp_announce 2");
      expect(after.settings).toContain("bare0/arp_ignore 0");
      expect(planStart([], journal, view()).changes).toEqual([]);
      expect(stop(journal, Number.POSITIVE_INFINITY)).toBe(true);
      const left = picture();
      expect(left.settings).toEqual(before.settings);
      // The kernel gives lo its own addresses when it goes up the first time, and takes 127.0.0.1 not back.
      expect(left.addresses[0]?.[1]).toBe(false);
      expect(JSON.stringify(left.addresses)).not.toMatch(/192\.0\.2\.100|fd00::100/);
    });
  });

  test("at any step, of the first start, of a second one, and of the stop itself", () => {
    within(a, () => {
      run(`ip -n ${a} link set lo up`);
      const before = picture();
      const endless = Number.POSITIVE_INFINITY;
      for (let dieAt = 0; dieAt < 14; dieAt++) {
        expect(stop(start(emptyJournal, ["192.0.2.100"], dieAt), endless)).toBe(true);
        expect(picture(), `first start, step ${dieAt}`).toEqual(before);

        const first = start(emptyJournal, ["192.0.2.100"], dieAt);
        expect(stop(start(first, ["192.0.2.101", "fd00::101"], 14 - dieAt), endless)).toBe(true);
        expect(picture(), `second start, steps ${dieAt} and ${14 - dieAt}`).toEqual(before);

        const whole = start(emptyJournal, ["192.0.2.100"], endless);
        stop(whole, dieAt);
        expect(stop(whole, endless)).toBe(true);
        expect(picture(), `stop, step ${dieAt}`).toEqual(before);
      }
    });
  });
});
