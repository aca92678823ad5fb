/** A large file, reloaded again and again by the daemon: the kernel's table is the file's each time, as ipvsadm sees it. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Machine } from "../../src/lab/machine.ts";
import { dist, openTestMachine, runScript } from "../system/harness.ts";

let machine: Machine | undefined;
beforeAll(async () => {
  machine = await openTestMachine([]);
});
afterAll(() => machine?.close());

/** 400 services; `$1` is what is done to the file: an awk program over the numbers of services, `s` being the number and `w` the weight. */
const script = `
ip link set lo up
cd $(mktemp -d)
file() {
  awk -v kind=$1 "BEGIN { for (s = 0; s < 400; s++) { w = 1; $2
    if (kind == \\"conf\\") {
      printf \\"virtual_server 10.1.%d.%d 80 {\\\\n    lb_algo rr\\\\n    lb_kind DR\\\\n    protocol TCP\\\\n\\", s / 250, s % 250
      for (r = 1; r < 4; r++) printf \\"    real_server 10.2.0.%d 80 {\\\\n        weight %d\\\\n    }\\\\n\\", r, w
      print \\"}\\"
    } else {
      printf \\"-A -t 10.1.%d.%d:80 -s rr\\\\n\\", s / 250, s % 250
      for (r = 1; r < 4; r++) printf \\"-a -t 10.1.%d.%d:80 -r 10.2.0.%d:80 -g -w %d\\\\n\\", s / 250, s % 250, r, w
    }
  } }"
}
expect_table() {
  file rules "$1" | sort > wanted
  for try in $(seq 60); do
    ipvsadm -Sn | sort > found
    cmp -s wanted found && { echo "as wanted: $2, $(wc -l < found) lines"; return; }
    sleep 0.5
  done
  echo "NOT as wanted: $2"; diff wanted found | head -5
}
reload() { file conf "$1" > k.conf; kill -HUP $daemon; expect_table "$1" "$2"; }
file conf "" > k.conf
[ $(wc -c < k.conf) -gt 65536 ] || echo "NOT large"
${process.execPath} ${dist}/main.js keepalived --reconcile=off -n -l -D -C -f $PWD/k.conf -p $PWD/pid -c $PWD/checker > log 2>&1 &
daemon=$!
expect_table "" start
reload "" unchanged
reload "if (s == 7) w = 5;" "one weight"
reload "if (s == 9) continue;" "one gone, one weight back"
reload "if (s == 9) continue; if (s > 390) w = 3;" "ten weights"
kill -9 $(cat checker)
expect_table "if (s == 9) continue; if (s > 390) w = 3;" "after the checker died"
reload "if (s == 11) w = 2;" "others after that"
file conf "" | sed '4s/.*/    protocol FOO/' > k.conf; kill -HUP $daemon; sleep 3
reload "if (s % 2) continue;" "every second gone"
reload "" "all back"
echo '}' >> k.conf; kill -HUP $daemon; sleep 3
reload "if (s == 3) w = 9;" "after a stray brace"
kill -TERM $daemon; wait $daemon; echo "status $?, left $(ipvsadm -Sn | wc -l)"
`;

test("the table follows the file", async () => {
  const { lines } = await runScript(
    machine,
    `unshare --net sh -c '${script.replaceAll("'", "'\\''")}'`,
    300_000,
  );
  expect(lines).toEqual([
    "as wanted: start, 1600 lines",
    "as wanted: unchanged, 1600 lines",
    "as wanted: one weight, 1600 lines",
    "as wanted: one gone, one weight back, 1596 lines",
    "as wanted: ten weights, 1596 lines",
    "as wanted: after the checker died, 1596 lines",
    "as wanted: others after that, 1600 lines",
    "as wanted: every second gone, 800 lines",
    "as wanted: all back, 1600 lines",
    "as wanted: after a stray brace, 1600 lines",
    "status 0, left 0",
  ]);
});
