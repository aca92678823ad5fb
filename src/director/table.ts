/** Brings the kernel's table to a wanted one, and says what that takes. */
import type { VirtualServerKey } from "../config/model.ts";
import { serviceName } from "../config/service-name.ts";
import { destinationId } from "../ipvs/destination-id.ts";
import type { Drift } from "../ipvs/drift.ts";
import { reconcileTable } from "../ipvs/reconcile.ts";
import type { IpvsCommand, IpvsTable } from "../ipvs/table.ts";
import type { IpvsTables } from "../ports/ipvs.ts";
import { assertNever } from "../values/assert-never.ts";

/** Empty: the table is as wanted. Otherwise what the kernel would not do, with the reason. */
export function reachTable(
  desired: IpvsTable,
  ours: readonly VirtualServerKey[],
  ipvs: IpvsTables,
): readonly string[] {
  const everything = (drifts: readonly Drift[]) => ({ repair: drifts, held: [] });
  const { refusals, unsettled } = reconcileTable(ipvs, { desired, ours }, everything);
  const moving = unsettled.map((name) => `VS ${name} is still being changed by somebody else`);
  return [...refusals, ...moving];
}

/** In the words of a host's changes. */
export function tableChangeText(command: IpvsCommand): string {
  switch (command.kind) {
    case "add-service":
    case "edit-service": {
      const { key, scheduler, persistenceTimeoutS } = command.service;
      const persistence = persistenceTimeoutS === 0 ? "" : `, persistent for ${persistenceTimeoutS} s`;
      const settings = `scheduler ${scheduler}${persistence}`;
      if (command.kind === "add-service") return `add service ${serviceName(key)}, ${settings}`;
      return `edit service ${serviceName(key)}: ${settings}`;
    }
    case "delete-service":
      return `delete service ${serviceName(command.key)} with its servers`;
    case "add-destination":
    case "edit-destination": {
      const { forwarding, weight } = command.destination;
      const settings = `${forwarding.method}, weight ${weight}`;
      const server = `server ${destinationId(command.destination)}`;
      if (command.kind === "add-destination")
        return `add ${server} to ${serviceName(command.key)}, ${settings}`;
      return `edit ${server} of ${serviceName(command.key)}: ${settings}`;
    }
    case "delete-destination":
      return `delete server ${destinationId(command.destination)} of ${serviceName(command.key)}`;
    default:
      return assertNever(command);
  }
}
