/** The daemon's life on this machine's own kernel, VRRP alone: signals, reload, pid files, readiness, and what it leaves behind. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isRoot, runInNamespace } from "../support/in-namespace.ts";
import { dist, examples } from "./harness.ts";

const vigil = `${process.execPath} ${dist}/main.js keepalived`;
const vrrpOnly = readFileSync(join(examples, "lvs-dr/lvs01.conf"), "utf8").replace(
  /^(#.*\n)?virtual_server[\s\S]*$/m,
  "",
);
const notifyListener = resolve(import.meta.dirname, "../support/notify-listener.py");

let folder: string;
let file: string;
beforeEach(() => {
  if (!isRoot) throw new Error("this test needs root: it makes network namespaces");
  folder = mkdtempSync(join(tmpdir(), "vigil-daemon-"));
  file = join(folder, "keepalived.conf");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(text: string): void {
  writeFileSync(file, text, { mode: 0o600 });
}

const functions = `
file=$1 dir=$2
until_ok() { for i in $(seq 100); do eval "$1" >/dev/null 2>&1 && return 0; sleep 0.1; done; echo "NEVER: $1"; }
vip() { ip -o -4 addr show eth1 | grep -q "172.16.1.$1/"; }
parent() { cat /run/keepalived.pid; }
`;

/** Runs shell lines in a namespace of their own; `name=value` lines of the output become an object. */
function run(script: string): { readonly output: string; readonly facts: Readonly<Record<string, string>> } {
  const { output } = runInNamespace(`{ ${functions}\n${script}\n}`, [file, folder], 60);
  const facts = Object.fromEntries(
    [...output.matchAll(/^(\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
  );
  return { output, facts };
}

describe("in the foreground", () => {
  it("a reload of the same file touches nothing, of a broken one changes nothing, of another VIP moves it", () => {
    write(vrrpOnly);
    const { facts, output } = run(`
${vigil} -n -l -D -G -f "$file" > "$dir/log" 2>&1 & daemon=$!
until_ok 'vip 100'; sleep 0.5
ip monitor address > "$dir/same" & monitor=$!
sleep 0.3; kill -HUP $(parent); until_ok 'grep -q Reloading "$dir/log"'; sleep 1.5; kill $monitor
echo "changes_by_same_file=$(wc -l < "$dir/same")"
cp "$file" "$file.good"; sed -i 's/virtual_router_id.*//' "$file"; kill -HUP $(parent)
until_ok 'grep -q "the running one stays" "$dir/log"'; vip 100 && echo broken_file_keeps=yes
sed 's/172.16.1.100/172.16.1.101/' "$file.good" > "$file"; kill -HUP $(parent)
until_ok 'vip 101'; sleep 0.2; vip 100 && echo old_vip=there || echo old_vip=gone
kill -USR1 $(parent); sleep 0.5; ss -ltn | grep -q :9229 && echo inspector=open || echo inspector=closed
echo "modes=$(stat -c %a /run/keepalived.pid /run/vigil /run/vigil/keepalived.addresses.json | tr '\\n' ' ')"
kill -TERM $(parent); wait $daemon; echo "status=$?"
vip 101 && echo vip_after=there || echo vip_after=gone
echo "pid_files=$(ls /run/*.pid 2>/dev/null | wc -l)"; cat "$dir/log"`);
    expect(facts, output).toMatchObject({
      changes_by_same_file: "0",
      broken_file_keeps: "yes",
      old_vip: "gone",
      inspector: "closed",
      modes: "644 700 600 ",
      status: "0",
      vip_after: "gone",
      pid_files: "0",
    });
    expect(output).not.toContain("NEVER");
    expect(output).toMatch(/virtual_router_id/);
  });

  it("loses MASTER with its link and with its address, and takes part again when they return", () => {
    write(vrrpOnly);
    const { output } = run(`
${vigil} -n -l -D -G -f "$file" > "$dir/log" 2>&1 & daemon=$!
until_ok 'vip 100'
ip link set peer1 down; until_ok '! vip 100'; ip link set peer1 up; until_ok 'vip 100'
ip addr del 172.16.1.3/24 dev eth1; until_ok 'grep -q "no source address" "$dir/log"'; until_ok '! vip 100'
ip addr add 172.16.1.3/24 dev eth1; until_ok 'vip 100'
ip addr del 172.16.1.100/32 dev eth1; until_ok 'grep -q "removed by somebody else" "$dir/log"'; until_ok 'vip 100'
kill -TERM $(parent); wait $daemon; cat "$dir/log"`);
    expect(output).not.toContain("NEVER");
    expect(output.match(/Entering FAULT STATE/g)).toHaveLength(2);
    expect(output.match(/Entering MASTER STATE/g)).toHaveLength(4);
  });

  it("a reader that is killed or hangs leaves the running configuration untouched", () => {
    write(vrrpOnly);
    const { facts, output } = run(`
${vigil} -n -l -D -G -f "$file" > "$dir/log" 2>&1 & daemon=$!
until_ok 'vip 100'
mkfifo "$dir/fifo"; mv "$file" "$file.good"; ln -s "$dir/fifo" "$file"; kill -HUP $(parent)
until_ok 'pgrep -f dist/reader.js'; pkill -KILL -f dist/reader.js
until_ok 'grep -q "the running one stays" "$dir/log"'; vip 100 && echo keeps=yes
kill -TERM $(parent); wait $daemon; echo "status=$?"; cat "$dir/log"`);
    expect(facts, output).toMatchObject({ keeps: "yes", status: "0" });
    expect(output).not.toContain("NEVER");
  });
});

describe("as a daemon", () => {
  it("the command returns 0 once the daemon is ready; TERM ends it and leaves nothing", () => {
    write(vrrpOnly);
    const { facts, output } = run(`
${vigil} -G -f "$file"; echo "status=$?"
kill -0 $(parent) && echo running=yes
echo "session=$([ "$(ps -o sid= -p $(parent) | tr -d ' ')" = "$(parent)" ] && echo own)"
until_ok 'vip 100'; pid=$(parent); kill -TERM $pid; until_ok "! kill -0 $pid"
vip 100 && echo vip=there || echo vip=gone; echo "left=$(ls /run/*.pid 2>/dev/null | wc -l)"`);
    expect(facts, output).toMatchObject({
      status: "0",
      running: "yes",
      session: "own",
      vip: "gone",
      left: "0",
    });
    expect(output).not.toContain("NEVER");
  });

  it("start-up errors reach the terminal and the exit status", () => {
    write(vrrpOnly.replace("eth1", "eth9"));
    const { facts, output } = run(
      `${vigil} -G -f "$file"; echo "status=$?"; echo "left=$(ls /run/*.pid 2>/dev/null | wc -l)"`,
    );
    expect(facts, output).toMatchObject({ status: "2", left: "0" });
    expect(output).toContain("eth9");
  });

  it("tells systemd READY, RELOADING with its time, READY again, STOPPING, all from the parent", () => {
    write(vrrpOnly);
    const { output } = run(`
python3 ${notifyListener} "$dir/notify" > "$dir/said" & listener=$!
until_ok '[ -S "$dir/notify" ]'
NOTIFY_SOCKET="$dir/notify" ${vigil} -n -G -f "$file" & daemon=$!
until_ok 'grep -q READY "$dir/said"'; kill -HUP $(parent); until_ok '[ $(grep -c READY "$dir/said") = 2 ]'
kill -TERM $(parent); wait $daemon; sleep 0.3; kill $listener; echo "said:"; cat "$dir/said"; echo "parent pid $daemon"`);
    expect(output).not.toContain("NEVER");
    const said = [...output.matchAll(/^(\d+) ((?:READY|RELOADING|STOPPING)=1.*)$/gm)];
    const pid = /parent pid (\d+)/.exec(output)?.[1];
    expect(said.map(([, , text]) => text?.replace(/\d{3,}/, "N").replace(/ MAINPID=\S+/, ""))).toEqual([
      "READY=1",
      "RELOADING=1 MONOTONIC_USEC=N",
      "READY=1",
      "STOPPING=1",
    ]);
    expect(said.every(([, sender]) => sender === pid)).toBe(true);
  });

  it("under the name keepalived its processes are found by that name", () => {
    write(vrrpOnly);
    const { facts, output } = run(`
ln -s ${dist}/main.js "$dir/keepalived"
${process.execPath} "$dir/keepalived" -n -G -f "$file" & daemon=$!
until_ok '[ -s /run/keepalived.pid ]'
echo "found=$(pidof keepalived | wc -w)"; kill -TERM $(parent); wait $daemon; echo "status=$?"`);
    expect(Number(facts.found), output).toBeGreaterThanOrEqual(2);
    expect(facts.status).toBe("0");
  });
});
