/** What our model of a service says will come of a scenario, in the form of what the kernel showed. */

import { type OpenConnection, ServiceModel } from "../../../src/ipvs/prediction/service-model.ts";
import { FALLBACK, HASH_PORT } from "../../../src/ipvs/schedulers/flags.ts";
import type { ClientConnection } from "../../../src/ipvs/schedulers/scheduler.ts";
import { formatAddress } from "../../../src/values/address.ts";
import { address } from "../services.ts";
import type { SchedulerFacts } from "./facts.ts";
import { clientPort, type Scenario } from "./scenarios.ts";

function flagBits(flags: readonly string[]): number {
  return flags.reduce((bits, flag) => bits | (flag.endsWith("-port") ? HASH_PORT : FALLBACK), 0);
}

/** Nothing is forgotten meanwhile: a scenario takes seconds. */
export function forecast({
  title,
  scheduler,
  flags,
  protocol,
  port,
  service,
  steps,
}: Scenario): SchedulerFacts {
  const model = new ServiceModel({ scheduler, flags: flagBits(flags), protocol, startS: 0, random: () => 0 });
  const serverPort = "mark" in service ? 0 : port;
  const open = new Map<number, OpenConnection>();
  const servers: (string | null)[] = [];
  for (const step of steps) {
    switch (step.kind) {
      case "add":
      case "edit":
        model[step.kind]({
          address: address(step.server),
          port: serverPort,
          weight: step.weight,
          ...(step.upper === undefined ? {} : { upperThreshold: step.upper }),
          ...(step.lower === undefined ? {} : { lowerThreshold: step.lower }),
        });
        break;
      case "remove":
        model.remove(
          step.server.includes(":") ? `[${step.server}]:${serverPort}` : `${step.server}:${serverPort}`,
        );
        break;
      case "edit-service":
        model.editService(step.scheduler, flagBits(step.flags), 0);
        break;
      case "connect": {
        const request: ClientConnection = {
          client: address(step.client),
          clientPort: clientPort(step.name),
          destination: address(step.to),
          atS: 0,
        };
        const { choice, connection } = model.open(request);
        servers.push(choice.server === undefined ? null : formatAddress(choice.server.address));
        if (connection !== undefined) open.set(step.name, connection);
        break;
      }
      case "close":
        open.get(step.name)?.close(0);
    }
  }
  const list = model.servers.map(
    (one) => `${formatAddress(one.address)} ${one.weight} ${one.active} ${one.inactive}`,
  );
  return { title, servers, list };
}
