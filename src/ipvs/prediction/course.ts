/** Where each of a number of connections to a service goes. */
import type { Protocol } from "../../config/model.ts";
import type { IpAddress } from "../../values/address.ts";
import type { SchedulerName } from "../schedulers/registry.ts";
import type { Because, ScheduledServer } from "../schedulers/scheduler.ts";
import type { IpvsService } from "../table.ts";
import { dice } from "./dice.ts";
import { type HistoryEvent, relive } from "./history.ts";
import { type OpenConnection, ServiceModel } from "./service-model.ts";

/** A service whose scheduler is known to the model. */
export type PredictableService = IpvsService & { readonly scheduler: SchedulerName };

export interface Client {
  readonly address: IpAddress;
  /** Absent: each connection has its own, from 32,768 on. */
  readonly port?: number;
}

export interface Traffic {
  readonly connections: number;
  /** They take turns. */
  readonly clients: readonly Client[];
  /** Where they go, in turns: the service's address, or those of a firewall mark. */
  readonly destinations: readonly IpAddress[];
  /** So many connections are open at a time; the oldest closes when another one comes. */
  readonly open: number;
  /** Seconds from one connection to the next. */
  readonly everyS: number;
}

/** A server as it stood when a connection came. */
export type ServerState = Pick<ScheduledServer, "id" | "weight" | "active" | "inactive" | "overloaded">;

export interface CourseStep {
  readonly client: IpAddress;
  readonly clientPort: number;
  readonly destination: IpAddress;
  /** In the kernel's order, before the connection was counted. */
  readonly servers: readonly ServerState[];
  /** Its id; undefined when the kernel refuses the connection. */
  readonly server: string | undefined;
  readonly because: Because;
}

const FIRST_PORT = 32_768;
const ONE_PACKET = 0x4;

function protocolOf({ key, flags = 0 }: IpvsService): Protocol | "one packet" {
  if (key.kind === "fwmark") return "TCP";
  return key.protocol === "UDP" && (flags & ONE_PACKET) !== 0 ? "one packet" : key.protocol;
}

/** The service as the kernel has it when its servers were added and the history has happened. */
export function modelOf(service: PredictableService, history: readonly HistoryEvent[]): ServiceModel {
  const { scheduler, flags = 0, persistenceTimeoutS, persistencePrefixLength, destinations } = service;
  const prefix = persistencePrefixLength === undefined ? {} : { prefixLength: persistencePrefixLength };
  const persistence =
    persistenceTimeoutS === 0 ? {} : { persistence: { timeoutS: persistenceTimeoutS, ...prefix } };
  const model = new ServiceModel({
    scheduler,
    flags,
    protocol: protocolOf(service),
    ...persistence,
    startS: 0,
    random: dice(1),
  });
  // The list has the last added first, so its end is where adding began.
  for (const destination of destinations.toReversed()) model.add(destination);
  relive(model, service, history);
  return model;
}

/** Yields one step a connection. */
export function* course(model: ServiceModel, traffic: Traffic): Generator<CourseStep> {
  const { connections, clients, destinations, open, everyS } = traffic;
  const held: OpenConnection[] = [];
  for (let number = 0; number < connections; number++) {
    const client = clients[number % clients.length];
    const destination = destinations[number % destinations.length];
    if (client === undefined || destination === undefined) return;
    const atS = number * everyS;
    if (held.length >= open) held.shift()?.close(atS);
    const clientPort = client.port ?? FIRST_PORT + (number % FIRST_PORT);
    const servers = model.servers.map(({ id, weight, active, inactive, overloaded }) => {
      return { id, weight, active, inactive, overloaded };
    });
    const request = { client: client.address, clientPort, destination, atS };
    const { choice, connection } = model.open(request);
    if (connection !== undefined) {
      if (open === 0) connection.close(atS);
      else held.push(connection);
    }
    const server = choice.server?.id;
    yield { client: client.address, clientPort, destination, servers, server, because: choice.because };
  }
}
