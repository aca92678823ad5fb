/** The whole lab on one kernel: the tutorial's network with its directors, web servers and client. Needs root and IPVS. */
import { Director, type DirectorSetup } from "./director/director.ts";
import { hasLocalAddress, ipvsServers } from "./kernel-files.ts";
import { type KernelView, viewKernel } from "./kernel-view.ts";
import { LinkControl } from "./topology/link-control.ts";
import { NamespaceSet } from "./topology/namespace-set.ts";
import { layNetwork } from "./topology/network.ts";
import {
  type DirectorName,
  type ForwardingMode,
  publicAddress,
  serverAddresses,
  siteName,
  virtualAddress,
  type WebServerName,
} from "./topology/plan.ts";
import { Traffic } from "./traffic/traffic.ts";
import { waitFor } from "./wait-for.ts";
import { WebServer } from "./web-server.ts";

export interface LabSetup {
  readonly mode: ForwardingMode;
  readonly directors: readonly [DirectorSetup, DirectorSetup];
  /** Folder of the built Vigil, which has the client's program. */
  readonly dist: string;
  /** Tells the labs of one process apart. */
  readonly number?: number;
}

/**
 * Where processors are few, emulated ones above all, the client asks less often rather than take from the directors the
 * time that they need to be measured fairly.
 */
const giveWay = ["nice", "-n", "10"];

const clientTarget = { address: publicAddress, port: 80, host: siteName };

export class Lab {
  readonly set: NamespaceSet;
  readonly mode: ForwardingMode;
  readonly directors: Readonly<Record<DirectorName, Director>>;
  readonly webServers: Readonly<Record<WebServerName, WebServer>>;
  readonly traffic: Traffic;
  readonly #links: LinkControl;

  private constructor(setup: LabSetup, set: NamespaceSet, links: LinkControl, traffic: Traffic) {
    const [first, second] = setup.directors;
    this.set = set;
    this.mode = setup.mode;
    this.traffic = traffic;
    this.#links = links;
    this.directors = {
      lvs01: new Director(first, set, links, setup.mode),
      lvs02: new Director(second, set, links, setup.mode),
    };
    this.webServers = { proxy01: new WebServer("proxy01", set), proxy02: new WebServer("proxy02", set) };
  }

  /** Everything stands and the web servers answer; the directors' programs are not started. */
  static async open(setup: LabSetup): Promise<Lab> {
    const set = await NamespaceSet.create(setup.number ?? 0);
    try {
      await layNetwork(set, setup.mode);
      const client = [process.execPath, `${setup.dist}/lab-client.js`, JSON.stringify(clientTarget)];
      const traffic = await Traffic.start([...set.enter("client"), ...giveWay, ...client]);
      const lab = new Lab(setup, set, new LinkControl(set), traffic);
      await Promise.all(Object.values(lab.webServers).map((server) => server.start()));
      await Promise.all(Object.values(lab.directors).map((director) => director.powerOn()));
      return lab;
    } catch (error) {
      set.remove();
      throw error;
    }
  }

  view(director: DirectorName): Promise<KernelView> {
    return viewKernel(this.set, director);
  }

  hasVirtualAddress(director: DirectorName): boolean {
    return hasLocalAddress(this.directors[director].container.initPid, virtualAddress);
  }

  /** Addresses and ports of the servers in the director's table, in the kernel's order; undefined while it has no service. */
  serversOf(director: DirectorName): readonly string[] | undefined {
    return ipvsServers(this.directors[director].container.initPid);
  }

  /** Waits until that director has the virtual address; returns the milliseconds it took. */
  awaitAddress(name: DirectorName, limitMs: number): Promise<number> {
    return waitFor(`the virtual address on ${name}`, limitMs, () => this.hasVirtualAddress(name));
  }

  /** Waits until that director has the virtual address and the other has not; returns the milliseconds it took. */
  awaitMaster(master: DirectorName, limitMs: number): Promise<number> {
    const other: DirectorName = master === "lvs01" ? "lvs02" : "lvs01";
    return waitFor(
      `the virtual address on ${master} alone`,
      limitMs,
      () => this.hasVirtualAddress(master) && !this.hasVirtualAddress(other),
    );
  }

  /** Waits until those directors' tables have exactly those web servers, in whatever order; returns the milliseconds it took. */
  awaitServers(
    directors: readonly DirectorName[],
    servers: readonly WebServerName[],
    limitMs: number,
  ): Promise<number> {
    const sorted = (endpoints: readonly string[]) => [...endpoints].sort().join(" ");
    const expected = sorted(servers.map((name) => `${serverAddresses[name]}:80`));
    const what = `${servers.join(" and ") || "no web server"} in the table of ${directors.join(" and ")}`;
    return waitFor(what, limitMs, () =>
      directors.every((name) => {
        const present = this.serversOf(name);
        return present !== undefined && sorted(present) === expected;
      }),
    );
  }

  /** Ends every process of the lab and removes its namespaces. */
  close(): void {
    this.traffic.close();
    this.#links.close();
    this.set.remove();
  }
}
