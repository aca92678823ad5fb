/** The demo's story: what happens to the two directors, step by step, each measured by the client and the kernels. */
import { setTimeout as sleep } from "node:timers/promises";
import { PacketWatch } from "../capture.ts";
import type { Lab } from "../lab.ts";
import { directorNames, serverAddresses, virtualAddress } from "../topology/plan.ts";
import { type Answer, countByServer, longestGap, longestRun } from "../traffic/answer.ts";
import { nowMs } from "../wait-for.ts";
import type { DemoCheck } from "./check.ts";
import { advertIntervalMs, backupPriority, masterDownMs, removalMs, returnMs, skewMs } from "./theory.ts";

/** What is kept from recovering, to see that the demo notices. */
export type DemoFault = "none" | "web-stays-dead" | "director-stays-dead";

export interface Story {
  readonly lab: Lab;
  readonly fault: DemoFault;
  readonly tell: (sentence: string) => void;
  readonly check: (check: DemoCheck) => void;
}

/** A slow machine's part in what takes seconds by the theory. */
const slackMs = 5000;
/** A start, emulated, on a machine that does other things besides. */
const startLimitMs = 90_000;
const requestEveryMs = 10;
/** How long the client's requests are watched after a change. */
const watchMs = 2000;

const ms = (value: number) => `${Math.round(value)} ms`;
const seconds = (value: number) => `${(value / 1000).toFixed(1)} s`;

function shares(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([name, count]) => `${name} ${count}`)
    .join(", ");
}

/** Lets the client ask for a while and says who answered. */
async function watchRequests({ lab }: Story): Promise<Readonly<Record<string, number>>> {
  // Those begun under the old state may still fail by it.
  await sleep(100);
  const start = nowMs();
  await sleep(watchMs);
  const end = nowMs();
  // The last ones' answers, or their failures, are still to come.
  await sleep(1200);
  return countByServer(lab.traffic.between(start, end));
}

function servedBy(counts: Readonly<Record<string, number>>, names: readonly string[]): boolean {
  return Object.keys(counts).sort().join() === [...names].sort().join();
}

/** Between two requests on average: an emulated client cannot always keep its pace. */
function spacingMs(answers: readonly Answer[]): number {
  const starts = answers.map(({ startMs }) => startMs);
  return (Math.max(...starts) - Math.min(...starts)) / Math.max(1, starts.length - 1);
}

/** "rr" of "TCP  172.16.1.100:80 rr". */
function scheduler(table: readonly string[]): string {
  return /^TCP\s+\S+\s+(\S+)/m.exec(table.join("\n"))?.[1] ?? "no service";
}

export async function start(story: Story): Promise<void> {
  const { lab, tell, check } = story;
  tell("starting both directors");
  for (const name of directorNames) lab.directors[name].start();
  const tookMs = await lab.awaitMaster("lvs01", startLimitMs);
  check({
    expectation: `${virtualAddress} on lvs01 and on no other`,
    measurement: `${seconds(tookMs)} after both were started`,
    held: true,
  });
  await lab.awaitServers(directorNames, ["proxy01", "proxy02"], 30_000);
  const views = [await lab.view("lvs01"), await lab.view("lvs02")];
  const [first = "", second = ""] = views.map(({ order }) => Object.values(order).join(" "));
  const [firstKind = "", secondKind = ""] = views.map(({ table }) => scheduler(table));
  for (const line of views[0]?.table ?? []) tell(`lvs01  ${line}`);
  check({
    expectation: "the same service and web servers in both tables",
    measurement: `${virtualAddress}:80 to ${first.replaceAll(",", ", ")}; ${firstKind} on lvs01, ${secondKind} on lvs02, as their files say`,
    held: first === second,
  });
}

export async function alternate({ lab, tell, check }: Story): Promise<void> {
  tell("the client asks http://10.0.0.200 (Host: lvs.oldxu.net) twenty times, by way of the router");
  const answers = await lab.traffic.ask(20);
  const counts = countByServer(answers);
  check({
    expectation: "20 requests are answered by the two web servers in turn",
    measurement: shares(counts),
    held: counts.proxy01 === 10 && counts.proxy02 === 10 && longestRun(answers) === 1,
  });
  tell(`from now on it asks every ${requestEveryMs} ms`);
  lab.traffic.startSteady(requestEveryMs);
  await sleep(1000);
}

export async function webServerDies(story: Story): Promise<void> {
  const { lab, tell, check } = story;
  tell("the web server of proxy01 dies");
  await lab.webServers.proxy01.dies();
  const tookMs = await lab.awaitServers(directorNames, ["proxy02"], removalMs + 20_000);
  check({
    expectation: `out of both tables within ${seconds(removalMs)} (delay_loop 6, 2 retries)`,
    measurement: seconds(tookMs),
    held: tookMs < removalMs + slackMs,
  });
  const counts = await watchRequests(story);
  check({
    expectation: "every request is answered by the other one",
    measurement: shares(counts),
    held: servedBy(counts, ["proxy02"]),
  });
}

export async function webServerReturns(story: Story): Promise<void> {
  const { lab, tell, check, fault } = story;
  tell("it comes back");
  if (fault !== "web-stays-dead") await lab.webServers.proxy01.start();
  const tookMs = await lab.awaitServers(directorNames, ["proxy01", "proxy02"], returnMs + 10_000);
  check({
    expectation: `in both tables again within ${seconds(returnMs)} (delay_loop)`,
    measurement: seconds(tookMs),
    held: tookMs < returnMs + slackMs,
  });
  const counts = await watchRequests(story);
  check({
    expectation: "both answer, no request is lost",
    measurement: shares(counts),
    held: servedBy(counts, ["proxy01", "proxy02"]),
  });
}

/** Right after an advertisement, so that the client has to wait for all of 3 x advert_int + skew. */
export async function directorDies(story: Story): Promise<void> {
  const { lab, tell, check } = story;
  const watch = await PacketWatch.start(lab.set, "bridge", "br0");
  await watch.next(new RegExp(`IP ${serverAddresses.lvs01} > 224\\.0\\.0\\.18`), 10_000);
  const diedMs = lab.directors.lvs01.dies();
  tell("lvs01 dies as a machine does: all its processes at once, and its link");
  await watch.stop();
  const tookMs = await lab.awaitAddress("lvs02", 20_000);
  tell(`lvs02 has ${virtualAddress}`);
  const counts = await watchRequests(story);
  const gap = longestGap(lab.traffic.between(diedMs - 1000, nowMs()));
  const everyMs = spacingMs(lab.traffic.between(diedMs - 1000, diedMs));
  check({
    expectation: `lvs02 takes over; the client waits about ${ms(masterDownMs)} (3 x advert_int + skew)`,
    measurement:
      gap === undefined
        ? `no answer (address after ${ms(tookMs)})`
        : `gap of ${ms(gap.lengthMs)}, asking every ${ms(everyMs)}`,
    held: gap !== undefined && gap.lengthMs < masterDownMs + slackMs && gap.lengthMs > 2 * advertIntervalMs,
  });
  check({
    expectation: "after that no request is lost",
    measurement: shares(counts),
    held: counts.failed === undefined && Object.keys(counts).length > 0,
  });
}

export async function directorReturns(story: Story): Promise<void> {
  const { lab, tell, check, fault } = story;
  tell("lvs01 returns, with the empty kernel of a fresh boot");
  const startMs = nowMs();
  const staysDead = fault === "director-stays-dead";
  if (!staysDead) {
    await lab.directors.lvs01.returns();
    lab.directors.lvs01.start();
  }
  const alone = () => lab.hasVirtualAddress("lvs01") && !lab.hasVirtualAddress("lvs02");
  const tookMs = await lab.awaitMaster("lvs01", staysDead ? 15_000 : startLimitMs);
  await lab.awaitServers(directorNames, ["proxy01", "proxy02"], 15_000).catch(() => 0);
  const counts = await watchRequests(story);
  const gap = longestGap(lab.traffic.between(startMs, nowMs()));
  check({
    expectation: `it preempts: ${virtualAddress} on lvs01 and on no other`,
    measurement: `after ${seconds(tookMs)}, the client's longest gap ${ms(gap?.lengthMs ?? 0)}`,
    held: alone() && gap !== undefined,
  });
  check({
    expectation: "after that no request is lost",
    measurement: shares(counts),
    held: counts.failed === undefined && Object.keys(counts).length > 0,
  });
}

export async function gracefulStop(story: Story): Promise<void> {
  const { lab, tell, check } = story;
  tell("lvs01 is asked to stop");
  const startMs = nowMs();
  const stopping = lab.directors.lvs01.stop();
  await lab.awaitMaster("lvs02", 20_000);
  const status = await stopping;
  await watchRequests(story);
  const gap = longestGap(lab.traffic.between(startMs - 200, nowMs()));
  const skew = ms(skewMs(backupPriority));
  check({
    expectation: `lvs02 takes over at once (priority 0, then its skew of ${skew}), not after ${ms(masterDownMs)}`,
    measurement: gap === undefined ? "no answer" : `gap of ${ms(gap.lengthMs)}`,
    held: gap !== undefined && gap.lengthMs < masterDownMs - advertIntervalMs,
  });
  const { table, addresses } = await lab.view("lvs01");
  check({
    expectation: "lvs01 ends with status 0 and leaves nothing behind",
    measurement: `status ${status}, ${table.length - 3} lines in its table, ${addresses.join(", ")}`,
    held: status === 0 && table.length === 3 && addresses.length === 1,
  });
}

export async function end({ lab, tell, check }: Story): Promise<void> {
  await lab.traffic.stopSteady();
  tell("lvs02 is asked to stop");
  const status = await lab.directors.lvs02.stop();
  const { table, addresses } = await lab.view("lvs02");
  check({
    expectation: "lvs02 ends with status 0 and leaves nothing behind",
    measurement: `status ${status}, ${table.length - 3} lines in its table, ${addresses.join(", ")}`,
    held: status === 0 && table.length === 3 && addresses.length === 1,
  });
}

/** In the order of the story. */
export const chapters: readonly (readonly [string, (story: Story) => Promise<void>])[] = [
  ["both directors start", start],
  ["the client's requests alternate", alternate],
  ["a dead web server is removed", webServerDies],
  ["a web server that comes back is put back", webServerReturns],
  ["lvs02 takes over when lvs01 dies", directorDies],
  ["lvs01 preempts when it returns", directorReturns],
  ["a graceful stop moves the address at once", gracefulStop],
  ["lvs02 stops, too", end],
];
