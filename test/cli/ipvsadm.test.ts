/** What `vigil ipvsadm` does beside reading options: statuses, -R and --strict, hints, ipvsadm's two scripts. */
import { describe, expect, test } from "vitest";
import { destination, key, service } from "../ipvs/services.ts";
import { runOnModel } from "./ipvsadm-model.ts";

const web = key("10.0.0.1:80");
const exists = "the service exists already: change it with -E, or delete it first with -D";

describe("statuses", () => {
  test("done: 0 and nothing said", async () => {
    expect(await runOnModel("-A -t 10.0.0.1:80")).toMatchObject({ status: 0, out: "", err: [] });
  });

  test("refused by the kernel: 255 with the remedy", async () => {
    const run = await runOnModel("-A -t 10.0.0.1:80", { table: { services: [service(web, [])] } });
    expect(run).toMatchObject({ status: 255, err: [`ipvsadm: ${exists}`] });
  });

  test("what makes no sense: 2, and the kernel is not asked", async () => {
    const run = await runOnModel("-A -t 10.0.0.1");
    expect(run).toMatchObject({ status: 2, batches: [] });
    expect(run.err[0]).toContain("add -p");
  });

  test("without the right to the table: 2 whatever is asked for, except help", async () => {
    const openTable = () => {
      throw Object.assign(new Error("run as root"), { code: "EPERM" });
    };
    expect(await runOnModel("-Ln", { openTable })).toMatchObject({
      status: 2,
      err: ["ipvsadm: run as root"],
    });
    expect(await runOnModel("-Q", { openTable })).toMatchObject({ status: 2, err: ["ipvsadm: run as root"] });
    expect((await runOnModel("-h", { openTable })).out).toMatch(/^ipvsadm v1\.31 .*\n/);
  });
});

describe("-R", () => {
  const restore = (input: string, words = "-R") => runOnModel(words, { input });

  test("a refused line is told with its number, and the next goes on", async () => {
    const run = await restore("-A -f 1\n\nipvsadm -A -f 1\r\n-A -f 2");
    expect(run).toMatchObject({ status: 0, err: [`ipvsadm: line 3: ipvsadm -A -f 1: ${exists}`] });
    expect(run.commands).toHaveLength(3);
  });

  test("the status is the last line's", async () => {
    expect((await restore("-A -f 1\n-A -f 1\n\n")).status).toBe(255);
  });

  test("all changes between two other commands are one request", async () => {
    const lines = Array.from({ length: 40_000 }, (_, index) => `-A -f ${index + 1} -s rr`);
    const run = await restore([...lines.slice(0, 30_000), "-Z", ...lines.slice(30_000)].join("\n"));
    expect(run).toMatchObject({ status: 0, batches: [30_000, 10_000] });
  });

  test("refusals and unreadable words are told in the order of their lines", async () => {
    const run = await restore("-A -f 1\n-A -f 2 -Q\n-A -f 1\n-A -f 3 -s\n-A -f 4\n");
    expect(run.status).toBe(0);
    expect(run.err.map((line) => line.slice(0, 16))).toEqual([
      "ipvsadm: line 2:",
      "ipvsadm: line 3:",
      "ipvsadm: line 4:",
    ]);
    expect(run.batches).toEqual([3]);
  });

  test("at a line that makes no sense it stops, and says how far it came", async () => {
    const run = await restore("-A -f 1\n-A -f 1\n-A -f 2\n-A -f 0\n-A -f 3\n-A -f 4\n");
    expect(run.status).toBe(2);
    expect(run.err).toEqual([
      `ipvsadm: line 2: -A -f 1: ${exists}`,
      "ipvsadm: line 4: -A -f 0: '0' is no firewall mark: write a whole number from 1 to 4294967295",
      "ipvsadm: stopped at line 4: 2 applied, 1 refused before it, 2 behind it not looked at",
    ]);
    expect(run.commands).toHaveLength(3);
    expect((await restore("foo\n-A -f 1\n")).status).toBe(255);
  });

  test("commands of other kinds take their turn", async () => {
    const run = await restore("-A -f 1\n-C\n-A -f 2\n--stop-daemon master\n");
    expect(run).toMatchObject({ status: 255, batches: [1, 1], flushes: 1 });
    expect(run.err[0]).toContain("line 4: --stop-daemon master: no synchronisation daemon");
  });

  test("help ends it", async () => {
    const run = await restore("-A -f 1\n-h\n-A -f 2\n");
    expect(run).toMatchObject({ status: 0 });
    expect(run.commands).toHaveLength(1);
  });

  test("--strict stops at the first refusal", async () => {
    const run = await restore("-A -f 1\n-A -f 1\n-A -f 2\n", "-R --strict");
    expect(run).toMatchObject({ status: 255, batches: [1, 1] });
    expect(run.err).toEqual([
      `ipvsadm: line 2: -A -f 1: ${exists}`,
      "ipvsadm: stopped at line 2: 1 applied before it, 1 behind it not looked at",
    ]);
  });

  test("--strict applies nothing when a line cannot be read", async () => {
    const run = await restore("-A -f 1\n-A -f 2 -Q\n", "-R --strict");
    expect(run).toMatchObject({ status: 255, batches: [] });
    expect(run.err[1]).toBe("ipvsadm: nothing was applied");
  });
});

describe("hints", () => {
  const persistent = service(
    web,
    [destination("10.0.0.5:80", { forwarding: { method: "NAT" }, weight: 7 })],
    {
      scheduler: "rr",
      persistenceTimeoutS: 300,
    },
  );
  const hintsOf = async (line: string) =>
    (await runOnModel(line, { table: { services: [persistent] }, hints: true })).err;

  test("-E -p 30 on an rr service turns it into wlc", async () => {
    expect(await hintsOf("-E -t 10.0.0.1:80 -p 30")).toEqual([
      "ipvsadm: note: the scheduler was rr and is now wlc: -E without -s sets wlc; to keep it add -s rr",
    ]);
  });

  test("-E -s wrr ends persistence", async () => {
    expect(await hintsOf("-E -t 10.0.0.1:80 -s wrr")).toEqual([
      "ipvsadm: note: persistence of 300 s has ended: -E without -p ends it; to keep it add -p 300",
    ]);
  });

  test("-e without options sets Route and weight 1", async () => {
    expect(await hintsOf("-e -t 10.0.0.1:80 -r 10.0.0.5:80")).toEqual([
      "ipvsadm: note: the weight was 7 and is now 1: -e without -w sets 1; to keep it add -w 7",
      "ipvsadm: note: forwarding is now Route: -e without -m or -i sets -g, and before it was -m; to keep it add -m",
    ]);
  });

  test("a port that does not count", async () => {
    expect(await hintsOf("-a -t 10.0.0.1:80 -r 10.0.0.6:8080")).toEqual([
      "ipvsadm: note: port 8080 is not used: without NAT (-m) a real server has its service's port, 80",
    ]);
  });

  test("nothing where all is as expected, or nobody watches", async () => {
    expect(await hintsOf("-E -t 10.0.0.1:80 -s rr -p 30")).toEqual([]);
    const unwatched = await runOnModel("-E -t 10.0.0.1:80 -p 30", { table: { services: [persistent] } });
    expect(unwatched.err).toEqual([]);
  });
});

describe("ipvsadm's scripts", () => {
  test("ipvsadm-restore empties the table and ignores its words", async () => {
    const run = await runOnModel("-x foo", { name: "ipvsadm-restore", input: "-A -f 1\n-A -f 1\n-A -f 2\n" });
    expect(run).toMatchObject({ status: 0, flushes: 1, batches: [3] });
  });

  test("ipvsadm-save takes -n only", async () => {
    expect(await runOnModel("-n", { name: "ipvsadm-save" })).toMatchObject({ status: 0, err: [] });
    expect((await runOnModel("-c", { name: "ipvsadm-save" })).status).toBe(1);
  });
});
