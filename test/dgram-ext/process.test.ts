/** What a process asks of the kernel about itself, each in a child of its own. */
import { spawn } from "node:child_process";
import { closeSync, ftruncateSync, readFileSync, readlinkSync, writeSync } from "node:fs";
import { afterEach, describe, expect, test } from "vitest";
import { getLimit, onSignal, openMemoryFile, setLimit } from "../../src/dgram-ext/index.ts";
import { addonFile, ending, evaluate, line, startChild } from "../support/addon-child.ts";
import { describeAsRoot, namespacePair, run } from "../support/namespaces.ts";

describe("signals", () => {
  const stops: (() => void)[] = [];
  afterEach(() => {
    for (const stop of stops.splice(0)) stop();
  });

  test.each([36, 63, 10])("%d is delivered, until it is no longer wanted", async (number) => {
    const first = new Promise((resolve) => stops.push(onSignal(number, resolve)));
    run(`kill -${number} ${process.pid}`);
    expect(await first).toBe(number);
    for (const stop of stops.splice(0)) stop();
  });

  test.each([0, -1, 9, 19, 65, 1000])("%d cannot be caught", (number) => {
    expect(() => onSignal(number, () => {})).toThrow(
      expect.objectContaining({ code: "EINVAL", errno: -22, syscall: "sigaction" }),
    );
  });

  test("watching one does not keep the process alive, and without a watch it is deadly again", async () => {
    const script = `const h = addon.signalOpen(() => {}); addon.signalStart(h, 12); addon.handleRef(h, false);`;
    expect((await ending(startChild(script))).code).toBe(0);
    const child = startChild(`${script} addon.handleClose(h); say("ready"); setInterval(() => {}, 1000);`);
    await line(child);
    const ended = ending(child);
    child.kill("SIGUSR2");
    expect((await ended).signal).toBe("SIGUSR2");
  });
});

describe("death of the parent", () => {
  test("sends the child the signal it asked for", async () => {
    const grandchild = `const addon = require(${JSON.stringify(addonFile)});
      const handle = addon.signalOpen(() => { require("node:fs").writeSync(1, "told\\n"); process.exit(); });
      addon.signalStart(handle, 36); addon.setParentDeathSignal(36);
      require("node:fs").writeSync(1, "ready\\n"); setInterval(() => {}, 1000);`;
    const parent = spawn(
      process.execPath,
      [
        "-e",
        `const c = require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(grandchild)}], { stdio: ["ignore", "inherit", "ignore"] }); setInterval(() => {}, 1000);`,
      ],
      { stdio: ["ignore", "pipe", "ignore"] },
    );
    expect(await line(parent)).toBe("ready");
    const told = line(parent);
    parent.kill("SIGKILL");
    expect(await told).toBe("told");
  });

  test("makes orphans the subreaper's children", async () => {
    const orphanage = `addon.setChildSubreaper(true);
      const { spawn } = require("node:child_process");
      const middle = spawn("sh", ["-c", "sleep 30 & echo $!"], { stdio: ["ignore", "pipe", "ignore"] });
      middle.stdout.once("data", (text) => middle.once("exit", () => {
        const orphan = Number(text);
        const parent = Number(fs.readFileSync("/proc/" + orphan + "/stat", "utf8").split(") ")[1].split(" ")[1]);
        process.kill(orphan, "SIGKILL");
        say(JSON.stringify(parent === process.pid));
        process.exit();
      }));`;
    expect(await evaluate(orphanage)).toBe(true);
  });
});

test("the thread's name is set, cut to 15 bytes", async () => {
  const script = `addon.setThreadName("keepalived_vrrp_x"); say(JSON.stringify(fs.readFileSync("/proc/self/comm", "utf8")));`;
  expect(await evaluate(script)).toBe("keepalived_vrrp\n");
});

test("a session is started by a process that leads no group", async () => {
  const script = `const sid = addon.setsid(); let again; try { addon.setsid(); } catch ({ code, errno, syscall }) { again = { code, errno, syscall }; }
    const fields = fs.readFileSync("/proc/self/stat", "utf8").split(") ")[1].split(" ");
    say(JSON.stringify({ own: sid === process.pid, told: Number(fields[3]) === process.pid, again }));`;
  expect(await evaluate(script)).toEqual({
    own: true,
    told: true,
    again: { code: "EPERM", errno: -1, syscall: "setsid" },
  });
});

test("a memory file has no place in the file system and can be inherited by number only", () => {
  const fd = openMemoryFile("vigil-config");
  writeSync(fd, "hello");
  expect(readlinkSync(`/proc/self/fd/${fd}`)).toBe("/memfd:vigil-config (deleted)");
  expect(readFileSync(`/proc/self/fd/${fd}`, "utf8")).toBe("hello");
  ftruncateSync(fd, 0);
  closeSync(fd);
  expect(() => openMemoryFile("x".repeat(250))).toThrow(RangeError);
  expect(() => openMemoryFile("a\0b")).toThrow(RangeError);
});

describe("limits", () => {
  test("are what the kernel shows, and can be lowered and raised again below the hard one", () => {
    const shown = /Max core file size\s+(\S+)\s+(\S+)/.exec(readFileSync("/proc/self/limits", "utf8"));
    const number = (text = "") => (text === "unlimited" ? Number.POSITIVE_INFINITY : Number(text));
    const before = getLimit("core");
    expect(before).toEqual({ soft: number(shown?.[1]), hard: number(shown?.[2]) });
    setLimit("core", { soft: 0, hard: before.hard });
    expect(getLimit("core")).toEqual({ soft: 0, hard: before.hard });
    setLimit("core", before);
    expect(getLimit("core")).toEqual(before);
  });

  test("that are no limits are refused", () => {
    expect(() => setLimit("core", { soft: 2, hard: 1 })).toThrow("EINVAL");
    for (const soft of [-1, 0.5, Number.NaN, 2 ** 60]) {
      expect(() => setLimit("core", { soft, hard: Number.POSITIVE_INFINITY })).toThrow(RangeError);
    }
  });
});

describeAsRoot("as root", () => {
  const { a } = namespacePair("process");

  test("a process enters a network namespace, and what is no such thing is refused", async () => {
    const script = `const names = () => Object.keys(require("node:os").networkInterfaces());
      const fd = fs.openSync("/run/netns/${a}", "r");
      addon.setns(fd, 0x40000000);
      let wrong; try { addon.setns(fd, 0x00020000); } catch ({ code, syscall }) { wrong = { code, syscall }; }
      say(JSON.stringify({ names: names(), wrong }));`;
    const { names, wrong } = (await evaluate(script)) as { names: string[]; wrong: unknown };
    expect(names).toContain("veth0");
    expect(wrong).toEqual({ code: "EINVAL", syscall: "setns" });
  });

  test("a process takes round-robin scheduling, and its children do not inherit it", async () => {
    const script = `addon.setScheduler(2 | 0x40000000, 50);
      const policy = (pid) => Number(fs.readFileSync("/proc/" + pid + "/stat", "utf8").split(") ")[1].split(" ")[38]);
      const child = require("node:child_process").spawn("sleep", ["30"]);
      say(JSON.stringify({ own: policy(process.pid), child: policy(child.pid) }));
      child.kill();`;
    expect(await evaluate(script)).toEqual({ own: 2, child: 0 });
  });
});
