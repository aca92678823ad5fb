/** Who is in the tutorial's network and under which addresses: plain data, the same in both forwarding modes. */

export type ForwardingMode = "DR" | "NAT" | "TUN";

export const directorNames = ["lvs01", "lvs02"] as const;
export type DirectorName = (typeof directorNames)[number];

export const webServerNames = ["proxy01", "proxy02"] as const;
export type WebServerName = (typeof webServerNames)[number];

/** Behind the proxies; no director knows them. */
export const backendNames = ["web01", "web02"] as const;
export type BackendName = (typeof backendNames)[number];

export type ServerNodeName = DirectorName | WebServerName | BackendName;
export type NodeName = "client" | "route" | "bridge" | ServerNodeName;
export const nodeNames: readonly NodeName[] = [
  "client",
  "route",
  "bridge",
  ...directorNames,
  ...webServerNames,
  ...backendNames,
];

/** The service's address, that of the master director. */
export const virtualAddress = "172.16.1.100";
/** What the client asks; the router sends it on to the virtual address. */
export const publicAddress = "10.0.0.200";
export const siteName = "lvs.oldxu.net";
export const clientAddress = "10.0.0.10";
export const routerAddress = "172.16.1.200";
/** The directors' and servers' only interface, as the tutorial's files name it. */
export const serverInterface = "eth1";

export const serverAddresses: Readonly<Record<ServerNodeName, string>> = {
  lvs01: "172.16.1.3",
  lvs02: "172.16.1.4",
  proxy01: "172.16.1.5",
  proxy02: "172.16.1.6",
  web01: "172.16.1.7",
  web02: "172.16.1.8",
};

/** A locally administered MAC that shows the IPv4 address, so that a machine that returns is the same to its neighbours. */
export function macOf(address: string): string {
  const bytes = address.split(".").map((part) => Number(part).toString(16).padStart(2, "0"));
  return `02:00:${bytes.join(":")}`;
}
