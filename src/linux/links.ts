/** Brings links up and down over rtnetlink, and loads the driver of a tunnel. */
import { execFileSync } from "node:child_process";
import { writeLinkState } from "../netlink/link.ts";
import { NetlinkSession } from "../netlink/session.ts";
import type { LinkSwitch, TunnelDevice } from "../ports/links.ts";
import type { KernelRefusal } from "../ports/routing.ts";
import { NETLINK_ROUTE, NetlinkSocket } from "./netlink-socket.ts";

const modprobe = "/sbin/modprobe";
const modprobeTimeoutMs = 10_000;
const drivers: Readonly<Record<TunnelDevice, string>> = { tunl0: "ipip", ip6tnl0: "ip6_tunnel" };

/** Works on the network namespace that the process is in when it is made. */
export class LinuxLinks implements LinkSwitch {
  readonly #session = new NetlinkSession(new NetlinkSocket(NETLINK_ROUTE));

  setUp(index: number, up: boolean): KernelRefusal | undefined {
    return this.#session.batch([{ index, up }], writeLinkState)[0];
  }

  loadTunnel(device: TunnelDevice): string | undefined {
    try {
      execFileSync(modprobe, [drivers[device]], {
        stdio: ["ignore", "ignore", "pipe"],
        timeout: modprobeTimeoutMs,
      });
      return undefined;
    } catch (error) {
      const { stderr, message } = error as Error & { stderr?: Buffer };
      const said = stderr?.toString().trim().split("\n")[0];
      return said === undefined || said === "" ? message : said;
    }
  }

  close(): void {
    this.#session.close();
  }
}
