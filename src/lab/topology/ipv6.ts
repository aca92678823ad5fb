/** IPv6 beside the tutorial's IPv4: every machine's address shows the last number of the other one. */
import { runProgram } from "../run-program.ts";
import type { NamespaceSet } from "./namespace-set.ts";
import { clientAddress, publicAddress, routerAddress, serverAddresses, serverInterface } from "./plan.ts";

/** fd00:172:16:1::/64 for the servers, fd00:10::/64 for the client. */
const serverNetwork = "fd00:172:16:1::";
const clientNetwork = "fd00:10::";

function lastNumber(address: string): string {
  return address.slice(address.lastIndexOf(".") + 1);
}

function add(network: string, address: string, device: string): string {
  // Without the second of silence for the detection of duplicates.
  return `address add ${network}${lastNumber(address)}/64 dev ${device} nodad`;
}

/** Comes after `layNetwork`. There is no translation of addresses: the client has a route to the servers' network. */
export async function layIpv6(set: NamespaceSet): Promise<void> {
  const servers = (Object.keys(serverAddresses) as (keyof typeof serverAddresses)[]).map((node) => {
    const own = add(serverNetwork, serverAddresses[node], serverInterface);
    return set.ip(node, [own, `route add default via ${serverNetwork}${lastNumber(routerAddress)}`]);
  });
  const script = [
    set.sysctl("route", { "net/ipv6/conf/all/forwarding": 1 }),
    set.ip("route", [
      add(clientNetwork, publicAddress, "eth0"),
      add(serverNetwork, routerAddress, serverInterface),
    ]),
    set.ip("client", [
      add(clientNetwork, clientAddress, "eth0"),
      `route add ${serverNetwork}/64 via ${clientNetwork}${lastNumber(publicAddress)}`,
    ]),
    ...servers,
  ];
  await runProgram("sh", ["-e"], { input: script.join("") });
}
