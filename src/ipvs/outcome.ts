/** What the kernel's answers mean: done, done already by somebody else, to be looked at again, or refused. */
import type { VirtualServerKey } from "../config/model.ts";
import { serviceName } from "../config/service-name.ts";
import type { KernelRefusal } from "../ports/routing.ts";
import { assertNever } from "../values/assert-never.ts";
import { refusalText } from "./refusal-text.ts";
import type { IpvsCommand } from "./table.ts";

export interface Settlement {
  /**
   * Services whose entries were not as the table had shown them, by name: somebody else writes, or the dump missed them
   * (it resumes by index). Only a fresh look tells what is left to do there.
   */
  readonly again: ReadonlyMap<string, VirtualServerKey>;
  /** What the kernel will not do, each with the request, the reason and the remedy; servers of a refused service are not listed again. */
  readonly refusals: readonly string[];
}

/** `answers` has one place a command, as Ipvs.apply answers. */
export function settle(
  commands: readonly IpvsCommand[],
  answers: readonly (KernelRefusal | undefined)[],
): Settlement {
  const again = new Map<string, VirtualServerKey>();
  const refusals: string[] = [];
  const refusedServices = new Set<string>();
  for (const [index, command] of commands.entries()) {
    const refusal = answers[index];
    if (refusal === undefined) continue;
    const key = "service" in command ? command.service.key : command.key;
    const name = serviceName(key);
    switch (judge(command, refusal)) {
      case "done-already":
        break;
      case "look-again":
        if (!refusedServices.has(name)) again.set(name, key);
        break;
      case "refused":
        refusals.push(refusalText(command, refusal));
        if (command.kind === "add-service") refusedServices.add(name);
        break;
    }
  }
  return { again, refusals };
}

/**
 * ESRCH: no such service. ENOENT: no such server, or no such scheduler. EEXIST: there already, perhaps with other settings.
 * Something to be deleted that is gone is done; everything else that the dump had not shown is looked at again.
 */
function judge(command: IpvsCommand, { code }: KernelRefusal): "done-already" | "look-again" | "refused" {
  switch (command.kind) {
    case "add-service":
      return code === "EEXIST" ? "look-again" : "refused";
    case "edit-service":
      return code === "ESRCH" ? "look-again" : "refused";
    case "delete-service":
      return code === "ESRCH" || code === "ENOENT" ? "done-already" : "refused";
    case "add-destination":
      return code === "ESRCH" || code === "EEXIST" ? "look-again" : "refused";
    case "edit-destination":
      return code === "ESRCH" || code === "ENOENT" ? "look-again" : "refused";
    case "delete-destination":
      if (code === "ENOENT") return "done-already";
      return code === "ESRCH" ? "look-again" : "refused";
    default:
      return assertNever(command);
  }
}
