/** `vigil ipvs connections`: the kernel's connections, filtered, counted, watched and explained. */
import { Command, InvalidArgumentError, Option } from "commander";
import type { IpvsConnection } from "../../ipvs/connections/connection.ts";
import { type CountingKey, countConnections, countingKeys } from "../../ipvs/connections/count.ts";
import {
  type ConnectionSelection,
  type EndpointPattern,
  isSelected,
  parseEndpointPattern,
} from "../../ipvs/connections/select.ts";
import { persistenceMasks } from "../../ipvs/connections/templates.ts";
import { type ConnectionContext, connectionTable, countTable } from "../../ipvs/connections/text.ts";
import { connectionJson } from "../../ipvs/ipvsadm/listing-json.ts";
import { openIpvs } from "../../linux/ipvs.ts";
import { readConnections } from "../../linux/ipvs-connections.ts";
import { rounds } from "../../linux/rounds.ts";
import { type Prefix, parsePrefix } from "../../values/prefix.ts";
import { unreadableMessage } from "./ipvsadm-list.ts";

interface ConnectionsOptions {
  readonly service?: EndpointPattern;
  readonly server?: EndpointPattern;
  readonly client?: Prefix;
  readonly state?: readonly string[];
  readonly protocol?: readonly string[];
  readonly countBy?: CountingKey;
  readonly watch?: number | true;
  readonly json?: true;
}

const defaultPeriodS = 2;
const clearScreen = "\x1b[H\x1b[2J";

const help = `
Every filter narrows what the others left; states and protocols are separated by commas. TIME LEFT is minutes and
seconds until the kernel forgets the connection unless a packet comes. A persistence template is listed on its own:
which server a client, or a client's network, gets.

Examples:
  vigil ipvs connections                                   all of this network namespace, explained
  vigil ipvs connections --service 172.16.1.100:80         of one service
  vigil ipvs connections --server 172.16.1.5 --state ESTABLISHED
  vigil ipvs connections --client 10.0.0.0/8 --protocol TCP,UDP
  vigil ipvs connections --state ASSURED,NONE              persistence templates
  vigil ipvs connections --count-by server                 how the load lies
  vigil ipvs connections --count-by client --watch 5       who comes, every 5 seconds (Ctrl-C ends it)
  vigil ipvs connections --json | jq '.connections[] | select(.template | not) | .client.address'

As JSON: { connections: [{ protocol, state, expiresS, template, client, virtual, server, persistenceEngine? }] },
the last four with address and port, or name and data; counted: { by, counts: [{ name, connections, templates }] }.
With --watch one line each round.

Exit status: 0 listed, also when there are none; 1 the table cannot be read; 2 the command line cannot be understood.`;

export async function ipvsConnectionsCommand(words: readonly string[]): Promise<void> {
  const command = makeCommand();
  command.parse([...words], { from: "user" });
  const options = command.opts<ConnectionsOptions>();
  try {
    if (options.watch === undefined) process.stdout.write(oneRound(options));
    else await watch(options, options.watch === true ? defaultPeriodS : options.watch);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    process.stderr.write(`vigil ipvs connections: ${message}\n`);
    process.exitCode = 1;
  }
}

function makeCommand(): Command {
  return new Command("vigil ipvs connections")
    .usage("[options]")
    .description("Lists the connections that the kernel's IPVS keeps, and says what they are.")
    .option("--service <address[:port]>", "to this service", endpoint)
    .option("--server <address[:port]>", "on this real server", endpoint)
    .option("--client <address[/length]>", "of this client or network", network)
    .option("--state <names>", "in one of these states", names)
    .option("--protocol <names>", "of one of these protocols", names)
    .addOption(new Option("--count-by <what>", "how many there are of each").choices(countingKeys))
    .option("--watch [seconds]", `again every so many seconds (${defaultPeriodS})`, period)
    .option("--json", "as JSON")
    .allowExcessArguments(false)
    .showHelpAfterError("(vigil ipvs connections --help shows how it is used)")
    .addHelpText("after", help)
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
}

function endpoint(text: string): EndpointPattern {
  const pattern = parseEndpointPattern(text);
  if (pattern === undefined) {
    throw new InvalidArgumentError("an address, or one with a port, is expected: 10.0.0.1:80, [fd00::1]:80");
  }
  return pattern;
}

function network(text: string): Prefix {
  const prefix = parsePrefix(text);
  if (prefix === undefined) throw new InvalidArgumentError("an address or a network is expected: 10.0.0.0/8");
  return prefix;
}

function names(text: string): readonly string[] {
  return text.split(",").map((name) => name.trim().toUpperCase());
}

function period(text: string): number {
  const seconds = Number(text);
  if (!(seconds >= 0.1 && seconds <= 86_400))
    throw new InvalidArgumentError("seconds are expected: 0.1 to 86400");
  return seconds;
}

/** A terminal is drawn anew; anything else gets one block after the other, as JSON one line. */
async function watch(options: ConnectionsOptions, periodS: number): Promise<void> {
  for await (const now of rounds(periodS)) {
    const text = oneRound(options);
    if (options.json) process.stdout.write(text);
    else process.stdout.write(`${process.stdout.isTTY ? clearScreen : ""}${now.toISOString()}\n${text}\n`);
  }
}

function oneRound(options: ConnectionsOptions): string {
  const table = readConnections();
  const { message } = unreadableMessage(table);
  if (message !== undefined) process.stderr.write(`vigil ipvs connections: ${message}\n`);
  const selection = selectionOf(options);
  const selected = table.connections.filter((connection) => isSelected(connection, selection));
  const { countBy, json } = options;
  if (json) return jsonText(selected, options);
  if (countBy !== undefined) return countTable(countConnections(selected, countBy), countBy);
  return connectionTable(selected, readContext());
}

function selectionOf({ service, server, client, state, protocol }: ConnectionsOptions): ConnectionSelection {
  return {
    ...(service === undefined ? {} : { service }),
    ...(server === undefined ? {} : { server }),
    ...(client === undefined ? {} : { client }),
    ...(state === undefined ? {} : { states: state }),
    ...(protocol === undefined ? {} : { protocols: protocol }),
  };
}

function jsonText(selected: readonly IpvsConnection[], { countBy, watch }: ConnectionsOptions): string {
  const data =
    countBy === undefined
      ? { connections: selected.map(connectionJson) }
      : { by: countBy, counts: countConnections(selected, countBy) };
  return `${JSON.stringify(data, undefined, watch === undefined ? 2 : undefined)}\n`;
}

/** Everybody may read the connections; masks and timeouts need a capability, and are left out without it. */
function readContext(): ConnectionContext {
  try {
    const ipvs = openIpvs();
    try {
      const services = ipvs.readListing({ counters: false, servers: false });
      return { masks: persistenceMasks(services), timeouts: ipvs.timeouts() };
    } finally {
      ipvs.close();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return { masks: new Map() };
  }
}
