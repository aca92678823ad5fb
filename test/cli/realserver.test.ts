/** `vigil realserver` as root runs it, in namespaces of its own: beside the usual shell script, on the wire, against mistakes and refusals. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Socket } from "../../src/dgram-ext/index.ts";
import { parseAddress } from "../../src/values/address.ts";
import { isRoot, runInNamespace } from "../support/in-namespace.ts";
import { describeAsRoot, namespacePair, run, within } from "../support/namespaces.ts";

const main = resolve(import.meta.dirname, "../../dist/main.js");

/** What the tutorial's lvs_rs.sh does at its start, with the netmask that its text means. */
const tutorial = `
  for name in all default lo; do
    echo 1 > /proc/sys/net/ipv4/conf/$name/arp_ignore
    echo 2 > /proc/sys/net/ipv4/conf/$name/arp_announce
  done
  ip address add 172.16.1.100/32 dev lo label lo:0
  ip route add 172.16.1.100/32 dev lo`;

const setUp = `
  exec 2>&1
  ip link set lo up
  vigil() { '${process.execPath}' '${main}' "$@"; }
  picture() {
    ip -o -4 address show dev lo | sed 's/lo:0/lo/'
    ip -o -6 address show dev lo
    grep . /proc/sys/net/ipv4/conf/*/arp_* /proc/sys/net/ipv4/conf/*/rp_filter
    ip route get 172.16.1.100
  }`;

/** Runs a shell script where a real server's machine is made, `vigil` in it being the built program. */
function onRealServer(script: string, limitS = 60) {
  return runInNamespace(`true\n${setUp}\n${script}`, [], limitS);
}

describe.skipIf(!isRoot)("vigil realserver", () => {
  test("does what the tutorial's script does, and stop restores what was there", () => {
    const { output } = onRealServer(`
      echo 1 > /proc/sys/net/ipv4/conf/all/arp_announce
      picture > /run/before
      unshare -n sh -c '${setUp.replaceAll("'", "'\\''")}
        ip link add eth1 type veth peer name peer1; ip link set eth1 up; ip link set peer1 up
        ip addr add 172.16.1.3/24 dev eth1; ${tutorial.replaceAll("'", "'\\''")}
        picture' > /run/theirs
      vigil realserver start 172.16.1.100 > /run/said
      picture > /run/ours
      grep -v "peer1\\|eth1" /run/theirs > /run/theirs.lo
      grep -v "peer1\\|eth1" /run/ours | diff /run/theirs.lo - && echo "same as theirs"
      vigil realserver start 172.16.1.100
      vigil realserver start 172.16.1.101 fd00::100
      vigil realserver stop 172.16.1.100
      vigil realserver status; echo "status $?"
      vigil realserver stop > /run/said
      picture | diff /run/before - && echo "same as before"
      find /run/vigil -type f; vigil realserver stop`);
    expect(output.split("\n")).toEqual([
      "same as theirs",
      "nothing to change",
      "add 172.16.1.101/32 on lo",
      "add fd00::100/128 on lo",
      "remove 172.16.1.100/32 on lo",
      "172.16.1.101 on lo, started by vigil",
      "fd00::100 on lo, started by vigil",
      "nothing is wrong",
      "status 0",
      "same as before",
      "nothing to change",
      "vigil realserver: nothing was started here",
      "",
    ]);
  });

  test("leaves what others put there or set later", () => {
    const { output } = onRealServer(`
      ip address add 172.16.1.100/32 dev lo
      vigil realserver start 172.16.1.100 --json | grep -c add-address
      echo 8 > /proc/sys/net/ipv4/conf/all/arp_ignore
      vigil realserver stop | grep -c all.arp_ignore
      ip -o -4 address show dev lo | grep -c 172.16.1.100; cat /proc/sys/net/ipv4/conf/all/arp_ignore`);
    expect(output.split("\n")).toEqual([
      "0",
      "vigil realserver: 172.16.1.100/32 on lo was not added by vigil: left there",
      "vigil realserver: net.ipv4.conf.all.arp_ignore is 8, which was set later by somebody else: left so",
      "0",
      "1",
      "8",
      "",
    ]);
  });

  const start = "vigil realserver start 172.16.1.100 > /dev/null";
  const mistakes: readonly { code: string; make: string; options?: string }[] = [
    { code: "nothing-started", make: "true" },
    { code: "address-missing", make: `${start}; ip address delete 172.16.1.100/32 dev lo` },
    {
      code: "netmask-wrong",
      make: `${tutorial}\nip address delete 172.16.1.100/32 dev lo; ip address add 172.16.1.100/255.0.0.0 dev lo label lo:0`,
    },
    { code: "address-on-link", make: `${start}; ip address add 172.16.1.100/24 dev eth1` },
    {
      code: "answered-although-stopped",
      make: `${start}; vigil realserver stop > /dev/null; ip address add 172.16.1.100/32 dev lo`,
    },
    { code: "arp-answered", make: `${start}; echo 3 > /proc/sys/net/ipv4/conf/eth1/arp_ignore` },
    { code: "arp-announced", make: `${start}; echo 1 > /proc/sys/net/ipv4/conf/all/arp_announce` },
    { code: "link-down", make: `${start}; ip link set lo down` },
    { code: "gateway-missing", make: "true", options: "--nat 172.16.1.4" },
    {
      code: "gateway-wrong",
      make: "ip route add default via 172.16.1.4 metric 100; ip route add default via 172.16.1.254",
      options: "--nat 172.16.1.4",
    },
  ];
  for (const { code, make, options = "" } of mistakes) {
    test(`finds ${code}, and its remedy ends it`, () => {
      const { output } = onRealServer(`
        ${make}
        vigil realserver status ${options} --json > /run/found; echo "status $?"
        sed -n 's/^ *"code": "\\(.*\\)",/\\1/p' /run/found
        sed -n 's/^ *"remedy": "\\(.*\\)"$/\\1/p' /run/found | sed 's/VIP/172.16.1.100/' > /run/remedy
        . /run/remedy > /dev/null; vigil realserver status ${options} > /run/after; echo "then $?"; cat /run/after`);
      const lines = output.split("\n");
      expect(lines[0]).toBe("status 1");
      expect(lines).toContain(code);
      expect(lines).toContain("then 0");
      expect(lines).toContain("nothing is wrong");
    });
  }

  const refusals: readonly { name: string; script: string; status: number; says: RegExp }[] = [
    { name: "no address", script: "start", status: 2, says: /which virtual address\?/ },
    {
      name: "what is no address",
      script: "start 172.16.1",
      status: 2,
      says: /'172\.16\.1' is no IP address/,
    },
    { name: "a prefix length", script: "start 172.16.1.100/32", status: 2, says: /without a prefix length/ },
    { name: "a loopback address", script: "start 127.0.0.2", status: 2, says: /loopback/ },
    { name: "a multicast address", script: "start ff02::1", status: 2, says: /multicast/ },
    {
      name: "the own address of a link",
      script: "start 172.16.1.3",
      status: 1,
      says: /172\.16\.1\.3\/24 on eth1/,
    },
    { name: "a file that is not there", script: "start -f /nonexistent", status: 1, says: /no such file/ },
    {
      name: "--root without --persist",
      script: "start 172.16.1.100 --root /tmp",
      status: 2,
      says: /--persist, too/,
    },
  ];
  test("refuses what cannot be in one line with the remedy, and nothing is changed", () => {
    const each = refusals.map(({ script }) => `vigil realserver ${script}; echo "status $?"`);
    const { output } = onRealServer(`
      picture > /run/before
      ${each.join("\n")}
      picture | diff /run/before - && echo unchanged; ls -A /run/vigil 2> /dev/null`);
    const [answers = "", ...rest] = output.split("unchanged\n");
    expect(rest).toEqual([""]);
    const said = answers.split(/^status (\d)\n/m);
    for (const [index, { name, status, says }] of refusals.entries()) {
      const lines = said[2 * index]
        ?.replace("(vigil realserver --help shows how it is used)\n", "")
        .split("\n");
      expect(lines, name).toEqual([expect.stringMatching(says), ""]);
      expect(said[2 * index + 1], name).toBe(String(status));
    }
  });

  test("without rights, on a read-only /proc/sys, beside another: the reason, and what was done is undone", () => {
    const { output } = onRealServer(`
      chmod 755 /run; picture > /run/before
      setpriv --reuid 65534 --clear-groups -- '${process.execPath}' '${main}' realserver start 172.16.1.100; echo "status $?"
      setpriv --bounding-set=-all --inh-caps=-all -- '${process.execPath}' '${main}' realserver start fd00::1; echo "status $?"
      mount --bind /proc/sys/net/ipv4/conf/lo /proc/sys/net/ipv4/conf/lo
      mount -o remount,bind,ro /proc/sys/net/ipv4/conf/lo
      vigil realserver start 172.16.1.100; echo "status $?"
      umount /proc/sys/net/ipv4/conf/lo
      picture | diff /run/before - && echo unchanged; ls -A /run/vigil
      vigil realserver start 172.16.1.100 > /run/said
      python3 -c '
import fcntl, glob, subprocess, sys
file = open(glob.glob("/run/vigil/realserver-*.lock")[0], "r+"); fcntl.lockf(file, fcntl.LOCK_EX)
sys.exit(subprocess.run(sys.argv[1:]).returncode)' '${process.execPath}' '${main}' realserver stop; echo "status $?"
      echo nonsense > $(ls /run/vigil/realserver-*.json); vigil realserver stop; echo "status $?"
      chown 65534 /run/vigil; vigil realserver plan 172.16.1.100; echo "status $?"`);
    const lines = output.split("\n");
    expect(lines[0]).toMatch(/^vigil realserver: EPERM: .*root/);
    expect(lines[2]).toMatch(/cannot add fd00::1\/128 on lo: .*\(EPERM\): run it as root/);
    expect(lines[4]).toMatch(
      /cannot set net\.ipv4\.conf\.lo\.arp_ignore to 1.*\(EROFS\).*container.*Nothing was changed$/,
    );
    expect(lines[6]).toBe("unchanged");
    expect(lines[7]).toMatch(/another vigil is changing this host/);
    expect(lines[9]).toMatch(/cannot be understood.*by hand/);
    expect(lines[11]).toMatch(/\/run\/vigil .*others/);
    expect(lines.filter((line) => line === "status 1")).toHaveLength(6);
    expect(lines).toHaveLength(14);
  });

  test("a container's preset values are enough where /proc/sys is read-only", () => {
    const { output } = onRealServer(`
      ${tutorial.replace(/ip (address|route).*/g, "")}
      mount --bind /proc/sys /proc/sys; mount -o remount,bind,ro /proc/sys
      vigil realserver start 172.16.1.100; vigil realserver status; vigil realserver stop`);
    expect(output.split("\n")).toEqual([
      "add 172.16.1.100/32 on lo",
      "172.16.1.100 on lo, started by vigil",
      "nothing is wrong",
      "remove 172.16.1.100/32 on lo",
      "",
    ]);
  });
});

describe.skipIf(!isRoot)("vigil realserver --persist", () => {
  let image: string;
  beforeAll(() => {
    image = mkdtempSync(join(tmpdir(), "vigil-image-"));
  });
  afterAll(() => rmSync(image, { recursive: true, force: true }));

  const vigil = (...words: readonly string[]) =>
    spawnSync(process.execPath, [main, "realserver", ...words], { encoding: "utf8" });
  const unit = "etc/systemd/system/vigil-realserver.service";
  const wants = `etc/systemd/system/multi-user.target.wants/vigil-realserver.service`;
  const settings = "etc/sysctl.d/90-vigil-realserver.conf";

  test("writes unit and settings that start the same, and takes them away again", () => {
    expect(vigil("start", "172.16.1.100", "fd00::100", "--persist", "--root", image).status).toBe(0);
    const words = /^ExecStart=(.*)$/m.exec(readFileSync(join(image, unit), "utf8"))?.[1]?.split(" ");
    expect(words).toEqual([process.execPath, main, "realserver", "start", "172.16.1.100", "fd00::100"]);
    expect(
      readFileSync(
        join(image, "etc/systemd/system", readlinkSync(join(image, wants)).replace("../", "")),
        "utf8",
      ),
    ).toContain("ExecStop=");
    // The settings are read by the program that reads such files at boot.
    const { output } = onRealServer(`
      sysctl -q -p ${join(image, settings)}; cat /proc/sys/net/ipv4/conf/*/arp_ignore /proc/sys/net/ipv4/conf/*/arp_announce | tr '\\n' ' '
      ${words?.join(" ")}; vigil realserver status | tail -1`);
    // all, default, eth1, lo, peer1: the kernel copies default to what has no address.
    expect(output).toBe(
      "1 1 0 1 1 2 2 0 2 2 add 172.16.1.100/32 on lo\nadd fd00::100/128 on lo\nnothing is wrong\n",
    );
    const again = vigil("start", "172.16.1.101", "--persist", "--root", image);
    expect(again.stderr).toContain("the unit before started: ");
    expect(vigil("stop", "--persist", "--root", image).status).toBe(0);
    expect(spawnSync("find", [image, "!", "-type", "d"], { encoding: "utf8" }).stdout).toBe("");
  });

  test("never leaves the image", () => {
    const outside = mkdtempSync(join(tmpdir(), "vigil-outside-"));
    mkdirSync(join(image, "linked"));
    symlinkSync(outside, join(image, "linked/etc"));
    const { status, stderr } = vigil("start", "172.16.1.100", "--persist", "--root", join(image, "linked"));
    expect(status).toBe(1);
    expect(stderr).toContain("nothing is written there");
    expect(spawnSync("find", [outside, "-mindepth", "1"], { encoding: "utf8" }).stdout).toBe("");
    rmSync(outside, { recursive: true });
  });
});

describeAsRoot("on the wire", () => {
  const { a: client, b: server } = namespacePair("rs");
  const vigil = (words: string) =>
    run(`ip netns exec ${server} ${process.execPath} ${main} realserver ${words}`);

  // The journal is this machine's, also when the test fails before its own stop.
  afterAll(() => void vigil("stop"));

  const send = (namespace: string, from: string | undefined, to: string) =>
    within(namespace, () => {
      const family = "inet";
      const socket = Socket.open(to.includes(":") ? "inet6" : family, "datagram");
      if (from !== undefined) socket.bind({ family, address: addressOf(from), port: 0 });
      socket.send(Uint8Array.of(0), { to: { family, address: addressOf(to), port: 9 } });
      socket.close();
    });
  const addressOf = (text: string) => {
    const address = parseAddress(text);
    if (address === undefined) throw new Error(text);
    return address;
  };
  const forget = () => {
    for (const namespace of [client, server])
      for (const family of ["-4", "-6"]) run(`ip -n ${namespace} ${family} neigh flush dev veth0`);
  };
  /** Whether the client's neighbour table has a MAC for an address; the kernel's second try comes after a second. */
  const hasNeighbour = async (address: string): Promise<boolean> => {
    for (let round = 0; round < 6; round++) {
      if (run(`ip -n ${client} neigh show ${address} dev veth0`).includes("lladdr")) return true;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return false;
  };
  /** What the client finds when it asks for an address. */
  const isAnswered = (address: string): Promise<boolean> => {
    forget();
    send(client, undefined, address);
    return hasNeighbour(address);
  };
  /** What the client learns unasked when the server sends to it from an address, and has to ask for the client's MAC first. */
  const isAnnounced = (address: string): Promise<boolean> => {
    forget();
    send(server, address, "192.0.2.1");
    return hasNeighbour(address);
  };

  test("the neighbours hear of the address before the start, and of neither family's after it", async () => {
    run(`ip -n ${server} address add 192.0.2.100/32 dev lo`);
    run(`ip -n ${server} address add fd00::100/128 dev lo nodad`);
    expect(await isAnswered("192.0.2.100")).toBe(true);
    expect(await isAnnounced("192.0.2.100")).toBe(true);
    vigil("start 192.0.2.100 fd00::100");
    expect(await isAnswered("192.0.2.2")).toBe(true);
    expect(await isAnswered("192.0.2.100")).toBe(false);
    expect(await isAnnounced("192.0.2.100")).toBe(false);
    expect(await isAnswered("fd00::2")).toBe(true);
    expect(await isAnswered("fd00::100")).toBe(false);
    vigil("stop");
    expect(await isAnswered("192.0.2.100")).toBe(true);
  });
});
