/** What a change of the table is called in a log. */
import { serviceName } from "../config/service-name.ts";
import { assertNever } from "../values/assert-never.ts";
import { destinationId } from "./destination-id.ts";
import type { IpvsCommand } from "./table.ts";

export function commandText(command: IpvsCommand): string {
  switch (command.kind) {
    case "add-service":
    case "edit-service": {
      const done = command.kind === "add-service" ? "added" : "edited";
      return `${done} VS ${serviceName(command.service.key)}, scheduler ${command.service.scheduler}`;
    }
    case "delete-service":
      return `deleted VS ${serviceName(command.key)} with its servers`;
    case "add-destination":
    case "edit-destination": {
      const done = command.kind === "add-destination" ? "added" : "edited";
      const { forwarding, weight } = command.destination;
      const server = `${destinationId(command.destination)} (${forwarding.method}, weight ${weight})`;
      return `${done} server ${server} of VS ${serviceName(command.key)}`;
    }
    case "delete-destination":
      return `deleted server ${destinationId(command.destination)} of VS ${serviceName(command.key)}`;
    default:
      return assertNever(command);
  }
}
