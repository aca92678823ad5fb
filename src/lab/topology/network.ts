/** Lays the tutorial's network out in a set of namespaces: links, addresses, routes, kernel settings. */
import { runProgram } from "../run-program.ts";
import { batch, type NamespaceSet } from "./namespace-set.ts";
import {
  type BackendName,
  backendNames,
  clientAddress,
  type DirectorName,
  directorNames,
  type ForwardingMode,
  macOf,
  type NodeName,
  publicAddress,
  routerAddress,
  serverAddresses,
  serverInterface,
  virtualAddress,
  type WebServerName,
  webServerNames,
} from "./plan.ts";

/** A kernel that filters by reverse path would drop what the virtual address sends around the director. */
const noReversePathFilter = { "net/ipv4/conf/all/rp_filter": 0, "net/ipv4/conf/default/rp_filter": 0 };

/** A virtual cable with its node's end named as there, and the other end a port of the bridge that is named as the node. */
function cable(set: NamespaceSet, node: NodeName, address: string): string {
  const ends = `netns ${set.namespace(node)} type veth peer name ${node} netns ${set.namespace("bridge")}`;
  return `link add name ${serverInterface} address ${macOf(address)} ${ends}`;
}

function plug(set: NamespaceSet, nodes: readonly NodeName[]): string {
  return set.ip(
    "bridge",
    nodes.flatMap((node) => [`link set ${node} master br0`, `link set ${node} up`]),
  );
}

function layRouter(set: NamespaceSet): string {
  const forward = `-d ${publicAddress} -p tcp --dport 80 -j DNAT --to ${virtualAddress}:80`;
  return [
    set.sysctl("route", { ...noReversePathFilter, "net/ipv4/ip_forward": 1 }),
    set.ip("route", [
      "link set lo up",
      `address add ${publicAddress}/24 dev eth0`,
      "link set eth0 up",
      `address add ${routerAddress}/24 dev ${serverInterface}`,
      `link set ${serverInterface} up`,
    ]),
    `${set.enter("route").join(" ")} iptables -t nat -A PREROUTING ${forward}\n`,
  ].join("");
}

/** No default route: as in the tutorial the client knows its own network only, and reaches the service by the router's DNAT. */
function layClient(set: NamespaceSet): string {
  return set.ip("client", ["link set lo up", `address add ${clientAddress}/24 dev eth0`, "link set eth0 up"]);
}

/** A machine like any other there, with its own address only. */
function ownAddress(node: WebServerName | BackendName): readonly string[] {
  return [
    "link set lo up",
    `address add ${serverAddresses[node]}/24 dev ${serverInterface}`,
    `link set ${serverInterface} up`,
  ];
}

const byRouter = `route add default via ${routerAddress}`;

function layWebServer(set: NamespaceSet, node: WebServerName, mode: ForwardingMode): string {
  const own = ownAddress(node);
  switch (mode) {
    case "DR": {
      // The server takes packets to the virtual address without telling anyone that it has it.
      const settings = set.sysctl(node, {
        ...noReversePathFilter,
        "net/ipv4/conf/all/arp_ignore": 1,
        "net/ipv4/conf/all/arp_announce": 2,
        "net/ipv4/conf/lo/arp_ignore": 1,
        "net/ipv4/conf/lo/arp_announce": 2,
      });
      const address = `address add ${virtualAddress}/32 dev lo`;
      return settings + set.ip(node, [...own, address, byRouter]);
    }
    // Its tunnel, and the virtual address on that, are what the example's own script is about.
    case "TUN":
      return set.ip(node, [...own, byRouter]);
    case "NAT":
      return (
        set.sysctl(node, noReversePathFilter) +
        set.ip(node, [...own, `route add default via ${virtualAddress}`])
      );
  }
}

function layDirector(set: NamespaceSet, node: DirectorName, mode: ForwardingMode): string {
  return [
    batch("ip", [cable(set, node, serverAddresses[node])]),
    set.sysctl(node, {
      ...noReversePathFilter,
      "net/ipv4/ip_forward": mode === "NAT" ? 1 : 0,
      // Servers and router are on one link: without this the director would tell them to talk past it.
      "net/ipv4/conf/all/send_redirects": 0,
      "net/ipv4/conf/default/send_redirects": 0,
      [`net/ipv4/conf/${serverInterface}/send_redirects`]: 0,
    }),
    plug(set, [node]),
    set.ip(node, [
      "link set lo up",
      `address add ${serverAddresses[node]}/24 dev ${serverInterface}`,
      `link set ${serverInterface} up`,
      `route add default via ${routerAddress}`,
    ]),
  ].join("");
}

/** One shell for a whole script: inside an emulated machine starting it from here is what costs. */
async function runScript(script: string): Promise<void> {
  await runProgram("sh", ["-e"], { input: script });
}

/** Puts a dead director's machine back: a fresh namespace, a new cable to the bridge, no program. */
export async function relayDirector(
  set: NamespaceSet,
  node: DirectorName,
  mode: ForwardingMode,
): Promise<void> {
  // Its old cable goes first and by name: with the namespace alone it would go at some later time.
  await runScript(set.ip("bridge", [`link delete ${node}`]) + set.renew(node) + layDirector(set, node, mode));
}

/** Lays everything: afterwards only the programs are missing. */
export async function layNetwork(set: NamespaceSet, mode: ForwardingMode): Promise<void> {
  const between = `type veth peer name eth0 netns ${set.namespace("route")}`;
  const cables = [
    `link add name br0 netns ${set.namespace("bridge")} type bridge`,
    `link add name eth0 address ${macOf(clientAddress)} netns ${set.namespace("client")} ${between}`,
    cable(set, "route", routerAddress),
    ...[...webServerNames, ...backendNames].map((node) => cable(set, node, serverAddresses[node])),
  ];
  await runScript(
    [
      batch("ip", cables),
      set.ip("bridge", ["link set lo up", "link set br0 up"]),
      plug(set, ["route", ...webServerNames, ...backendNames]),
      layRouter(set),
      layClient(set),
      ...webServerNames.map((node) => layWebServer(set, node, mode)),
      ...backendNames.map((node) => set.ip(node, [...ownAddress(node), byRouter])),
      ...directorNames.map((node) => layDirector(set, node, mode)),
    ].join(""),
  );
}
