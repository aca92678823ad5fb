/** The keeper over the kernel model: how few requests it sends, what each policy repairs, and what it says. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ServiceKeeper } from "../../src/daemon/service-keeper.ts";
import { destinationId } from "../../src/ipvs/destination-id.ts";
import type { ReconcilePolicy } from "../../src/ipvs/policy.ts";
import type { IpvsCommand, IpvsTable } from "../../src/ipvs/table.ts";
import { ModelIpvs } from "../ipvs/model-ipvs.ts";
import { destination, key, server, service, virtualServer } from "../ipvs/services.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vigil-keeper-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const web = key("10.0.0.1:80");
const dns = key("10.0.0.1:53", "UDP");
const servers = (...last: number[]) => last.map((each) => server(`10.0.0.${each}:80`));
const site = (...last: number[]) => virtualServer(web, servers(...last));
const two = [site(5, 6), virtualServer(dns, [server("10.0.0.5:53")])];
const everyone = () => true;
const empty: IpvsTable = { services: [] };

interface Desk {
  readonly keeper: ServiceKeeper;
  readonly ipvs: ModelIpvs;
  readonly lines: string[];
  /** Commands, dumps and single looks since the last call. */
  news(): { commands: readonly IpvsCommand["kind"][]; dumps: number; looks: number };
  /** Somebody else's hand. */
  byHand(...commands: IpvsCommand[]): void;
  nowUs: number;
}

function desk(policy: Partial<ReconcilePolicy> = {}, table = empty): Desk {
  const lines: string[] = [];
  const log = pino({ level: "info" }, { write: (line: string) => void lines.push(JSON.parse(line).msg) });
  const ipvs = new ModelIpvs(table);
  let seen = { commands: 0, dumps: 0, looks: 0 };
  const made: Desk = {
    ipvs,
    lines,
    nowUs: 0,
    keeper: new ServiceKeeper(
      {
        ipvs,
        log,
        clock: { nowUs: () => made.nowUs },
        findWriters: () => [{ pid: 77, name: "ldirectord" }],
      },
      {
        journalPath: join(folder, "services.json"),
        policy: { scope: "restore", limits: [], ...policy },
        intervalUs: 0,
      },
    ),
    news: () => {
      const { commands, dumps, looks } = ipvs;
      const news = {
        commands: commands.slice(seen.commands).map(({ kind }) => kind),
        dumps: dumps - seen.dumps,
        looks: looks.length - seen.looks,
      };
      seen = { commands: commands.length, dumps, looks: looks.length };
      return news;
    },
    byHand: (...commands) => {
      const refused = ipvs.apply(commands).find((refusal) => refusal !== undefined);
      if (refused !== undefined) throw new Error(refused.code);
      made.news();
    },
  };
  return made;
}

function started(policy: Partial<ReconcilePolicy> = {}, services = two): Desk {
  const made = desk(policy);
  made.keeper.configure(services, everyone);
  made.news();
  made.lines.length = 0;
  return made;
}

const five = destination("10.0.0.5:80");
const drain: IpvsCommand = { kind: "edit-destination", key: web, destination: { ...five, weight: 0 } };
const clear: IpvsCommand[] = [
  { kind: "delete-service", key: web },
  { kind: "delete-service", key: dns },
];
const list = ({ ipvs }: Desk) =>
  ipvs.table.services.map((each) => each.destinations.map((one) => `${destinationId(one)} ${one.weight}`));

describe("few requests", () => {
  test("a reload without change sends none and looks once", () => {
    const one = started();
    one.keeper.configure(two, everyone);
    expect(one.news()).toEqual({ commands: [], dumps: 1, looks: 0 });
    expect(one.lines).toEqual([]);
  });

  test("a reload that removes one server sends exactly one", () => {
    const one = started();
    one.keeper.configure([site(5), ...two.slice(1)], everyone);
    expect(one.news()).toEqual({ commands: ["delete-destination"], dumps: 1, looks: 0 });
  });

  test("a verdict sends exactly one and looks at nothing", () => {
    const one = started();
    one.keeper.update(two, site(5, 6), (_, each) => each.address.bytes[3] !== 5);
    expect(one.news()).toEqual({ commands: ["delete-destination"], dumps: 0, looks: 0 });
    one.keeper.update(two, site(5, 6), everyone);
    expect(one.news()).toEqual({ commands: ["add-destination"], dumps: 0, looks: 0 });
  });

  test("stopping sends one for each service and looks at nothing", () => {
    const one = started();
    one.keeper.stop();
    expect(one.news()).toEqual({ commands: ["delete-service", "delete-service"], dumps: 0, looks: 0 });
    expect(one.ipvs.table).toEqual(empty);
  });
});

describe("taking over", () => {
  test("what is there is edited, never deleted and made anew; strangers stay; what was changed is said", () => {
    const stranger = service(key("10.0.0.9:80"), [five]);
    const heavy = { ...five, weight: 7 };
    const table = {
      services: [service(web, [heavy, destination("10.0.0.8:80")], { scheduler: "wlc" }), stranger],
    };
    const one = desk({}, table);
    one.keeper.configure(two, everyone);
    expect(one.news().commands).toEqual([
      "edit-service",
      "edit-destination",
      "add-destination",
      "delete-destination",
      "add-service",
      "add-destination",
    ]);
    expect(one.ipvs.table.services).toContainEqual(stranger);
    expect(one.lines).toEqual([
      "IPVS: took over 1 service that was there already",
      "IPVS: took over: VS [10.0.0.1]:tcp:80 has scheduler wlc, wanted rr: set right",
      "IPVS: took over: server 10.0.0.5:80 of VS [10.0.0.1]:tcp:80 has weight 7, wanted 1: set right",
      "IPVS: took over: server 10.0.0.8:80 of VS [10.0.0.1]:tcp:80 is there and should not be (DR, weight 1): removed",
    ]);
  });
});

describe("by the clock", () => {
  test("restore puts a cleared table back and leaves a drained server alone, told once, and told when it ends", () => {
    const one = started();
    one.byHand(...clear);
    one.keeper.reconcile("scheduled");
    expect(list(one)).toEqual([["10.0.0.6:80 1", "10.0.0.5:80 1"], ["10.0.0.5:53 1"]]);
    one.byHand(drain);
    one.lines.length = 0;
    for (let round = 0; round < 3; round++) one.keeper.reconcile("scheduled");
    expect(list(one)[0]).toEqual(["10.0.0.6:80 1", "10.0.0.5:80 0"]);
    expect(one.lines).toEqual([
      "IPVS drift: server 10.0.0.5:80 of VS [10.0.0.1]:tcp:80 has weight 0, wanted 1: left as it is: the policy is to put back what is missing and to change nothing else",
      "IPVS drift: the kernel does not record who did it; running here and able to: ldirectord (pid 77)",
    ]);
    one.byHand({ kind: "edit-destination", key: web, destination: five });
    one.keeper.reconcile("scheduled");
    expect(one.lines.at(-1)).toBe("IPVS drift: [10.0.0.1]:tcp:80 10.0.0.5:80 is as wanted again");
  });

  test("report changes nothing, repair everything", () => {
    for (const [scope, sent] of [
      ["report", []],
      ["repair", ["edit-destination"]],
    ] as const) {
      const one = started({ scope });
      one.byHand(drain);
      one.keeper.reconcile("scheduled");
      expect(one.news().commands).toEqual(sent);
    }
  });

  test("what the kernel refuses is told once, not every minute", () => {
    const one = started();
    one.byHand(...clear);
    const refusing = new ModelIpvs(empty, { refuse: () => "ENOENT" });
    one.ipvs.apply = (commands) => refusing.apply(commands);
    one.keeper.reconcile("scheduled");
    one.keeper.reconcile("scheduled");
    expect(one.lines.filter((line) => /adding VS \[10\.0\.0\.1\]:tcp:80/.test(line))).toHaveLength(1);
  });
});

describe("on demand", () => {
  test("everything is repaired, whatever the policy; nothing to do is said too", () => {
    const one = started({ scope: "report" });
    one.byHand(drain);
    one.keeper.reconcile("asked");
    expect(list(one)[0]).toEqual(["10.0.0.6:80 1", "10.0.0.5:80 1"]);
    one.keeper.reconcile("asked");
    expect(one.lines.at(-1)).toBe("IPVS: the table is as wanted: 2 services compared");
  });

  test("what was told and left before is told as repaired, and not once more as ended", () => {
    const one = started();
    one.byHand(drain);
    one.keeper.reconcile("scheduled");
    one.lines.length = 0;
    one.keeper.reconcile("asked");
    expect(one.lines).toEqual([
      "IPVS drift: server 10.0.0.5:80 of VS [10.0.0.1]:tcp:80 has weight 0, wanted 1: set right",
      "IPVS drift: the kernel does not record who did it; running here and able to: ldirectord (pid 77)",
    ]);
  });

  test("a reload repairs too", () => {
    const one = started({ scope: "report" });
    one.byHand(drain);
    one.keeper.configure(two, everyone);
    expect(one.news().commands).toEqual(["edit-destination"]);
  });

  test("keep-servers leaves a stranger in a service of ours, never-empty the last servers", () => {
    const one = started({ limits: ["keep-servers", "never-empty"] });
    one.byHand({ kind: "add-destination", key: web, destination: destination("10.0.0.8:80") });
    one.keeper.reconcile("asked");
    expect(list(one)[0]).toContain("10.0.0.8:80 1");
    one.keeper.configure([site(5, 6), virtualServer(dns, [])], everyone);
    // The file says so itself, and a reload does what the file says.
    expect(list(one)[1]).toEqual([]);
    one.byHand({ kind: "add-destination", key: dns, destination: destination("10.0.0.5:53") });
    one.keeper.reconcile("asked");
    expect(list(one)[1]).toEqual(["10.0.0.5:53 1"]);
  });
});

describe("beside a hand that writes", () => {
  test("a verdict for one server does not undo what was set by hand at another", () => {
    const one = started({ scope: "repair" });
    one.byHand(drain);
    one.keeper.update(two, site(5, 6), (_, each) => each.address.bytes[3] !== 6);
    expect(list(one)[0]).toEqual(["10.0.0.5:80 0"]);
    expect(one.news().commands).toEqual(["delete-destination"]);
  });

  test("a verdict that finds its service gone makes it anew, unless the policy is to report", () => {
    for (const [scope, wanted] of [
      ["restore", ["10.0.0.6:80 1"]],
      ["report", undefined],
    ] as const) {
      const one = started({ scope }, [site(5, 6)]);
      one.keeper.update(two, site(5, 6), (_, each) => each.address.bytes[3] !== 6);
      one.byHand({ kind: "delete-service", key: web });
      one.keeper.update(two, site(5, 6), (_, each) => each.address.bytes[3] === 6);
      expect(list(one)[0]).toEqual(wanted);
    }
  });

  test("a verdict that finds its work done by somebody else is content", () => {
    const one = started();
    one.byHand({ kind: "delete-destination", key: web, destination: five });
    one.keeper.update(two, site(5, 6), (_, each) => each.address.bytes[3] !== 5);
    expect(list(one)[0]).toEqual(["10.0.0.6:80 1"]);
    one.byHand({ kind: "add-destination", key: web, destination: { ...five, weight: 9 } });
    one.keeper.update(two, site(5, 6), everyone);
    expect(list(one)[0]).toEqual(["10.0.0.5:80 1", "10.0.0.6:80 1"]);
    expect(one.lines).toEqual([]);
  });

  test("who undoes a repair three times within a minute is named, and the entry left alone until HUP", () => {
    const one = started({ scope: "repair" });
    for (let round = 0; round < 5; round++) {
      one.byHand(drain);
      one.keeper.reconcile("scheduled");
      one.nowUs += 10_000_000;
    }
    expect(list(one)[0]).toEqual(["10.0.0.6:80 1", "10.0.0.5:80 0"]);
    expect(one.lines.filter((line) => line.includes("repaired three times and undone"))).toHaveLength(1);
    expect(one.lines.filter((line) => line.includes("another program undoes this repair"))).toHaveLength(1);
    expect(one.lines.at(-1)).toContain("ldirectord (pid 77)");
    one.keeper.configure(two, everyone);
    expect(list(one)[0]).toEqual(["10.0.0.6:80 1", "10.0.0.5:80 1"]);
  });

  test("thousands of lost entries do not fill the log", () => {
    const many = Array.from({ length: 500 }, (_, index) =>
      virtualServer(key(`10.0.1.1:${index + 1}`), servers(5)),
    );
    const one = started({}, many);
    one.byHand(...many.map((each): IpvsCommand => ({ kind: "delete-service", key: each.key })));
    one.keeper.reconcile("scheduled");
    expect(one.ipvs.table.services).toHaveLength(500);
    expect(one.lines).toHaveLength(102);
    expect(one.lines[100]).toBe("IPVS drift: and 400 more entries");
  });
});
