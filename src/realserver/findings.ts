/** The classic mistakes of a real server, found by looking at its host: each with what it does and its remedy. */
import type { DefaultRoute } from "../ports/routes.ts";
import type { Link } from "../ports/routing.ts";
import { addressesEqual, formatAddress, type IpAddress } from "../values/address.ts";
import { settingName } from "./change.ts";
import { arpAnnouncePath, arpIgnorePath, rpFilterPath } from "./desired.ts";
import {
  carrierOf,
  findAddress,
  findLink,
  fullPrefix,
  type HostView,
  isPresent,
  networkOf,
  type PlacedAddress,
} from "./host-view.ts";

export type FindingCode =
  | "address-missing"
  | "netmask-wrong"
  | "address-on-link"
  | "answered-although-stopped"
  | "arp-answered"
  | "arp-announced"
  | "link-down"
  | "rp-filter"
  | "gateway-missing"
  | "gateway-wrong"
  | "nothing-started";

export interface Finding {
  readonly code: FindingCode;
  /** The virtual address concerned, where it is one. */
  readonly address?: string;
  readonly message: string;
  /** A command for root's shell. */
  readonly remedy: string;
}

/** `isStarted`: whether the journal has the address. */
export function findMistakes(
  wanted: readonly PlacedAddress[],
  isStarted: (one: PlacedAddress) => boolean,
  view: HostView,
): Finding[] {
  const own = wanted.flatMap((one) => addressFindings(one, isStarted(one), view));
  const hidden = wanted.filter(({ address }) => address.family === 4 && isLocal(address, view));
  return [
    ...own,
    ...linkFindings(wanted, view),
    ...arpFindings(hidden, isStarted, view),
    ...tunnelFindings(wanted, view),
  ];
}

function isLocal(address: IpAddress, view: HostView): boolean {
  return findAddress(view, address).length > 0;
}

function addressFindings(wanted: PlacedAddress, started: boolean, view: HostView): Finding[] {
  const address = formatAddress(wanted.address);
  const findings: Finding[] = [];
  const there = findAddress(view, wanted.address).map((present) => carrierOf(view, present));
  if (!there.includes(wanted.interfaceName)) {
    const elsewhere = there.length > 0 ? "" : ": this host drops what the director sends it for that address";
    findings.push({
      code: "address-missing",
      address,
      message: `${address}/${wanted.prefixLength} is not on ${wanted.interfaceName}${elsewhere}`,
      remedy: startWords([wanted]),
    });
  }
  for (const present of findAddress(view, wanted.address)) {
    const name = carrierOf(view, present);
    const text = `${address}/${present.prefixLength}`;
    const remove = `ip address delete ${text} dev ${name}`;
    const link = findLink(view, name);
    if (link?.loopback || name === wanted.interfaceName) {
      if (present.prefixLength === fullPrefix(wanted.address)) continue;
      const network = `${formatAddress(networkOf(wanted.address, present.prefixLength))}/${present.prefixLength}`;
      findings.push({
        code: "netmask-wrong",
        address,
        message: `${text} on ${name} makes all of ${network} local: whatever this host sends to an address in it that has no better route stays on this host`,
        remedy: `${remove}${started ? "" : `; ${startWords([wanted])}`}`,
      });
      continue;
    }
    if (link === undefined || !answersArp(link)) continue;
    findings.push({
      code: started ? "address-on-link" : "answered-although-stopped",
      address,
      message: `${text} is on ${name}, too: this host tells everyone on that link that it has the address, and takes clients from the director`,
      remedy: remove,
    });
  }
  return findings;
}

function linkFindings(wanted: readonly PlacedAddress[], view: HostView): Finding[] {
  const names = new Set(
    wanted.filter((one) => isPresent(view, one)).map(({ interfaceName }) => interfaceName),
  );
  return [...names]
    .filter((name) => findLink(view, name)?.up === false)
    .map((name) => ({
      code: "link-down" as const,
      message: `${name} is down, so its addresses are nobody's`,
      remedy: `ip link set ${name} up`,
    }));
}

function answersArp(link: Link): boolean {
  return !link.loopback && link.mac.length === 6;
}

/** The kernel takes the larger of `all` and the interface's own. */
function effective(path: (name: string) => string, name: string, view: HostView): number {
  return Math.max(view.setting(path("all")) ?? 0, view.setting(path(name)) ?? 0);
}

/** 1 and 2 look at the incoming interface's addresses only, 8 answers nothing; 3 answers for lo's global ones (ip-sysctl.rst). */
const hidingValues = [1, 2, 8];
const announceBest = 2;

function arpFindings(
  local: readonly PlacedAddress[],
  isStarted: (one: PlacedAddress) => boolean,
  view: HostView,
): Finding[] {
  if (local.length === 0) return [];
  const links = view.links.filter((link) => answersArp(link));
  const telling = links.filter(({ name }) => !hidingValues.includes(effective(arpIgnorePath, name, view)));
  const announcing = links.filter(({ name }) => effective(arpAnnouncePath, name, view) !== announceBest);
  const findings: Finding[] = [];
  for (const one of telling.length === 0 ? [] : local) {
    const address = formatAddress(one.address);
    const started = isStarted(one);
    findings.push({
      code: started ? "arp-answered" : "answered-although-stopped",
      address,
      message: `ARP requests for ${address} are answered on ${names(telling)} (${values(arpIgnorePath, telling, view)}): clients may come here past the director${started ? "" : `, although nothing was started here. If the address is a leftover: ip address delete ${whereText(one, view)}`}`,
      remedy: started ? setAll(arpIgnorePath, 1, hidingValues, telling, view) : startWords([one]),
    });
  }
  if (announcing.length > 0) {
    findings.push({
      code: "arp-announced",
      message: `ARP requests that this host sends on ${names(announcing)} may name the virtual address as their sender (${values(arpAnnouncePath, announcing, view)}): neighbours learn from that that it is here`,
      remedy: local.some(isStarted)
        ? setAll(arpAnnouncePath, announceBest, [1, announceBest], announcing, view)
        : startWords(local),
    });
  }
  return findings;
}

function whereText({ address }: PlacedAddress, view: HostView): string {
  const [present] = findAddress(view, address);
  if (present === undefined) return formatAddress(address);
  return `${formatAddress(address)}/${present.prefixLength} dev ${carrierOf(view, present)}`;
}

/** `all` where it is not yet so, and each interface whose own value outdoes it. */
function setAll(
  path: (name: string) => string,
  value: number,
  harmless: readonly number[],
  links: readonly Link[],
  view: HostView,
): string {
  const own = links.filter(({ name }) => ![0, ...harmless].includes(view.setting(path(name)) ?? 0));
  const wrong = [...(view.setting(path("all")) === value ? [] : ["all"]), ...own.map(({ name }) => name)];
  return `sysctl -w ${wrong.map((name) => `${settingName(path(name))}=${value}`).join(" ")}`;
}

/** The command that starts these addresses, all by the same way as the first. */
function startWords(addresses: readonly PlacedAddress[]): string {
  const tunnelled = addresses[0]?.interfaceName === "lo" ? "" : " --tun";
  return `vigil realserver start ${addresses.map(({ address }) => formatAddress(address)).join(" ")}${tunnelled}`;
}

function names(links: readonly Link[]): string {
  return links.map(({ name }) => name).join(", ");
}

/** Says the two values whose larger one counts, of the first of them. */
function values(path: (name: string) => string, links: readonly Link[], view: HostView): string {
  const shown = ["all", ...links.slice(0, 1).map(({ name }) => name)];
  return shown.map((name) => `${settingName(path(name))} = ${view.setting(path(name)) ?? "?"}`).join(", ");
}

function tunnelFindings(wanted: readonly PlacedAddress[], view: HostView): Finding[] {
  const name = "tunl0";
  const tunnelled = wanted.filter(({ interfaceName }) => interfaceName === name);
  if (tunnelled.length === 0 || findLink(view, name) === undefined) return [];
  const value = effective(rpFilterPath, name, view);
  if (value === 0) return [];
  return [
    {
      code: "rp-filter",
      message: `the reverse path filter of ${name} is ${value} (${settingName(rpFilterPath("all"))} = ${view.setting(rpFilterPath("all")) ?? "?"}, ${settingName(rpFilterPath(name))} = ${view.setting(rpFilterPath(name)) ?? "?"}; the larger counts): clients' packets are dropped when they leave the tunnel`,
      remedy: startWords(tunnelled),
    },
  ];
}

/** With NAT the answers must pass the director, which alone can put its own address back into them. */
export function gatewayFindings(director: IpAddress, routes: readonly DefaultRoute[]): Finding[] {
  const address = formatAddress(director);
  const own = routes.filter(({ family }) => family === director.family);
  const best = own.toSorted((a, b) => a.metric - b.metric)[0];
  const six = director.family === 6 ? "-6 " : "";
  const remedy = `ip ${six}route replace default via ${address}`;
  if (best === undefined) {
    const message = `there is no default route: answers to clients of other networks cannot leave, and must leave by the director ${address}`;
    return [{ code: "gateway-missing", message, remedy }];
  }
  if (best.gateways.length === 1 && best.gateways.every((one) => addressesEqual(one, director))) return [];
  const by =
    best.gateways.length === 0
      ? "straight onto the link"
      : `by ${best.gateways.map(formatAddress).join(", ")}`;
  const message = `the default route leads ${by}, not by the director ${address}: clients get answers from this host's own address and drop them`;
  return [{ code: "gateway-wrong", message, remedy }];
}
