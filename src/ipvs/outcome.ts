/** What the kernel's answers mean: done, done already by somebody else, to be done differently, or refused. */
import type { VirtualServerKey } from "../config/model.ts";
import { serviceName } from "../config/service-name.ts";
import type { KernelRefusal } from "../ports/routing.ts";
import { assertNever } from "../values/assert-never.ts";
import { destinationId } from "./destination-id.ts";
import type { IpvsCommand } from "./table.ts";

export interface Settlement {
  /** Races that count as success: what was to be added is there, what was to be deleted is gone. */
  readonly notes: readonly string[];
  /** Commands to apply instead of those that met a changed table; empty when there are none. */
  readonly followUps: readonly IpvsCommand[];
  /** A service vanished under us, its servers with it: read the table and make the difference anew. */
  readonly reread: boolean;
  /** What the kernel will not do, with the reason; servers of a refused service are not listed again. */
  readonly refusals: readonly string[];
}

/** `refusals` has one place a command, as Ipvs.apply answers. */
export function settle(
  commands: readonly IpvsCommand[],
  refusals: readonly (KernelRefusal | undefined)[],
): Settlement {
  const notes: string[] = [];
  const followUps: IpvsCommand[] = [];
  const refused: string[] = [];
  const refusedServices = new Set<string>();
  let reread = false;
  for (const [index, command] of commands.entries()) {
    const refusal = refusals[index];
    if (refusal === undefined) continue;
    const outcome = judge(command, refusal);
    switch (outcome.kind) {
      case "note":
        notes.push(outcome.text);
        break;
      case "instead":
        followUps.push(outcome.command);
        break;
      case "service-missing":
        if (!refusedServices.has(serviceName(outcome.key))) reread = true;
        break;
      case "refused":
        refused.push(outcome.text);
        if (command.kind === "add-service") refusedServices.add(serviceName(command.service.key));
        break;
      default:
        assertNever(outcome);
    }
  }
  return { notes, followUps, reread, refusals: refused };
}

type Outcome =
  | { readonly kind: "note" | "refused"; readonly text: string }
  | { readonly kind: "instead"; readonly command: IpvsCommand }
  | { readonly kind: "service-missing"; readonly key: VirtualServerKey };

/** ESRCH: no such service. ENOENT: no such server, or no such scheduler. EEXIST: there already. */
function judge(command: IpvsCommand, refusal: KernelRefusal): Outcome {
  switch (command.kind) {
    case "add-service":
      if (refusal.code === "EEXIST") return note(`VS ${serviceName(command.service.key)} exists already`);
      return refuseService(command, refusal);
    case "edit-service":
      if (refusal.code === "ESRCH") return { kind: "service-missing", key: command.service.key };
      return refuseService(command, refusal);
    case "delete-service":
      if (refusal.code === "ESRCH" || refusal.code === "ENOENT") {
        return note(`VS ${serviceName(command.key)} is gone already`);
      }
      return refuse(`deleting VS ${serviceName(command.key)}`, refusal);
    case "add-destination":
      if (refusal.code === "ESRCH") return { kind: "service-missing", key: command.key };
      if (refusal.code === "EEXIST") return note(`${destinationText(command)} exists already`);
      return refuse(`adding ${destinationText(command)}`, refusal);
    case "edit-destination":
      if (refusal.code === "ESRCH") return { kind: "service-missing", key: command.key };
      if (refusal.code === "ENOENT")
        return { kind: "instead", command: { ...command, kind: "add-destination" } };
      return refuse(`editing ${destinationText(command)}`, refusal);
    case "delete-destination":
      if (refusal.code === "ESRCH" || refusal.code === "ENOENT") {
        return note(`${destinationText(command)} is gone already`);
      }
      return refuse(`deleting ${destinationText(command)}`, refusal);
    default:
      return assertNever(command);
  }
}

function refuseService(
  { kind, service }: Extract<IpvsCommand, { service: unknown }>,
  refusal: KernelRefusal,
): Outcome {
  const action = `${kind === "add-service" ? "adding" : "editing"} VS ${serviceName(service.key)}`;
  if (refusal.code !== "ENOENT") return refuse(action, refusal);
  const engine =
    service.persistenceEngine === undefined ? "" : ` or no persistence engine "${service.persistenceEngine}"`;
  return { kind: "refused", text: `${action}: the kernel has no scheduler "${service.scheduler}"${engine}` };
}

function destinationText(command: Extract<IpvsCommand, { destination: unknown }>): string {
  return `server ${destinationId(command.destination)} of VS ${serviceName(command.key)}`;
}

function note(text: string): Outcome {
  return { kind: "note", text };
}

function refuse(action: string, refusal: KernelRefusal): Outcome {
  return { kind: "refused", text: `${action}: ${refusal.message} (${refusal.code})` };
}
