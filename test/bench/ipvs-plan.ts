/**
 * What SIGHUP makes this machine do until the kernel is asked: `ipvs-plan.js BEFORE AFTER FOLDER` runs BEFORE, then a reader on AFTER,
 * whose slice goes the checker's way to a kernel that notes when it gets which commands. Says the times as one line of JSON.
 */
import { spawn } from "node:child_process";
import type { Duplex } from "node:stream";
import { fileURLToPath } from "node:url";
import { pino } from "pino";
import { frame, readFrames } from "../../src/daemon/frames.ts";
import type { ReaderMessage } from "../../src/daemon/messages.ts";
import { ServiceKeeper } from "../../src/daemon/service-keeper.ts";
import { Pool } from "../../src/health/pool.ts";
import type { IpvsCommand, IpvsTable } from "../../src/ipvs/table.ts";
import { type CheckerContent, CheckerSliceReader } from "../../src/reader/checker-slice.ts";

const reader = fileURLToPath(new URL("../reader.js", import.meta.url));

interface Reading {
  readonly slice: string;
  /** What the next reader is given. */
  readonly memory: Promise<Buffer | undefined>;
}

function readSlice(configFile: string, memory?: Buffer): Promise<Reading> {
  const options = { programName: "vigil", configFile, log: {}, umask: 0o77 };
  const child = spawn(process.execPath, [reader, JSON.stringify(options)], {
    stdio: ["ignore", "ignore", "inherit", "pipe"],
  });
  return new Promise((resolve) => {
    const remembered = new Promise<Buffer | undefined>((remember) => {
      const take = readFrames((value, attached) => {
        const message = value as ReaderMessage;
        if (message.kind === "configuration") {
          const slice = attached[message.slices.indexOf("checker")]?.toString("utf8") ?? "";
          resolve({ slice, memory: remembered });
          if (message.leavesMemory) return;
        }
        remember(message.kind === "memory" ? attached[0] : undefined);
        child.kill("SIGKILL");
      });
      const socket = child.stdio[3] as Duplex;
      socket.on("data", take);
      for (const bytes of frame({ kind: "read" }, memory === undefined ? [] : [memory])) socket.write(bytes);
    });
  });
}

type Services = CheckerContent["services"];

const elapsedMs = (since: number) => performance.now() - since;
const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

const [, , before = "", after = "", folder = ""] = process.argv;
const log = pino({ enabled: false });

/** The checker's way from a slice to the kernel. */
class Checker {
  readonly #slices = new CheckerSliceReader();
  readonly #pool = new Pool();
  readonly #asked: { readonly atMs: number; readonly commands: readonly IpvsCommand[] }[] = [];
  readonly #keeper = new ServiceKeeper(
    {
      ipvs: {
        read: (): IpvsTable => ({ services: [] }),
        readService: () => undefined,
        apply: (commands) => {
          this.#asked.push({ atMs: performance.now(), commands });
          return commands.map(() => undefined);
        },
      },
      clock: { nowUs: () => 0 },
      log,
      findWriters: () => [],
    },
    { journalPath: `${folder}/journal`, policy: { scope: "repair", limits: [] }, intervalUs: 0 },
  );

  read(slice: string): Services {
    return this.#slices.read(slice).services;
  }

  /** The first request to the kernel. */
  configure(services: Services) {
    this.#asked.length = 0;
    this.#pool.configure(services, new Set(), Math.random, 0);
    this.#keeper.configure(services, (_, server) => this.#pool.isUp(server));
    return this.#asked[0];
  }
}

const { slice: beforeSlice, memory } = await readSlice(before);
const known = await memory;
const reloads: number[] = [];
const plans: number[] = [];
let commands = 0;
for (let round = 0; round < 5; round++) {
  const checker = new Checker();
  checker.configure(checker.read(beforeSlice));
  const start = performance.now();
  const { slice } = await readSlice(after, known);
  const planStart = performance.now();
  const asked = checker.configure(checker.read(slice));
  commands = asked?.commands.length ?? 0;
  reloads.push((asked?.atMs ?? Number.NaN) - start);
  plans.push((asked?.atMs ?? Number.NaN) - planStart);
}

/** The same services once, twice and four times, at other addresses. */
function larger(services: Services, factor: number): Services {
  return Array.from({ length: factor }, (_, copy) =>
    services.map((service) =>
      "key" in service && service.key.kind === "address"
        ? { ...service, key: { ...service.key, port: service.key.port + copy } }
        : service,
    ),
  ).flat();
}

const services = new CheckerSliceReader().read(beforeSlice).services;
const growthMs = [1, 2, 4].map((factor) => {
  const all = larger(services, factor);
  const times = [0, 1, 2].map(() => {
    const start = performance.now();
    new Checker().configure(all);
    return elapsedMs(start);
  });
  return median(times);
});
const result = { reloadMs: median(reloads), planMs: median(plans), commands, growthMs };
process.stdout.write(`${JSON.stringify(result)}\n`);
