/** The kernel's table as far as commands change it: keyed entries, new servers at the head, refusals by errno. */
import { serviceName } from "../../src/config/service-name.ts";
import { destinationId } from "../../src/ipvs/destination-id.ts";
import type { IpvsCommand, IpvsDestination, IpvsService, IpvsTable } from "../../src/ipvs/table.ts";

type ServiceCommand = Extract<IpvsCommand, { service: unknown }>;
type DestinationCommand = Extract<IpvsCommand, { destination: unknown }>;

/** Applies one command; answers the errno's name where the kernel refuses (seen on Linux 6.1). */
export function applyCommand(services: Map<string, IpvsService>, command: IpvsCommand): string | undefined {
  if ("service" in command) return applyToService(services, command);
  const name = serviceName(command.key);
  const present = services.get(name);
  if (present === undefined) return "ESRCH";
  if ("destination" in command) {
    const destinations = changeDestinations(present.destinations, command);
    if (typeof destinations === "string") return destinations;
    services.set(name, { ...present, destinations });
  } else {
    services.delete(name);
  }
  return undefined;
}

function applyToService(
  services: Map<string, IpvsService>,
  { kind, service }: ServiceCommand,
): string | undefined {
  const name = serviceName(service.key);
  const present = services.get(name);
  if (kind === "add-service" && present !== undefined) return "EEXIST";
  if (kind === "edit-service" && present === undefined) return "ESRCH";
  services.set(name, { ...service, destinations: present?.destinations ?? [] });
  return undefined;
}

function changeDestinations(
  list: readonly IpvsDestination[],
  command: DestinationCommand,
): readonly IpvsDestination[] | "EEXIST" | "ENOENT" {
  const id = destinationId(command.destination);
  const others = list.filter((one) => destinationId(one) !== id);
  const known = others.length < list.length;
  if (command.kind === "add-destination") return known ? "EEXIST" : [command.destination, ...others];
  if (!known) return "ENOENT";
  if (command.kind === "delete-destination") return others;
  return list.map((one) => (destinationId(one) === id ? command.destination : one));
}

/** The table after all commands; a refusal is an error, for a difference never asks for what is refused. */
export function applyAll(table: IpvsTable, commands: readonly IpvsCommand[]): IpvsTable {
  const services = new Map(table.services.map((service) => [serviceName(service.key), service]));
  for (const command of commands) {
    const refusal = applyCommand(services, command);
    if (refusal !== undefined) throw new Error(`${command.kind}: ${refusal}`);
  }
  return { services: [...services.values()] };
}
