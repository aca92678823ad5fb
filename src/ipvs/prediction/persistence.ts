/** Persistence in the model of a service: a client's network stays with its server. */
import { formatAddress, type IpAddress } from "../../values/address.ts";
import type { ClientConnection, ScheduledServer } from "../schedulers/scheduler.ts";

export interface PersistenceSettings {
  readonly timeoutS: number;
  /** Clients of one network of this length count as one; absent: each address for itself. */
  readonly prefixLength?: number;
}

interface Template<S> {
  readonly server: S;
  untilS: number;
  /** Connections made by it that the kernel still keeps. */
  connections: number;
}

/** While connections made by a template are left, its end is put off by this much. */
const PUT_OFF_S = 60;

export class Persistence<S extends ScheduledServer> {
  readonly #settings: PersistenceSettings;
  readonly #templates = new Map<string, Template<S>>();

  constructor(settings: PersistenceSettings) {
    this.#settings = settings;
  }

  /** The server that this client has to go to; undefined: it is free. */
  find({ client, atS }: ClientConnection): S | undefined {
    const template = this.#templates.get(this.#network(client));
    if (template === undefined) return undefined;
    while (template.untilS <= atS && template.connections > 0) template.untilS += PUT_OFF_S;
    return template.untilS > atS && template.server.available ? template.server : undefined;
  }

  /** To be called with each new connection; the answer, when the kernel forgets it. */
  opened({ client, atS }: ClientConnection, server: S): () => void {
    const network = this.#network(client);
    const old = this.#templates.get(network);
    const isSame = old?.server === server && old.untilS > atS;
    const template = isSame ? old : { server, untilS: 0, connections: 0 };
    template.untilS = atS + this.#settings.timeoutS;
    template.connections++;
    this.#templates.set(network, template);
    return () => {
      template.connections--;
    };
  }

  #network({ family, bytes }: IpAddress): string {
    const length = this.#settings.prefixLength ?? bytes.length * 8;
    const kept = bytes.map((byte, index) => {
      const bits = Math.max(0, Math.min(8, length - index * 8));
      return byte & (0xff << (8 - bits)) & 0xff;
    });
    return formatAddress({ family, bytes: kept });
  }
}
