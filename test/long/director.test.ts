/** The tutorial's network without a daemon: `vigil director` and `vigil realserver` beside the shell commands that they stand for, and a client. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Machine } from "../../src/lab/machine.ts";
import { dist, examples, openTestMachine, say } from "../system/harness.ts";

const script = `
director() { nsenter -a -t "$PID_LVS01" "$@"; }
on_director() { director '${process.execPath}' '${dist}/main.js' director "$@"; }
on() { ns=$1; shift; ip netns exec "$ns" '${process.execPath}' '${dist}/main.js' realserver "$@"; }
ask() { for try in 1 2 3 4; do ip netns exec "$NS_CLIENT" curl -s -m 3 -H "Host: $SITE_NAME" "http://$SITE/"; done | sort | uniq -c | xargs; }
settings() {
  ip netns exec "$NS_PROXY01" sh -c 'cd /proc/sys/net/ipv4/conf; grep . */arp_ignore */arp_announce */rp_filter; ip -o -4 address; ip -o link | grep -o "tunl0.*<[^>]*>"'
  director sh -c 'ip -o -4 address show dev eth1; cat /proc/sys/net/ipv4/ip_forward; ipvsadm -Sn'
}

# The lab has set up its real servers already: back to machines that know nothing of LVS, with the filter that many have.
for ns in "$NS_PROXY01" "$NS_PROXY02"; do
  ip -n "$ns" address delete "$VIP/32" dev lo
  ip netns exec "$ns" sh -c 'cd /proc/sys/net/ipv4/conf
    for name in all lo; do echo 0 > $name/arp_ignore; echo 0 > $name/arp_announce; done; echo 1 > all/rp_filter'
done
modprobe ipip
settings > /tmp/before

director sh -c 'ip address add 172.16.1.100/32 dev eth1
  ipvsadm -C; ipvsadm -A -t 172.16.1.100:80 -s rr
  ipvsadm -a -t 172.16.1.100:80 -r 172.16.1.5:80 -g; ipvsadm -a -t 172.16.1.100:80 -r 172.16.1.6:80 -g
  ipvsadm -Sn; ip -4 -o address show dev eth1' > /tmp/theirs
director sh -c 'ipvsadm -C; ip address delete 172.16.1.100/32 dev eth1'

on_director start -f '${examples}/lvs-dr/lvs01.conf' > /tmp/said 2>&1; echo "director start: $?"
director sh -c 'ipvsadm -Sn; ip -4 -o address show dev eth1' | diff /tmp/theirs - && echo "as by ipvsadm"
on "$NS_PROXY01" start "$VIP" > /tmp/said 2>&1; on "$NS_PROXY02" start -f '${examples}/lvs-dr/lvs01.conf' > /tmp/said 2>&1
echo "DR: $(ask)"
on "$NS_PROXY01" stop > /tmp/said; on "$NS_PROXY02" stop > /tmp/said

sed 's/lb_kind DR/lb_kind TUN/; /TCP_CHECK/,/}/d' '${examples}/lvs-dr/lvs01.conf' > /tmp/tun.conf
on_director start -f /tmp/tun.conf > /tmp/said; director ipvsadm -Sn | grep -c -- ' -i '
for ns in "$NS_PROXY01" "$NS_PROXY02"; do on "$ns" start -f /tmp/tun.conf > /tmp/said; done
echo "TUN: $(ask)"
on "$NS_PROXY01" status
on "$NS_PROXY01" stop > /tmp/said; on "$NS_PROXY02" stop > /tmp/said

on_director stop > /tmp/said

printf 'virtual_server fd00::9 80 {\\n lb_kind DR\\n protocol TCP\\n real_server fd00::2 80 {\\n }\\n}\\n' > /tmp/six.conf
director timeout 30 tcpdump -nvv -c 5 -i eth1 'icmp6 and ip6[40] == 136' > /tmp/heard 2> /tmp/listens & tcpdump=$!
for try in $(seq 100); do grep -q 'listening on' /tmp/listens && break; sleep 0.1; done
on_director start -f /tmp/six.conf --dev eth1 > /tmp/said
wait $tcpdump
grep -o 'fd00::9 > ff02::1: \\[icmp6 sum ok\\].*tgt is fd00::9, Flags \\[.*\\]' /tmp/heard | sort | uniq -c | xargs
on_director stop > /tmp/said
settings | diff /tmp/before - && echo "as before"
`;

let machine: Machine | undefined;

beforeAll(async () => {
  machine = await openTestMachine([]);
});
afterAll(() => machine?.close());

test("director and real servers by one command each, as by hand, and back", async () => {
  if (machine === undefined) throw new Error("no machine");
  const lines: string[] = [];
  // The machine sees the host's files as they were when it started, so the script is handed over in the command.
  const lab = `cat > /tmp/director.sh <<'THE END'\n${script}\nTHE END\nexec '${process.execPath}' '${dist}/main.js' lab --lvs01 none --lvs02 none /tmp/director.sh`;
  const { status, stderr } = await machine.run({
    argv: ["sh", "-c", lab],
    onLine: (line) => lines.push(line),
    limitMs: 300_000,
  });
  if (lines.at(-1) !== "as before") say(`${stderr}\n${lines.join("\n")}`);
  expect(lines).toEqual([
    "director start: 0",
    "as by ipvsadm",
    "DR: 2 proxy01 2 proxy02",
    "2",
    "TUN: 2 proxy01 2 proxy02",
    "172.16.1.100 on tunl0, started by vigil",
    "nothing is wrong",
    "5 fd00::9 > ff02::1: [icmp6 sum ok] ICMP6, neighbor advertisement, length 32, tgt is fd00::9, Flags [override]",
    "as before",
  ]);
  expect(status).toBe(0);
});
