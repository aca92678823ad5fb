/** Gives both programs the same commands, each in a network namespace of its own, and prints where they differ. */
import { spawn, spawnSync } from "node:child_process";
import { openSync } from "node:fs";
import { runIpvsadm } from "../../src/cli/commands/ipvsadm.ts";
import type { IpvsadmIo, IpvsadmTable } from "../../src/cli/commands/ipvsadm-io.ts";
import { setNamespace } from "../../src/dgram-ext/index.ts";
import { type LinuxIpvs, openIpvs } from "../../src/linux/ipvs.ts";
import { nameResolver } from "../../src/linux/name-resolver.ts";
import { type IpvsadmCase, type IpvsadmCommand, shownCommand } from "./ipvsadm-case.ts";
import { optionCases, writtenCases } from "./ipvsadm-cases.ts";
import { meaningsOf } from "./ipvsadm-meanings.ts";
import { randomCase } from "./ipvsadm-random.ts";

interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Both tables stay open here; this process, and with it each ipvsadm, is in theirs. */
interface Tables {
  readonly ours: LinuxIpvs;
  readonly theirs: LinuxIpvs;
  /** Path of the namespace that is ours. */
  readonly ourNamespace: string;
}

const network = `
ip link set lo up; ip link set lo multicast on
ip link add eth0 type dummy; ip link set eth0 up; ip addr add 10.99.0.1/24 dev eth0`;

async function openTables(): Promise<Tables> {
  spawnSync("sh", ["-c", network]);
  const ours = openIpvs();
  const ownFd = openSync("/proc/self/ns/net", "r");
  const holder = spawn("unshare", ["--net", "sh", "-c", `${network}\necho ready; exec sleep infinity`], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  process.on("exit", () => holder.kill("SIGKILL"));
  for await (const _ of holder.stdout) break;
  setNamespace(openSync(`/proc/${holder.pid}/ns/net`, "r"), "net");
  return { ours, theirs: openIpvs(), ourNamespace: `/proc/${process.pid}/fd/${ownFd}` };
}

const names = nameResolver();

async function runOurs({ words, input }: IpvsadmCommand, table: IpvsadmTable): Promise<Outcome> {
  let out = "";
  let err = "";
  const io: IpvsadmIo = {
    readInput: async () => input ?? "",
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    openTable: () => table,
    names,
    hints: false,
  };
  const status = await runIpvsadm(words, io);
  return { status, out, err };
}

function runTheirs({ words, input }: IpvsadmCommand, namespace?: string): Outcome {
  const argv = namespace === undefined ? ["ipvsadm"] : ["nsenter", `--net=${namespace}`, "ipvsadm"];
  const [program = "", ...rest] = [...argv, ...words];
  const { status, stdout, stderr } = spawnSync(program, rest, { encoding: "utf8", input: input ?? "" });
  return { status: status ?? -1, out: stdout, err: stderr };
}

/** Help and version are ours in our words. */
function comparable(out: string): string {
  const version = out.indexOf("ipvsadm v1.31");
  if (version < 0) return out;
  return `${out.slice(0, version)}version${out.includes("Usage:") ? " and help" : ""}`;
}

function differences(ours: Outcome, theirs: Outcome): string[] {
  const found: string[] = [];
  if (ours.status !== theirs.status) found.push(`exit status ${ours.status}, theirs ${theirs.status}`);
  if (comparable(ours.out) !== comparable(theirs.out)) {
    found.push(`standard output ${JSON.stringify(ours.out)}, theirs ${JSON.stringify(theirs.out)}`);
  }
  const mine = meaningsOf("ours", ours.err);
  const meant = meaningsOf("theirs", theirs.err);
  if (mine.join("\n") !== meant.join("\n")) {
    found.push(`standard error ${JSON.stringify(ours.err)}, theirs ${JSON.stringify(theirs.err)}`);
  }
  return found;
}

const lists = /^(-[LlS]|--list$|--save$)/;

/** A listing is made of one table by both: that of ipvsadm's, read by us, for the order of an unsorted one is the namespace's own. */
async function compareCommand(command: IpvsadmCommand, tables: Tables): Promise<string[]> {
  const theirs = runTheirs(command);
  const listing = command.words.length === 0 || lists.test(command.words[0] ?? "");
  const ours = await runOurs(command, listing ? tables.theirs : tables.ours);
  return differences(ours, theirs);
}

const dumps: readonly (readonly string[])[] = [
  ["-S", "-n"],
  ["-L", "-n", "--thresholds"],
  ["-L", "--timeout"],
  ["-L", "--daemon"],
];

/** Both tables by our own reading, whatever the order. */
async function tablesDiffer({ ours, theirs }: Tables): Promise<string[]> {
  const found: string[] = [];
  for (const words of dumps) {
    const [mine, other] = [await runOurs({ words }, ours), await runOurs({ words }, theirs)];
    const lines = (text: string) => text.split("\n").toSorted();
    const [left, right] = [lines(mine.out), lines(other.out)];
    const only = (a: string[], b: string[]) => a.filter((line) => !b.includes(line)).join("\n       ");
    if (left.join("\n") !== right.join("\n")) {
      found.push(
        `${words.join(" ")}: only in ours: ${only(left, right)}\n     only in theirs: ${only(right, left)}`,
      );
    }
  }
  return found;
}

/** Each table printed by each program, byte for byte. */
async function dumpsDiffer({ ours, theirs, ourNamespace }: Tables): Promise<string[]> {
  const found: string[] = [];
  for (const words of dumps) {
    found.push(...differences(await runOurs({ words }, ours), runTheirs({ words }, ourNamespace)));
    found.push(...differences(await runOurs({ words }, theirs), runTheirs({ words })));
  }
  return found;
}

const everyCommands = 10;

async function runCase(
  { name, commands }: IpvsadmCase,
  tables: Tables,
): Promise<{ same: number; total: number }> {
  reset(tables);
  let same = 0;
  const say = (what: string, found: readonly string[]) => {
    for (const text of found) console.log(`${name}: ${what}\n     ${text}`);
  };
  for (const [index, command] of commands.entries()) {
    const found = await compareCommand(command, tables);
    if (found.length === 0) same++;
    say(shownCommand(command), found);
    if ((index + 1) % everyCommands > 0) continue;
    const apart = await tablesDiffer(tables);
    if (apart.length === 0) continue;
    const recent = commands.slice(Math.max(0, index + 1 - everyCommands), index + 1).map(shownCommand);
    say(`the tables differ after\n     ${recent.join("\n     ")}`, apart);
    same--;
    reset(tables);
  }
  const end = [...(await tablesDiffer(tables)), ...(await dumpsDiffer(tables))];
  say("at the end", end);
  return { same: same + (end.length === 0 ? 1 : 0), total: commands.length + 1 };
}

function reset(tables: Tables): void {
  for (const table of [tables.ours, tables.theirs]) {
    table.flush();
    table.stopDaemon("master");
    table.stopDaemon("backup");
    table.setTimeouts({ tcpS: 900, tcpFinS: 120, udpS: 300 });
  }
}

const [folder = "", countText = "1000", seedText = "1", part = ""] = process.argv.slice(2);
const cases = [...writtenCases(folder), optionCases, randomCase(Number(seedText), Number(countText))];
const tables = await openTables();
let same = 0;
let total = 0;
for (const one of cases.filter(({ name }) => name.includes(part))) {
  const begun = performance.now();
  const counts = await runCase(one, tables);
  same += counts.same;
  total += counts.total;
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  console.log(`${counts.same} of ${counts.total} same: ${one.name} (${seconds} s)`);
}
console.log(`${same} of ${total} same`);
process.exit(same === total ? 0 : 1);
