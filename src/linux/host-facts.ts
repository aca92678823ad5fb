/** What a configuration's checks want to know of this host, in the network namespace of the process. */
import { cpus, hostname } from "node:os";
import type { HostFacts } from "../config/host-facts.ts";
import { hostAccounts } from "./accounts.ts";
import { hostNames } from "./host-names.ts";
import { hostInterfaces } from "./interfaces.ts";
import { programState } from "./programs.ts";
import { hostRoutingNames } from "./routing-names.ts";

export function readHostFacts(): HostFacts {
  return {
    hostName: hostname(),
    interfaces: hostInterfaces(),
    accounts: hostAccounts(),
    get cpus() {
      return cpus().length;
    },
    resolves: hostNames(),
    programState: (name, user) => programState(name, user),
    routingNames: hostRoutingNames(),
  };
}
