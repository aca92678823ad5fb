/** `vigil ipvs connections` over a client's real connections: beside `ipvsadm -Lnc`, filtered, counted, and watched while they come. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Machine } from "../../src/lab/machine.ts";
import { dist, examples, openTestMachine, runScript } from "../system/harness.ts";

const script = `
director() { nsenter -a -t "$PID_LVS01" "$@"; }
on_director() { director '${process.execPath}' '${dist}/main.js' "$@"; }
ask() { ip netns exec "$NS_CLIENT" curl -s -o /dev/null -m 5 -H "Host: $SITE_NAME" "http://$SITE/"; }
until_true() { for try in $(seq 600); do "$@" && return 0; sleep 0.1; done; echo "never: $*"; return 1; }

on_director director start -f '${examples}/lvs-dr/lvs01.conf' > /tmp/said

on_director ipvs connections --watch 0.5 --json > /tmp/watched &
until_true test -s /tmp/watched
for try in 1 2 3 4; do ask; done
has_four() { tail -n 1 /tmp/watched | grep -o '"state"' | wc -l | grep -qx 4; }
until_true has_four
pkill -f 'ipvs connections --watch 0.5'
echo "first round: $(head -n 1 /tmp/watched)"
tail -n 1 /tmp/watched | '${process.execPath}' -e '
  const { connections } = JSON.parse(require("fs").readFileSync(0, "utf8"));
  const end = ({ address, port }) => address + ":" + port;
  for (const { protocol, client, virtual, server } of connections)
    console.log(protocol, end(client), end(virtual), end(server));' | sort > /tmp/ours
director ipvsadm -Lnc | awk '/^TCP/ { print $1, $4, $5, $6 }' | sort > /tmp/theirs
diff /tmp/theirs /tmp/ours && echo "as ipvsadm: $(wc -l < /tmp/ours)"

on_director ipvs connections --count-by server --watch 0.5 > /tmp/counted &
until_true grep -q 172.16.1.5:80 /tmp/counted
until_true grep -q 172.16.1.6:80 /tmp/counted
pkill -f 'ipvs connections --count-by server --watch 0.5'
awk '$3 ~ /^172/ { print $3, $1 }' /tmp/counted | sort -u

# On a terminal each round begins with an empty screen.
director script -qec "'${process.execPath}' '${dist}/main.js' ipvs connections --watch 0.5" /dev/null > /tmp/screen < /dev/null &
twice() { grep -o "$(printf '\\033\\[H')" /tmp/screen | wc -l | grep -qx '[2-9]'; }
until_true twice
pkill -f 'ipvs connections --watch 0.5'
echo "on a terminal: drawn again"

on_director ipvs connections --server 172.16.1.5 --client 10.0.0.0/8 --json | grep -c '"state"'
on_director ipvs connections --client 192.0.2.0/24
echo "none: $?"
`;

let machine: Machine | undefined;

beforeAll(async () => {
  machine = await openTestMachine([]);
});
afterAll(() => machine?.close());

test("connections are listed as by ipvsadm, filtered, counted, and seen as they come", async () => {
  // The machine sees the host's files as they were when it started, so the script is handed over in the command.
  const lab = `cat > /tmp/connections.sh <<'THE END'\n${script}\nTHE END\nexec '${process.execPath}' '${dist}/main.js' lab --lvs01 none --lvs02 none /tmp/connections.sh`;
  const { status, lines } = await runScript(machine, lab, 300_000);
  expect(lines).toEqual([
    'first round: {"connections":[]}',
    "as ipvsadm: 4",
    "172.16.1.5:80 2",
    "172.16.1.6:80 2",
    "on a terminal: drawn again",
    "2",
    "no connections",
    "none: 0",
  ]);
  expect(status).toBe(0);
});
