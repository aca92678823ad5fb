/** Reads the events of a transcript file and writes the file anew with what the machine makes of them. */
import type { VrrpInstanceConfig } from "../../src/config/model.ts";
import { formatAddress } from "../../src/values/address.ts";
import { advance } from "../../src/vrrp/advance.ts";
import type { VrrpEffect } from "../../src/vrrp/effect.ts";
import type { Occurrence } from "../../src/vrrp/event.ts";
import { createInstance, nextDeadlineUs, type VrrpInstance } from "../../src/vrrp/instance.ts";
import {
  advertPacket,
  ip,
  SAMPLE_SOURCE,
  type SampleAdvert,
  SECOND_US,
  sampleConfig,
  virtualAddress,
} from "./sample-instance.ts";

const INDENT = " ".repeat(12);

/** Name and value pairs after the first word: `from=172.16.1.2 priority=150`. */
type Settings = Readonly<Record<string, string>>;

/**
 * A transcript has comments (`#`), a line `router ...`, and lines `seconds event ...`. Indented lines and lines with the
 * event `timer` are the machine's answers: they are dropped on reading and written anew.
 */
export function replay(text: string): string {
  const player = new Player();
  return text
    .split("\n")
    .flatMap((line) => (isAnswer(line) ? [] : [...player.play(line)]))
    .join("\n");
}

function isAnswer(line: string): boolean {
  return line.startsWith(INDENT) || /^ *[\d.]+ {2}timer$/.test(line);
}

class Player {
  #instance: VrrpInstance = createInstance(sampleConfig());
  #unread: Occurrence[] = [];
  #stopped = false;

  play(line: string): readonly string[] {
    if (line.trim() === "" || line.startsWith("#")) return [line];
    const [first = "", event = "", ...words] = line.trim().split(/ +/);
    if (first === "router") {
      this.#instance = createInstance(readConfig(settings([event, ...words])));
      return [line];
    }
    const atUs = Math.round(Number(first) * SECOND_US);
    const timers = this.#stopped ? [] : this.#runTimers(atUs);
    return [...timers, line, ...this.#happen(event, settings(words), atUs)];
  }

  /** As a driver that is never late. */
  #runTimers(untilUs: number): readonly string[] {
    const lines: string[] = [];
    for (;;) {
      const deadlineUs = nextDeadlineUs(this.#instance);
      if (deadlineUs === undefined || deadlineUs >= untilUs) return lines;
      const answers = this.#advance([], deadlineUs);
      lines.push(`${(deadlineUs / SECOND_US).toFixed(6).padStart(10)}  timer`, ...answers);
    }
  }

  #happen(event: string, set: Settings, atUs: number): readonly string[] {
    if (event === "stopped") {
      this.#stopped = true;
      return [];
    }
    if (event === "continued") {
      this.#stopped = false;
      return this.#advance(this.#unread.splice(0), atUs);
    }
    if (event === "end") return this.#advance([], atUs);
    const occurrence = this.#read(event, set);
    if (!this.#stopped) return this.#advance([occurrence], atUs);
    this.#unread.push(occurrence);
    return [`${INDENT}(unread)`];
  }

  #read(event: string, set: Settings): Occurrence {
    const source =
      set.source === undefined ? SAMPLE_SOURCE : set.source === "none" ? undefined : ip(set.source);
    switch (event) {
      case "start": {
        const facts = { linkUp: set.link !== "down", sourceAddress: source };
        return {
          kind: "start",
          facts,
          leftovers: (set.leftovers ?? "")
            .split(",")
            .filter(Boolean)
            .map((a) => virtualAddress(a)),
        };
      }
      case "advert":
        return { kind: "packet", packet: advertPacket(readAdvert(set)) };
      case "link":
        return { kind: "link", up: set.is === "up" };
      case "source-address":
        return { kind: "source-address", address: source };
      case "address-gone":
        return { kind: "virtual-address-gone", address: virtualAddress(set.address ?? "") };
      case "reload":
        return { kind: "reconfigure", config: readConfig(set) };
      case "stop":
        return { kind: "stop" };
      default:
        throw new Error(`unknown event: ${event}`);
    }
  }

  #advance(occurrences: readonly Occurrence[], atUs: number): readonly string[] {
    const before = this.#instance.phase.state;
    const { instance, effects } = advance(this.#instance, occurrences, atUs);
    this.#instance = instance;
    const after = instance.phase.state;
    const deadlineUs = nextDeadlineUs(instance);
    const next =
      deadlineUs === undefined ? "nothing pending" : `next at ${(deadlineUs / SECOND_US).toFixed(6)}`;
    const state = before === after ? after : `${before} -> ${after}`;
    return [...effects.map((effect) => INDENT + describe(effect)), `${INDENT}[${state}, ${next}]`];
  }
}

function settings(words: readonly string[]): Settings {
  return Object.fromEntries(words.map((word) => word.split("=") as [string, string]));
}

function readConfig(set: Settings): VrrpInstanceConfig {
  const addresses = (set.addresses ?? "172.16.1.100").split(",").map((text) => virtualAddress(text));
  return sampleConfig({
    priority: Number(set.priority ?? 100),
    preempt: set.preempt !== "no",
    initialState: set.state === "MASTER" ? "MASTER" : "BACKUP",
    advertIntervalUs: Number(set.interval ?? 1) * SECOND_US,
    virtualAddresses: addresses,
  });
}

function readAdvert(set: Settings): SampleAdvert {
  return {
    ...(set.from === undefined ? {} : { from: set.from }),
    ...(set.priority === undefined ? {} : { priority: Number(set.priority) }),
    ...(set.ttl === undefined ? {} : { ttl: Number(set.ttl) }),
    ...(set.interval === undefined ? {} : { advertIntervalS: Number(set.interval) }),
    ...(set.addresses === undefined ? {} : { addresses: set.addresses.split(",") }),
    ...(set.password === undefined ? {} : { password: [...Buffer.from(set.password.padEnd(8, "\0"))] }),
  };
}

function describe(effect: VrrpEffect): string {
  switch (effect.kind) {
    case "send-advert":
      return `send advert priority ${effect.priority}`;
    case "add-addresses":
      return `add ${effect.addresses.map(({ address }) => formatAddress(address)).join(" ")}`;
    case "remove-addresses":
      return `remove ${effect.addresses.map(({ address }) => formatAddress(address)).join(" ")}`;
    case "gratuitous-arp":
      return `gratuitous ARP ${effect.repeat} x ${effect.addresses.map(({ address }) => formatAddress(address)).join(" ")}`;
    case "transition":
      return `notify ${effect.to} (${effect.reason.kind})`;
    case "log":
      return `log ${effect.level}: ${effect.text}`;
  }
}
