/** `vigil ipvs predict`: which server the kernel's scheduler gives each connection to, and why. */
import { Command } from "commander";
import { serviceName } from "../../config/service-name.ts";
import { desiredTable } from "../../ipvs/desired.ts";
import { course, modelOf, type PredictableService, type Traffic } from "../../ipvs/prediction/course.ts";
import { type HistoryEvent, parseHistory } from "../../ipvs/prediction/history.ts";
import { historyWarning, pairWarning, returnWarning } from "../../ipvs/prediction/map-warning.ts";
import { sharesOf } from "../../ipvs/prediction/share.ts";
import { isSchedulerName, schedulers } from "../../ipvs/schedulers/registry.ts";
import type { IpvsService } from "../../ipvs/table.ts";
import { readLoadContext } from "../../linux/load-context.ts";
import { readConfiguration } from "../../reader/read-configuration.ts";
import type { IpAddress, IpFamily } from "../../values/address.ts";
import { parseAddress } from "../../values/address.ts";
import { asData, courseReport, type Prediction, painter, sharesReport } from "./predict-report.ts";
import * as word from "./predict-words.ts";

interface PredictOptions {
  readonly scheduler?: string;
  readonly servers?: string;
  readonly schedFlags?: string;
  readonly protocol?: string;
  readonly history?: string;
  readonly useFile?: readonly string[];
  readonly configId?: string;
  readonly connections?: string;
  readonly clients?: string;
  readonly to?: string;
  readonly hold?: string;
  readonly every?: string;
  readonly json?: true;
}

const help = `
The arithmetic is the kernel's (Linux 6.1), from the order of its list on: the server added last stands first. It
knows every scheduler: ${Object.keys(schedulers).join(" ")}; twos is random, so one possible course is shown.
Clients and addresses (--to: for dh, lblc and lblcr) take turns. A TCP connection counts as active while it is open
and as inactive for two minutes after; UDP is inactive at once and for five.

Examples:
  vigil ipvs predict --scheduler wlc --servers 172.16.1.5:80=3,172.16.1.6:80=1 --connections 8
  vigil ipvs predict --scheduler sed --servers 172.16.1.5:80=3,172.16.1.6:80=1 --hold 4
                                              four are open at a time; --hold 0 closes each at once
  vigil ipvs predict --scheduler sh --servers 172.16.1.5:80,172.16.1.6:80 --clients 10.0.0.0/24 --connections 254
  vigil ipvs predict --scheduler mh --servers ... --sched-flags mh-port --clients 10.0.0.10:40000,10.0.0.10:40001
  vigil ipvs predict --scheduler dh --servers ... --to 10.9.0.1,10.9.0.2,10.9.0.3
  vigil ipvs predict --scheduler sh --servers 172.16.1.5:80,172.16.1.6:80 --history '172.16.1.5:80 gone and back'
                                              a director on which a server has been away, and how its map differs
  vigil ipvs predict -f keepalived.conf       the expected shares of each service, every server alive
  vigil ipvs predict -f lvs01.conf -f lvs02.conf     both, and where the two send a client to different servers
  vigil ipvs predict --json ... | jq -r '.connections[].server'

Exit status: 0 predicted, warnings or not; 2 the command line or the configuration cannot be understood.`;

function collect(file: string, files: readonly string[] = []): readonly string[] {
  return [...files, file];
}

/** Predicts on standard output and sets the exit status. */
export function ipvsPredictCommand(words: readonly string[]): void {
  const command = new Command("vigil ipvs predict")
    .usage("--scheduler NAME --servers LIST [options] | -f FILE [-f FILE] [options]")
    .description("Predicts which server each connection goes to, with the numbers by which it was chosen.")
    .option("--scheduler <name>", "the scheduler")
    .option("--servers <list>", "ADDRESS:PORT[=WEIGHT],... in the order in which they are added")
    .option("-b, --sched-flags <list>", "sh-port, sh-fallback, mh-port, mh-fallback")
    .option("--protocol <name>", "tcp, udp or sctp (default: tcp)")
    .option(
      "--history <events>",
      "what happened since: SERVER gone, SERVER back, SERVER gone and back; with commas",
    )
    .option(
      "-f, --use-file <file>",
      "each service of a keepalived.conf; twice for the other director's",
      collect,
    )
    .option("-i, --config-id <id>", "the id that @id lines of the file are kept for (default: host name)")
    .option("--connections <number>", "how many (default: 12; 1000 for each service of a file)")
    .option("--clients <list>", "addresses, ADDRESS:PORT, networks (default: 10.0.0.0/24 or 2001:db8::/120)")
    .option(
      "--to <list>",
      "the addresses they go to (default: the service's, else 172.16.1.100 or 2001:db8:1::100)",
    )
    .option("--hold <number>", "how many are open at a time (default: all; 100 for a file)")
    .option("--every <seconds>", "time from one to the next (default: 0.1)")
    .option("--json", "as JSON")
    .allowExcessArguments(false)
    .showHelpAfterError("(vigil ipvs predict --help shows how it is used)")
    .addHelpText("after", help)
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
  command.parse([...words], { from: "user" });
  const options = command.opts<PredictOptions>();
  try {
    predict(options);
  } catch (error) {
    if (!(error instanceof word.WordError)) throw error;
    process.stderr.write(`vigil ipvs predict: ${error.message}\n`);
    process.exitCode = 2;
  }
}

function predict(options: PredictOptions): void {
  const paint = painter(process.stdout.isTTY === true);
  if (options.useFile === undefined) {
    const prediction = predictServers(options);
    print(options.json ? [json(asData(prediction))] : courseReport(prediction, paint));
    return;
  }
  const predictions = predictFiles(options.useFile, options);
  if (predictions.length === 0) process.stderr.write("vigil ipvs predict: no virtual_server stands there\n");
  print(options.json ? [json(predictions.map(asData))] : sharesReport(predictions, paint));
}

function json(data: unknown): string {
  return JSON.stringify(data, undefined, 2);
}

function print(lines: readonly string[]): void {
  process.stdout.write(`${lines.join("\n")}\n`);
}

function predictServers(options: PredictOptions): Prediction {
  const { scheduler, servers, schedFlags, protocol = "tcp", history } = options;
  if (scheduler === undefined || servers === undefined) {
    throw new word.WordError("needed are --scheduler and --servers, or -f with a keepalived.conf");
  }
  if (!isSchedulerName(scheduler)) {
    throw new word.WordError(`--scheduler: '${scheduler}' is none of ${Object.keys(schedulers).join(" ")}`);
  }
  const destinations = word.readServers(servers);
  const [address] = destinationsOf(options, destinations[0]?.address.family ?? 4);
  if (address === undefined) throw new word.WordError("--to: no address");
  const service: PredictableService = {
    key: { kind: "address", address, port: 80, protocol: word.readProtocol(protocol) },
    scheduler,
    flags: schedFlags === undefined ? 0 : word.readFlags(scheduler, schedFlags),
    persistenceTimeoutS: 0,
    destinations,
  };
  const events = history === undefined ? [] : parseHistory(history, service);
  if (typeof events === "string") throw new word.WordError(`--history: ${events}`);
  const connections = readConnections(options, 12);
  const warning = events.length === 0 ? returnWarning(service) : historyWarning(service, events);
  const prediction = run(service, events, traffic(options, service, { connections, open: connections }));
  return { ...prediction, warnings: warning === undefined ? [] : [warning] };
}

function predictFiles(files: readonly string[], options: PredictOptions): readonly Prediction[] {
  for (const name of ["scheduler", "servers", "schedFlags", "protocol", "history"] as const) {
    if (options[name] !== undefined) {
      throw new word.WordError(
        "--scheduler, --servers, --sched-flags, --protocol and --history do not go with -f",
      );
    }
  }
  const [first, second, ...rest] = files.map((file) => ({
    file,
    services: readServices(file, options.configId),
  }));
  if (rest.length > 0) throw new word.WordError("-f: two directors can be compared, not more");
  const others = new Map(first?.services.map((service) => [serviceName(service.key), service]));
  return [first, second].flatMap((reading) => {
    if (reading === undefined) return [];
    const { file, services } = reading;
    return services.map((service): Prediction => {
      const one = reading === second ? others.get(serviceName(service.key)) : undefined;
      const pair = one && first && pairWarning(one, service, [first.file, file]);
      const warnings = [reading === first ? returnWarning(service) : undefined, pair];
      const connections = readConnections(options, 1000);
      const prediction = run(service, [], traffic(options, service, { connections, open: 100 }));
      return {
        ...prediction,
        file,
        steps: [],
        warnings: warnings.filter((warning) => warning !== undefined),
      };
    });
  });
}

function readServices(file: string, configId: string | undefined): readonly PredictableService[] {
  const context = readLoadContext(configId);
  // The file may be another host's: of this one's interfaces, users and programs nothing is asked.
  const host = { hostName: context.host.hostName };
  const reading = readConfiguration(file, { ...context, host, mode: "daemon" });
  if (reading.kind === "unusable") throw new word.WordError(reading.message);
  const { config } = reading;
  if (config === undefined) {
    throw new word.WordError(`${file} cannot be used: vigil keepalived -t -f ${file} shows why`);
  }
  const { services } = desiredTable([...config.virtualServers, ...config.groupServices], () => true);
  return services.filter(isPredictable);
}

function isPredictable(service: IpvsService): service is PredictableService {
  return isSchedulerName(service.scheduler);
}

function readConnections({ connections }: PredictOptions, otherwise: number): number {
  return connections === undefined ? otherwise : word.readWhole("--connections", connections, 1, 1_000_000);
}

function address(text: string): IpAddress[] {
  const parsed = parseAddress(text);
  return parsed === undefined ? [] : [parsed];
}

function destinationsOf({ to }: PredictOptions, family: IpFamily): readonly IpAddress[] {
  if (to === undefined) return address(family === 4 ? "172.16.1.100" : "2001:db8:1::100");
  const destinations = word.readDestinations(to);
  if (destinations[0]?.family !== family) throw new word.WordError(`--to: the servers have IPv${family}`);
  return destinations;
}

function traffic(
  options: PredictOptions,
  { key }: PredictableService,
  { connections, open }: Pick<Traffic, "connections" | "open">,
): Traffic {
  const { clients, hold, every, to } = options;
  const family = key.kind === "address" ? key.address.family : key.family;
  const chosen = word.readClients(clients ?? (family === 4 ? "10.0.0.0/24" : "2001:db8::/120"));
  if (chosen[0]?.address.family !== family)
    throw new word.WordError(`--clients: the servers have IPv${family}`);
  const own = key.kind === "address" && to === undefined ? [key.address] : destinationsOf(options, family);
  return {
    connections,
    clients: chosen,
    destinations: own,
    open: hold === undefined ? open : word.readWhole("--hold", hold, 0, 1_000_000),
    everyS: every === undefined ? 0.1 : word.readSeconds("--every", every),
  };
}

function run(
  service: PredictableService,
  history: readonly HistoryEvent[],
  plan: Traffic,
): Omit<Prediction, "warnings"> {
  const model = modelOf(service, history);
  const list = model.servers.map(({ id, weight, active, inactive, overloaded }) => {
    return { id, weight, active, inactive, overloaded };
  });
  const steps = [...course(model, plan)];
  return {
    service,
    list,
    steps,
    shares: sharesOf(
      list,
      steps.map(({ server }) => server),
    ),
  };
}
