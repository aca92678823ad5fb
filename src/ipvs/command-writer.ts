/** Writes many IPVS commands fast: a message of one shape is written once, then filled in and copied for each command. */
import { parseAttributes } from "../netlink/attribute.ts";
import type { AttributeRow } from "../netlink/attribute-row.ts";
import { genericHeaderBytes } from "../netlink/generic.ts";
import { headerBytes } from "../netlink/message.ts";
import { MessageWriter } from "../netlink/writer.ts";
import { commandAttributes, destinationAttributes, serviceAttributes } from "./attributes.ts";
import { protocolNumbers, serviceFlags, writeCommand } from "./encode.ts";
import { forwardingNumbers } from "./forwarding.ts";
import type { IpvsCommand } from "./table.ts";

type ServiceCommand = Extract<IpvsCommand, { kind: "add-service" | "edit-service" }>;
type DestinationCommand = Extract<IpvsCommand, { kind: "add-destination" | "edit-destination" }>;
type AddressKey = Extract<DestinationCommand["key"], { kind: "address" }>;

/**
 * A daemon's start sends some thousand of these once, so nothing of it ever gets hot: a table of 1,000 services is programmed
 * in a third of the time that writing attribute by attribute takes.
 */
export class CommandWriter {
  readonly #family: number;
  readonly #services = new Map<string, ServiceLayout>();
  readonly #destinations = new Map<string, DestinationLayout>();

  /** `family` is the number that the kernel gave generic netlink family IPVS. */
  constructor(family: number) {
    this.#family = family;
  }

  /** One whole message, byte for byte what writeCommand writes. */
  write(writer: MessageWriter, command: IpvsCommand): void {
    const message = this.#byLayout(command);
    if (message === undefined) writeCommand(writer, this.#family, command);
    else writer.copy(message);
  }

  /** undefined for rare shapes: deletions, services by mark, tunnels, families mixed, what tier-1 services do not have. */
  #byLayout(command: IpvsCommand): Uint8Array | undefined {
    switch (command.kind) {
      case "add-service":
      case "edit-service":
        return this.#service(command);
      case "add-destination":
      case "edit-destination":
        return this.#destination(command);
      default:
        return undefined;
    }
  }

  #service(command: ServiceCommand): Uint8Array | undefined {
    const { service } = command;
    const { key } = service;
    if (key.kind !== "address") return undefined;
    if (service.persistencePrefixLength !== undefined || service.persistenceMask !== undefined)
      return undefined;
    if (service.persistenceEngine !== undefined) return undefined;
    const shape = command.kind + key.address.family + service.scheduler;
    let layout = this.#services.get(shape);
    if (layout === undefined) {
      layout = new ServiceLayout(command, this.#family);
      this.#services.set(shape, layout);
    }
    return layout.fill(command, key);
  }

  #destination(command: DestinationCommand): Uint8Array | undefined {
    const { key, destination } = command;
    const { family } = destination.address;
    if (key.kind !== "address" || key.address.family !== family) return undefined;
    if (destination.forwarding.method === "TUN") return undefined;
    const shape = command.kind + family;
    let layout = this.#destinations.get(shape);
    if (layout === undefined) {
      layout = new DestinationLayout(command, this.#family);
      this.#destinations.set(shape, layout);
    }
    return layout.fill(command, key);
  }
}

/** One message, and where in it a service's address, port and protocol stand. */
class Layout {
  readonly bytes: Uint8Array;
  /** Payloads start at multiples of 4, so a 32-bit field is one word in the host's order, as netlink wants it. */
  readonly words: Uint32Array;
  readonly #halves: Uint16Array;
  readonly #protocol: number;
  readonly #address: number;
  readonly #port: number;
  #key: AddressKey | undefined;

  constructor(command: IpvsCommand, family: number) {
    const writer = new MessageWriter();
    writeCommand(writer, family, command);
    this.bytes = writer.datagram.slice();
    this.words = new Uint32Array(this.bytes.buffer);
    this.#halves = new Uint16Array(this.bytes.buffer);
    this.#protocol = this.offset("SERVICE", serviceAttributes.PROTOCOL) / 2;
    this.#address = this.offset("SERVICE", serviceAttributes.ADDR);
    this.#port = this.offset("SERVICE", serviceAttributes.PORT);
  }

  /** Where an attribute's payload stands in the message. */
  offset(nest: "SERVICE" | "DEST", row: Pick<AttributeRow<never>, "number">): number {
    const outer = parseAttributes(this.bytes.subarray(headerBytes + genericHeaderBytes));
    const inner = "value" in outer ? commandAttributes[nest].get(outer.value) : undefined;
    const payload = inner?.get(row.number);
    if (payload === undefined) throw new Error(`attribute ${row.number} is not in what was just written`);
    return payload.byteOffset - this.bytes.byteOffset;
  }

  /** The servers of a service come one after the other, so the key mostly stands there already. */
  fillKey(key: AddressKey): void {
    if (key === this.#key) return;
    this.#key = key;
    this.#halves[this.#protocol] = protocolNumbers[key.protocol];
    this.fillEndpoint(this.#address, this.#port, key);
  }

  fillEndpoint(
    addressAt: number,
    portAt: number,
    { address, port }: Pick<AddressKey, "address" | "port">,
  ): void {
    const { bytes } = this;
    let at = addressAt;
    for (const byte of address.bytes) bytes[at++] = byte;
    bytes[portAt] = port >> 8;
    bytes[portAt + 1] = port & 0xff;
  }
}

class ServiceLayout extends Layout {
  readonly #flags: number;
  readonly #timeout: number;

  constructor(command: ServiceCommand, family: number) {
    super(command, family);
    this.#flags = this.offset("SERVICE", serviceAttributes.FLAGS) / 4;
    this.#timeout = this.offset("SERVICE", serviceAttributes.TIMEOUT) / 4;
  }

  fill({ service }: ServiceCommand, key: AddressKey): Uint8Array {
    this.fillKey(key);
    this.words[this.#flags] = serviceFlags(service);
    this.words[this.#timeout] = service.persistenceTimeoutS;
    return this.bytes;
  }
}

class DestinationLayout extends Layout {
  readonly #address: number;
  readonly #port: number;
  readonly #method: number;
  readonly #weight: number;
  readonly #upperThreshold: number;
  readonly #lowerThreshold: number;

  constructor(command: DestinationCommand, family: number) {
    super(command, family);
    this.#address = this.offset("DEST", destinationAttributes.ADDR);
    this.#port = this.offset("DEST", destinationAttributes.PORT);
    this.#method = this.offset("DEST", destinationAttributes.FWD_METHOD) / 4;
    this.#weight = this.offset("DEST", destinationAttributes.WEIGHT) / 4;
    this.#upperThreshold = this.offset("DEST", destinationAttributes.U_THRESH) / 4;
    this.#lowerThreshold = this.offset("DEST", destinationAttributes.L_THRESH) / 4;
  }

  fill({ destination }: DestinationCommand, key: AddressKey): Uint8Array {
    const { words } = this;
    this.fillKey(key);
    this.fillEndpoint(this.#address, this.#port, destination);
    words[this.#method] = forwardingNumbers(destination.forwarding).method;
    words[this.#weight] = destination.weight;
    words[this.#upperThreshold] = destination.upperThreshold ?? 0;
    words[this.#lowerThreshold] = destination.lowerThreshold ?? 0;
    return this.bytes;
  }
}
