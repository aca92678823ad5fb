/** Plays the scenarios on the kernel, in a network namespace that is client, director and servers at once, and prints what the kernel noted. */
import { execFileSync } from "node:child_process";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect, createServer, isIPv6 } from "node:net";
import { fileURLToPath } from "node:url";
import type { PlayedScenario } from "../ipvs/schedulers/facts.ts";
import {
  clientPort,
  type Scenario,
  type ScenarioStep,
  systemScenarios,
} from "../ipvs/schedulers/scenarios.ts";

function run(program: string, ...words: string[]): void {
  execFileSync(program, words, { stdio: ["ignore", "inherit", "inherit"] });
}

function endpoint(address: string, port: number): string {
  return isIPv6(address) ? `[${address}]:${port}` : `${address}:${port}`;
}

function serviceWords({ service, protocol, port }: Scenario): string[] {
  if ("mark" in service) return ["-f", String(service.mark)];
  return [protocol === "UDP" ? "-u" : "-t", endpoint(service.address, port)];
}

function flagWords(flags: readonly string[]): string[] {
  return flags.length === 0 ? [] : ["-b", flags.join(",")];
}

type Change = Exclude<ScenarioStep, { kind: "connect" | "close" }>;

function change(scenario: Scenario, step: Change): void {
  const service = serviceWords(scenario);
  if (step.kind === "edit-service") {
    run("ipvsadm", "-E", ...service, "-s", step.scheduler, ...flagWords(step.flags));
    return;
  }
  const server = ["-r", endpoint(step.server, "mark" in scenario.service ? 0 : scenario.port)];
  if (step.kind === "remove") {
    run("ipvsadm", "-d", ...service, ...server);
    return;
  }
  const upper = step.upper === undefined ? [] : ["-x", String(step.upper)];
  const lower = step.lower === undefined ? [] : ["-y", String(step.lower)];
  const verb = step.kind === "add" ? "-a" : "-e";
  run("ipvsadm", verb, ...service, ...server, "-g", "-w", String(step.weight), ...upper, ...lower);
}

type Close = () => Promise<void>;
type Connect = Extract<ScenarioStep, { kind: "connect" }>;

async function connectTcp({ name, client, to }: Connect, port: number): Promise<Close> {
  const socket = connect({ host: to, port, localAddress: client, localPort: clientPort(name) });
  await new Promise<void>((resolve, reject) => {
    socket.on("connect", resolve);
    // No server: the kernel answers "port unreachable".
    socket.on("error", (error: NodeJS.ErrnoException) =>
      error.code === "ECONNREFUSED" ? resolve() : reject(error),
    );
    socket.setTimeout(10_000, () => reject(new Error(`connection ${name} to ${to} hangs`)));
  });
  socket.setTimeout(0);
  return async () => {
    if (socket.closed) return;
    const closed = once(socket, "close");
    socket.destroy();
    await closed;
  };
}

async function sendUdp({ name, client, to }: Connect, port: number): Promise<Close> {
  const socket = createSocket("udp4").bind(clientPort(name), client);
  await once(socket, "listening");
  await new Promise((resolve) => socket.send("?", port, to, resolve));
  socket.close();
  return async () => {};
}

async function play(scenario: Scenario): Promise<PlayedScenario> {
  const { title, steps, port, protocol } = scenario;
  const words = ["-A", ...serviceWords(scenario), "-s", scenario.scheduler, ...flagWords(scenario.flags)];
  run("ipvsadm", ...words);
  const open = new Map<number, Close>();
  for (const step of steps) {
    if (step.kind === "connect") {
      open.set(step.name, await (protocol === "UDP" ? sendUdp : connectTcp)(step, port));
    } else if (step.kind === "close") await open.get(step.name)?.();
    else change(scenario, step);
  }
  const read = (name: string) => readFileSync(`/proc/net/${name}`, "utf8");
  return { title, connections: read("ip_vs_conn"), table: read("ip_vs") };
}

/** A network on lo makes each of its addresses local; of IPv6 only a route of type local does. */
function prepareNetwork(): void {
  run("sh", "-c", "ip link set lo up; ip addr add 10.0.0.1/24 dev lo; ip addr add 172.16.1.1/24 dev lo");
  run("sh", "-c", "ip addr add 10.9.0.1/16 dev lo; ip -6 route add local fd00::/16 dev lo");
  run("sh", "-c", "echo 1 > /proc/sys/net/ipv6/ip_nonlocal_bind");
  for (const { service } of systemScenarios) {
    if (!("mark" in service)) continue;
    const words = ["-d", service.network, "-j", "MARK", "--set-mark", String(service.mark)];
    run("iptables", "-t", "mangle", "-A", "OUTPUT", ...words);
  }
}

async function facts(): Promise<void> {
  prepareNetwork();
  const listener = createServer((socket) => socket.on("error", () => {}).resume()).listen(80, "::");
  await once(listener, "listening");
  const sink = createSocket("udp4").bind(53);
  await once(sink, "listening");
  for (const scenario of systemScenarios) console.log(JSON.stringify(await play(scenario)));
  process.exit(0);
}

if (process.argv[2] === "facts") await facts();
else {
  const self = [process.execPath, fileURLToPath(import.meta.url), "facts"];
  execFileSync("unshare", ["--net", ...self], { stdio: ["ignore", "inherit", "inherit"] });
}
