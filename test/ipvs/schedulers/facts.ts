/** What the kernel's files say about a scenario that was played. */
import { clientPort, type Scenario } from "./scenarios.ts";

/** A line of the guest. */
export interface PlayedScenario {
  readonly title: string;
  /** /proc/net/ip_vs_conn */
  readonly connections: string;
  /** /proc/net/ip_vs */
  readonly table: string;
}

export interface SchedulerFacts {
  readonly title: string;
  /** By the connection's number: the server's address, or null when the kernel let it have none. */
  readonly servers: readonly (string | null)[];
  /** In the kernel's order at the end: `172.16.1.5 4 0 12`: address, weight, active, inactive. */
  readonly list: readonly string[];
}

export function readFacts(scenario: Scenario, played: PlayedScenario): SchedulerFacts {
  const servers = connections(scenario, played.connections);
  const clients = scenario.steps.flatMap((step) =>
    step.kind === "connect" ? [`${step.client} ${clientPort(step.name)}`] : [],
  );
  return {
    title: scenario.title,
    servers: clients.map((client) => servers.get(client) ?? null),
    list: list(scenario, played.table),
  };
}

/** Of the kernel's texts: hexadecimal IPv4, and IPv6 in full, in brackets or not. */
function plainAddress(text: string): string {
  if (!text.includes(":")) return Buffer.from(text, "hex").join(".");
  return new URL(`http://[${text.replace(/[[\]]/g, "")}]/`).hostname.slice(1, -1);
}

/** `10.0.0.1 20000` to the server that the kernel noted for it, of connections to the scenario's addresses. */
function connections({ steps }: Scenario, text: string): Map<string, string> {
  const targets = new Set(steps.flatMap((step) => (step.kind === "connect" ? [step.to] : [])));
  return new Map(
    text.split("\n").flatMap((line): [string, string][] => {
      const [, from = "", port = "", to = "", , server = ""] = line.trim().split(/\s+/);
      if (!/^[0-9A-F]{4}$/.test(port) || !targets.has(plainAddress(to))) return [];
      return [[`${plainAddress(from)} ${Number.parseInt(port, 16)}`, plainAddress(server)]];
    }),
  );
}

/** /proc/net/ip_vs keeps the kernel's order, which ipvsadm sorts away. */
function list({ service, protocol, port }: Scenario, text: string): string[] {
  const own = "mark" in service ? `FWM ${service.mark}` : `${protocol} ${service.address} ${port}`;
  const servers: string[] = [];
  let isOwn = false;
  for (const line of text.trimEnd().split("\n").slice(3)) {
    const [first = "", second = "", , weight, active, inactive] = line.trim().split(/\s+/);
    const colon = second.lastIndexOf(":");
    if (first === "->") {
      const address = plainAddress(second.slice(0, colon));
      if (isOwn) servers.push(`${address} ${weight} ${active} ${inactive}`);
    } else if (first === "FWM") isOwn = `FWM ${Number.parseInt(second, 16)}` === own;
    else {
      const name = `${plainAddress(second.slice(0, colon))} ${Number.parseInt(second.slice(colon + 1), 16)}`;
      isOwn = `${first} ${name}` === own;
    }
  }
  return servers;
}
