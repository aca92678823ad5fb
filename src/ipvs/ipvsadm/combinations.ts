/** Which options go with which command and with each other. */
import { assertNever } from "../../values/assert-never.ts";
import type { Draft } from "./draft.ts";
import { type ActiveCommand, commandForms, type OptionName, optionNames } from "./options.ts";

/** What is wrong, of several things the one that ipvsadm finds first. */
export function checkCombination(command: ActiveCommand, draft: Draft): string | undefined {
  return checkForm(command, draft) ?? checkMeaning(command, draft);
}

function checkForm(command: ActiveCommand, { given }: Draft): string | undefined {
  const { required, optional } = commandForms[command];
  let listed: OptionName | undefined;
  for (const name of optionNames) {
    if (given.has(name)) {
      if (command === "list" && listings.includes(name)) {
        if (listed !== undefined)
          return `'${name}' and '${listed}' cannot be listed at once: ask for one of them`;
        listed = name;
      }
      if (!required.includes(name) && !optional.includes(name)) {
        return `'${name}' does not go with '${command}': leave it out`;
      }
    } else if (required.includes(name)) {
      return `'${command}' needs '${name}': ${remedies[name] ?? ""}`;
    }
  }
  return undefined;
}

const remedies: { readonly [K in OptionName]?: string } = {
  "service-address": "name the service with -t, -u, --sctp-service or -f",
  "real-server": "name the real server with -r",
};

function checkMeaning(command: ActiveCommand, draft: Draft): string | undefined {
  switch (command) {
    case "add-service":
    case "edit-service":
      return checkService(draft);
    case "add-server":
    case "edit-server":
      return checkServer(draft);
    case "list":
      return checkList(draft);
    case "delete-service":
    case "delete-server":
    case "flush":
    case "zero":
    case "set":
    case "start-daemon":
    case "stop-daemon":
    case "restore":
    case "save":
      return undefined;
    default:
      return assertNever(command);
  }
}

function checkService(draft: Draft): string | undefined {
  const hasMark = draft.mark > 0;
  if (!hasMark && draft.port === 0 && !draft.given.has("persistent")) {
    return "port 0, which is every port, needs persistence: write a port, or add -p";
  }
  if (draft.given.has("ops") && !hasMark && draft.protocol !== "UDP") {
    return "one-packet scheduling (-o) is for UDP services and for firewall marks";
  }
  return undefined;
}

function checkServer(draft: Draft): string | undefined {
  const { forwarding, server, family } = draft;
  if (server !== undefined && server.address.family !== family && forwarding !== "TUN") {
    return "a real server of another address family than its service needs tunneling: add -i";
  }
  const tunnelOptions: readonly OptionName[] = [...tunnelDetails, "tun-type"];
  if (forwarding !== "TUN") {
    return tunnelOptions.some((name) => draft.given.has(name))
      ? "options of tunnels go with tunneling only: add -i, or leave them out"
      : undefined;
  }
  return checkTunnel(draft);
}

const tunnelDetails: readonly OptionName[] = ["tun-port", "tun-nocsum", "tun-csum", "tun-remcsum"];
const detailsOfTunnel = {
  ipip: [],
  gue: tunnelDetails,
  gre: ["tun-nocsum", "tun-csum"],
} as const satisfies Record<Draft["tunnel"], readonly OptionName[]>;
const checksumPairs = [
  ["tun-csum", "tun-nocsum"],
  ["tun-remcsum", "tun-csum"],
  ["tun-remcsum", "tun-nocsum"],
] as const;

function checkTunnel({ tunnel, given }: Draft): string | undefined {
  const details: readonly OptionName[] = detailsOfTunnel[tunnel];
  for (const name of tunnelDetails) {
    if (given.has(name) && !details.includes(name)) {
      return `'${name}' does not go with tunnels of type '${tunnel}': leave it out, or choose another --tun-type`;
    }
    if (name === "tun-port" && tunnel === "gue" && !given.has(name)) {
      return "tunnels of type 'gue' need 'tun-port': name the UDP port that the real server decapsulates";
    }
  }
  const pair = checksumPairs.find(([first, second]) => given.has(first) && given.has(second));
  return pair === undefined ? undefined : `'${pair[0]}' contradicts '${pair[1]}': give one of them`;
}

/** What can be listed beside the whole table, of which one at most can be asked for. */
const listings: readonly OptionName[] = ["connection", "service-address", "timeout", "daemon"];
const columns: readonly OptionName[] = ["stats", "rate", "thresholds", "persistent-conn"];

function checkList({ given }: Draft): string | undefined {
  const first = listings.find((name) => given.has(name));
  if (first === undefined || first === "service-address") return undefined;
  const column = columns.find((name) => given.has(name));
  // With -c it is no column: it adds the data of persistence engines.
  if (column === undefined || (first === "connection" && column === "persistent-conn")) {
    return undefined;
  }
  return `'${column}' is about services: a listing with '${first}' has no such columns`;
}
