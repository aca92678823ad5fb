/** Makes changes in order; when the kernel refuses one, those made are taken back. */
import type { LinkSwitch } from "../ports/links.ts";
import type { AddressRequest, KernelRefusal, Routing } from "../ports/routing.ts";
import type { Sysctl } from "../ports/sysctl.ts";
import { assertNever } from "../values/assert-never.ts";
import { changeText, type HostChange, inverse, settingName } from "./change.ts";
import type { PlacedAddress } from "./host-view.ts";

export interface HostPorts {
  readonly routing: Routing;
  readonly links: LinkSwitch;
  readonly sysctl: Sysctl;
}

export interface HostRefusal {
  /** The whole sentence: what was refused, the kernel's words, the remedy. */
  readonly message: string;
  readonly code: string;
  /** Changes that were made and could not be taken back, in words. */
  readonly stuck: readonly string[];
}

/** undefined: all were made. Otherwise none of them stands, but for those named as stuck. */
export function applyChanges(changes: readonly HostChange[], ports: HostPorts): HostRefusal | undefined {
  for (const [index, change] of changes.entries()) {
    const refusal = applyOne(change, ports);
    if (refusal === undefined) continue;
    const made = changes.slice(0, index).toReversed().map(inverse);
    const stuck = made.filter((one) => applyOne(one, ports) !== undefined).map(changeText);
    return { message: refusalText(change, refusal), code: refusal.code, stuck };
  }
  return undefined;
}

function applyOne(change: HostChange, ports: HostPorts): KernelRefusal | undefined {
  switch (change.kind) {
    case "add-address":
      return tolerate("EEXIST", ports.routing.addAddresses([request(change.address, ports)])[0]);
    case "remove-address":
      return tolerate("EADDRNOTAVAIL", ports.routing.removeAddresses([request(change.address, ports)])[0]);
    case "link-up":
    case "link-down":
      return ports.links.setUp(indexOf(change.interfaceName, ports), change.kind === "link-up");
    case "setting": {
      const refusal = ports.sysctl.write(change.path, change.to);
      if (refusal !== undefined) return refusal;
      for (const { path, value } of [...change.pinned, ...change.followers]) {
        // An interface of that time may be gone.
        const refusedToo = tolerate("ENOENT", ports.sysctl.write(path, value));
        if (refusedToo !== undefined) return refusedToo;
      }
      const now = ports.sysctl.read(change.path);
      if (now === change.to) return undefined;
      return { code: "EINVAL", message: `the kernel took the value but has ${now ?? "nothing"} there` };
    }
    default:
      return assertNever(change);
  }
}

/** Somebody did it while we looked: that is what was wanted. */
function tolerate(code: string, refusal: KernelRefusal | undefined): KernelRefusal | undefined {
  return refusal?.code === code ? undefined : refusal;
}

/** An interface that is gone has index -1, which the kernel refuses. */
function indexOf(interfaceName: string, { routing }: HostPorts): number {
  return routing.links().find(({ name }) => name === interfaceName)?.index ?? 0xffff_ffff;
}

function request({ interfaceName, ...rest }: PlacedAddress, ports: HostPorts): AddressRequest {
  return { ...rest, interfaceIndex: indexOf(interfaceName, ports) };
}

function refusalText(change: HostChange, refusal: KernelRefusal): string {
  const remedy = remedyOf(change, refusal.code);
  return `cannot ${changeText(change)}: ${refusal.message} (${refusal.code})${remedy === undefined ? "" : `: ${remedy}`}`;
}

function remedyOf(change: HostChange, code: string): string | undefined {
  const setting = change.kind === "setting" ? settingName(change.path) : undefined;
  switch (code) {
    case "EROFS":
      return `/proc/sys is read-only, as in most containers: set ${setting} where the container is started (docker run --sysctl ${setting}=${change.kind === "setting" ? change.to : ""}), or run this on the host`;
    case "EPERM":
    case "EACCES":
      if (change.kind === "add-address" && change.address.address.family === 6)
        return `run it as root; and IPv6 may be switched off there: sysctl net.ipv6.conf.${change.address.interfaceName}.disable_ipv6`;
      return rootRemedy;
    default:
      return undefined;
  }
}

export const rootRemedy = "this needs root, or CAP_NET_ADMIN and the right to write below /proc/sys and /run";
