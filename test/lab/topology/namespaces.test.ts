/** The tutorial's network on this kernel: laid, walked through, and gone without a trace. Needs root and a few programs, not IPVS. */
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { processIdentity } from "../../../src/lab/process-identity.ts";
import { missingPackages } from "../../../src/lab/requirements.ts";
import { layIpv6 } from "../../../src/lab/topology/ipv6.ts";
import { NamespaceSet, removeLeftovers } from "../../../src/lab/topology/namespace-set.ts";
import { layNetwork, relayDirector } from "../../../src/lab/topology/network.ts";
import { nodeNames } from "../../../src/lab/topology/plan.ts";
import { waitFor } from "../../../src/lab/wait-for.ts";

const missing = missingPackages(["ip", "iptables", "busybox", "nsenter"]);
const possible = process.getuid?.() === 0 && missing.length === 0;
if (!possible) console.warn(`the lab's namespaces are not tested: ${missing.join(" ") || "root"} is missing`);

const run = (program: string, ...args: string[]) => execFileSync(program, args, { encoding: "utf8" });
const links = () => run("ip", "-o", "link").replace(/\d+: /g, "");
const namespaces = (id: string) => readdirSync("/run/netns").filter((name) => name.startsWith(`vgl-${id}-`));

function inside(set: NamespaceSet, node: (typeof nodeNames)[number], command: string): string {
  const [program = "", ...args] = set.enter(node);
  return run(program, ...args, "sh", "-c", command);
}

describe.skipIf(!possible)("namespaces", () => {
  test.each(["DR", "NAT"] as const)(
    "%s: every node reaches what it should, and all goes away",
    async (mode) => {
      const before = links();
      const set = await NamespaceSet.create(mode === "DR" ? 71 : 72);
      try {
        expect(namespaces(set.id)).toHaveLength(nodeNames.length);
        await layNetwork(set, mode);
        expect(inside(set, "client", "ip route")).not.toContain("default");
        expect(inside(set, "client", "busybox ping -c 1 -W 2 10.0.0.200")).toContain("1 packets received");
        for (const last of ["3", "4", "5", "6", "7", "8"]) {
          expect(inside(set, "route", `busybox ping -c 1 -W 2 172.16.1.${last}`)).toContain(
            "1 packets received",
          );
        }
        expect(inside(set, "proxy01", "ip route show default")).toContain(
          mode === "DR" ? "via 172.16.1.200" : "via 172.16.1.100",
        );
        expect(inside(set, "lvs01", "cat /proc/sys/net/ipv4/ip_forward").trim()).toBe(
          mode === "NAT" ? "1" : "0",
        );
        expect(links()).toBe(before);
      } finally {
        set.remove();
      }
      expect(namespaces(set.id)).toEqual([]);
      expect(existsSync(set.folder)).toBe(false);
      expect(links()).toBe(before);
    },
  );

  test("with IPv6 the client reaches every server's address and the servers reach it", async () => {
    const set = await NamespaceSet.create(75);
    try {
      await layNetwork(set, "TUN");
      await layIpv6(set);
      for (const last of ["3", "4", "5", "6", "7", "8"]) {
        const ping = `busybox ping -6 -c 1 -W 1 fd00:172:16:1::${last}`;
        // A link that was just raised takes its time before it is ready for IPv6.
        expect(inside(set, "client", `for i in 1 2 3 4 5 6; do ${ping} && exit 0; done; exit 1`)).toContain(
          "1 packets received",
        );
      }
      expect(inside(set, "proxy01", "ip address show dev lo")).not.toContain("172.16.1.100");
    } finally {
      set.remove();
    }
  });

  test("a director's machine comes back empty, with its address and its MAC", async () => {
    const set = await NamespaceSet.create(73);
    try {
      await layNetwork(set, "DR");
      inside(set, "lvs01", "ip address add 172.16.1.100/32 dev eth1");
      const mac = inside(set, "lvs01", "cat /proc/net/arp; ip -o link show eth1").match(/ether (\S+)/)?.[1];
      await relayDirector(set, "lvs01", "DR");
      const shown = inside(set, "lvs01", "ip address show eth1");
      expect(shown).not.toContain("172.16.1.100");
      expect(shown).toContain("172.16.1.3/24");
      expect(shown).toContain(`ether ${mac}`);
      expect(inside(set, "route", "busybox ping -c 1 -W 2 172.16.1.3")).toContain("1 packets received");
    } finally {
      set.remove();
    }
  });

  test("what a killed run left goes at the next start, what a living one has stays", async () => {
    const living = await NamespaceSet.create(74);
    const folder = "/run/vigil-lab/left";
    run("ip", "netns", "add", "vgl-left-client");
    mkdirSync(folder, { recursive: true });
    const child = spawn("ip", ["netns", "exec", "vgl-left-client", "sleep", "60"]);
    const ended = new Promise((resolve) => child.once("exit", resolve));
    try {
      await waitFor("a process inside", 4000, () => run("ip", "netns", "pids", "vgl-left-client") !== "");
      writeFileSync(`${folder}/owner`, processIdentity());
      removeLeftovers();
      expect(namespaces("left")).toHaveLength(1);
      // As if this process had another start time: its owner is no more.
      writeFileSync(`${folder}/owner`, `${process.pid}:0`);
      removeLeftovers();
      expect(namespaces("left")).toEqual([]);
      expect(existsSync(folder)).toBe(false);
      await ended;
      expect(namespaces(living.id)).toHaveLength(nodeNames.length);
    } finally {
      child.kill("SIGKILL");
      living.remove();
    }
  });
});
