/** What is done to one service in the kernel and to our model of it: servers come, change and go, clients connect and leave. */
import type { Protocol } from "../../../src/config/model.ts";
import type { SchedulerName } from "../../../src/ipvs/schedulers/registry.ts";

export type ScenarioStep =
  | {
      readonly kind: "add" | "edit";
      readonly server: string;
      readonly weight: number;
      readonly upper?: number;
      readonly lower?: number;
    }
  | { readonly kind: "remove"; readonly server: string }
  | { readonly kind: "edit-service"; readonly scheduler: SchedulerName; readonly flags: readonly string[] }
  /** `name` tells the connection apart; its client's port is 20,000 more. */
  | { readonly kind: "connect"; readonly name: number; readonly client: string; readonly to: string }
  | { readonly kind: "close"; readonly name: number };

export interface Scenario {
  readonly title: string;
  readonly scheduler: SchedulerName;
  /** ipvsadm's names. */
  readonly flags: readonly string[];
  readonly protocol: Extract<Protocol, "TCP" | "UDP">;
  /** One service for all packets to `to`: an address, or a mark that the firewall sets for a network of them. */
  readonly service: { readonly address: string } | { readonly mark: number; readonly network: string };
  readonly port: number;
  readonly steps: readonly ScenarioStep[];
}

export const FIRST_PORT = 20_000;
const CONNECTIONS = 200;
const CLIENTS = 20;

/** mulberry32: the same course on every run. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

interface Course {
  readonly family: 4 | 6;
  readonly destinations: readonly string[];
  /** Before the connection of that number. */
  readonly changes: Readonly<Record<number, readonly ScenarioStep[]>>;
  readonly start: readonly ScenarioStep[];
}

/**
 * Six of ten connections stay open for a while, the others are closed at once. None of the former is closed while a server is out of
 * the list: the kernel drops what comes for its connections, and when the client's FIN comes again is a matter of time.
 */
function course({ family, destinations, changes, start }: Course): readonly ScenarioStep[] {
  const roll = dice(2_024);
  const open: number[] = [];
  const steps = [...start];
  let isOneOut = false;
  for (let name = 0; name < CONNECTIONS; name++) {
    for (const step of changes[name] ?? []) {
      steps.push(step);
      if (step.kind === "remove" || step.kind === "add") isOneOut = step.kind === "remove";
    }
    const host = 1 + (name % CLIENTS) * 11;
    const client = family === 4 ? `10.0.0.${host}` : `fd00:10::${host.toString(16)}`;
    const to = destinations[roll(destinations.length)] ?? "";
    steps.push({ kind: "connect", name, client, to });
    if (roll(10) < 6) open.push(name);
    else steps.push({ kind: "close", name });
    if (isOneOut) continue;
    if (open.length > 25 || (open.length > 0 && roll(10) < 3)) {
      for (const closed of open.splice(roll(open.length), 1 + roll(4)))
        steps.push({ kind: "close", name: closed });
    }
  }
  for (const name of open) steps.push({ kind: "close", name });
  return steps;
}

const servers4 = ["172.16.1.5", "172.16.1.6", "172.16.1.7", "172.16.1.8"] as const;
const servers6 = ["fd00:16::5", "fd00:16::6", "fd00:16::7", "fd00:16::8"] as const;

/** Unequal weights; one changes, one server goes and comes back, one is set to 0, one comes late. */
function story([a, b, c, d]: readonly [string, string, string, string]): Pick<Course, "start" | "changes"> {
  return {
    start: [
      { kind: "add", server: a, weight: 1 },
      { kind: "add", server: b, weight: 3 },
      { kind: "add", server: c, weight: 2 },
    ],
    changes: {
      60: [{ kind: "edit", server: a, weight: 4 }],
      90: [{ kind: "remove", server: b }],
      115: [{ kind: "add", server: b, weight: 3 }],
      145: [{ kind: "edit", server: c, weight: 0 }],
      165: [{ kind: "add", server: d, weight: 6 }],
    },
  };
}

/** The heaviest is soon full and gets clients again when it has lost some. */
const thresholds: Pick<Course, "start" | "changes"> = {
  start: [
    { kind: "add", server: "172.16.1.5", weight: 4 },
    { kind: "add", server: "172.16.1.6", weight: 6, upper: 40, lower: 30 },
    { kind: "add", server: "172.16.1.7", weight: 100, upper: 10 },
  ],
  changes: {
    80: [{ kind: "edit", server: "172.16.1.7", weight: 100, upper: 60 }],
    130: [{ kind: "edit", server: "172.16.1.6", weight: 6 }],
    160: [{ kind: "remove", server: "172.16.1.7" }],
    175: [{ kind: "add", server: "172.16.1.7", weight: 7, upper: 90 }],
  },
};

type Draft = Pick<Scenario, "title" | "scheduler"> & {
  readonly flags?: readonly string[];
  readonly kind?: "tcp" | "udp" | "tcp6" | "mark";
  readonly plot?: Pick<Course, "start" | "changes">;
};

const drafts: readonly Draft[] = [
  ...(["rr", "wrr", "sh", "lc", "wlc", "sed", "nq", "mh", "fo", "ovf"] as const).map((scheduler) => ({
    title: scheduler,
    scheduler,
  })),
  ...(["dh", "lblc", "lblcr"] as const).map((scheduler) => ({
    title: `${scheduler}, eight addresses behind a mark`,
    scheduler,
    kind: "mark" as const,
  })),
  {
    title: "sh with port and fallback, UDP",
    scheduler: "sh",
    flags: ["sh-port", "sh-fallback"],
    kind: "udp",
  },
  { title: "mh with port and fallback", scheduler: "mh", flags: ["mh-port", "mh-fallback"] },
  { title: "sh, IPv6", scheduler: "sh", kind: "tcp6" },
  { title: "mh, IPv6", scheduler: "mh", kind: "tcp6" },
  ...(["rr", "wrr", "lc", "wlc", "nq", "ovf", "sh", "mh"] as const).map((scheduler) => ({
    title: `${scheduler} with thresholds`,
    scheduler,
    plot: thresholds,
  })),
  { title: "sh with fallback and thresholds", scheduler: "sh", flags: ["sh-fallback"], plot: thresholds },
  { title: "mh with fallback and thresholds", scheduler: "mh", flags: ["mh-fallback"], plot: thresholds },
  ...(["lblc", "lblcr"] as const).map((scheduler) => ({
    title: `${scheduler} with thresholds, eight addresses behind a mark`,
    scheduler,
    kind: "mark" as const,
    plot: thresholds,
  })),
  {
    title: "wlc, edited to wrr, rr and sh",
    scheduler: "wlc",
    plot: {
      ...story(servers4),
      changes: {
        30: [{ kind: "edit-service", scheduler: "wrr", flags: [] }],
        70: [{ kind: "edit", server: "172.16.1.5", weight: 9 }],
        100: [{ kind: "edit-service", scheduler: "rr", flags: [] }],
        110: [{ kind: "edit-service", scheduler: "rr", flags: [] }],
        120: [{ kind: "remove", server: "172.16.1.6" }],
        140: [{ kind: "edit-service", scheduler: "sh", flags: [] }],
        170: [{ kind: "edit-service", scheduler: "sh", flags: ["sh-port"] }],
      },
    },
  },
];

function scenario({ title, scheduler, flags = [], kind = "tcp", plot }: Draft, index: number): Scenario {
  const number = index + 1;
  const family = kind === "tcp6" ? 6 : 4;
  const own = family === 4 ? `10.9.${number}.1` : `fd00:9::${number.toString(16)}`;
  const marked = [1, 2, 3, 77, 78, 130, 200, 254].map((host) => `10.9.${number}.${host}`);
  const destinations = kind === "mark" ? marked : [own];
  return {
    title,
    scheduler,
    flags,
    protocol: kind === "udp" ? "UDP" : "TCP",
    service: kind === "mark" ? { mark: number, network: `10.9.${number}.0/24` } : { address: own },
    port: kind === "udp" ? 53 : 80,
    steps: course({ family, destinations, ...(plot ?? story(family === 6 ? servers6 : servers4)) }),
  };
}

export const scenarios: readonly Scenario[] = drafts.map(scenario);

export function clientPort(name: number): number {
  return FIRST_PORT + name;
}

/** One of each scheduler, flags, UDP, IPv6 and edits: what is played on a kernel in each run of the tests. */
export const systemScenarios: readonly Scenario[] = scenarios.filter(
  ({ title }) => !title.includes("thresholds") && title !== "mh, IPv6",
);
