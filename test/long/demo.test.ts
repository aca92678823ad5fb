/** `vigil demo` as root on a kernel with IPVS, where it uses the machine itself: red when something does not recover, and gone when it is ended. */
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Machine } from "../../src/lab/machine.ts";
import { dist, openTestMachine, runScript } from "../system/harness.ts";

const limitMs = 400_000;
const demo = `'${process.execPath}' '${join(dist, "main.js")}' demo`;

let machine: Machine | undefined;
beforeAll(async () => {
  machine = await openTestMachine([]);
}, limitMs);
afterAll(() => machine?.close());

test("runs there, and is red when a web server or a director stays dead", { timeout: limitMs }, async () => {
  const faults = ["web-stays-dead", "director-stays-dead"];
  const runs = faults.map((fault) => `(${demo} --fault ${fault}; echo "${fault} ended with $?") &`);
  const { lines } = await runScript(machine, `${runs.join("\n")}\nwait`, limitMs);
  const text = lines.join("\n");
  expect(text.match(/running on this machine/g)).toHaveLength(2);
  expect(text).toContain("web-stays-dead ended with 1");
  expect(text).toContain("director-stays-dead ended with 1");
  expect(text).toMatch(/FAILED a web server that comes back is put back/);
  expect(text).toMatch(/FAILED lvs01 preempts when it returns/);
  expect(text.match(/NOT everything held/g)).toHaveLength(2);
});

test("leaves nothing of the network behind when it is interrupted, ended or killed", {
  timeout: limitMs,
}, async () => {
  const { status, lines } = await runScript(
    machine,
    `
ip link > /tmp/links-before
for signal in INT TERM KILL; do
  (
    ${demo} > /tmp/demo-$signal 2>&1 &
    until grep -q 'starting both' /tmp/demo-$signal; do sleep 0.2; done
    sleep 2
    kill -$signal $!
  ) &
done
until [ "$(cat /tmp/demo-* 2>/dev/null | grep -c 'laying the network')" = 3 ]; do sleep 0.2; done
until [ "$(ip netns | grep -c '^vgl-.*-lvs02')" -gt 0 ]; do sleep 0.2; done
ip link | diff /tmp/links-before - || exit 3
wait
for try in $(seq 300); do [ -z "$(ip netns)" ] && break; sleep 0.2; done
ip netns
ps -e -o args | grep -E '[k]eepalived|[h]ttpd|[l]ab-(guest|client)'
ls /run/vigil-lab
ip link | diff /tmp/links-before - || exit 4
exit 0`,
    limitMs,
  );
  expect(lines).toEqual([]);
  expect(status).toBe(0);
});
