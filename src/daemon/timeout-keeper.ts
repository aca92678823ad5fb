/** Sets the kernel's IPVS timeouts that lvs_timeouts asks for, and puts back at the end what was there before. */
import type { LvsTimeouts } from "../config/forms/lvs-timeouts.ts";
import type { IpvsTimeouts } from "../ipvs/timeouts.ts";
import type { Ipvs } from "../ports/ipvs.ts";
import type { Log } from "./log.ts";
import { readStateFile, removeStateFile, writeStateFile } from "./state-file.ts";

type TimeoutPort = Pick<Ipvs, "timeouts" | "setTimeouts">;

export class TimeoutKeeper {
  readonly #ipvs: TimeoutPort;
  readonly #log: Log;
  readonly #path: string;
  /** What was there before us; undefined while we have changed nothing. */
  #before: IpvsTimeouts | undefined;

  /** @param path where the former timeouts are kept for a process that comes after one that was killed */
  constructor(ipvs: TimeoutPort, log: Log, path: string) {
    this.#ipvs = ipvs;
    this.#log = log;
    this.#path = path;
    this.#before = parseTimeouts(readStateFile(path));
  }

  /** What is not asked for gets its former value back. 0 changes nothing, as with keepalived and the kernel. */
  reach(wanted: LvsTimeouts | undefined): void {
    if (wanted === undefined) {
      this.#putBack();
      return;
    }
    this.#before ??= this.#ipvs.timeouts();
    this.#remember(this.#before);
    this.#set({
      tcpS: wanted.tcpS || this.#before.tcpS,
      tcpFinS: wanted.tcpfinS || this.#before.tcpFinS,
      udpS: wanted.udpS || this.#before.udpS,
    });
  }

  stop(): void {
    this.#putBack();
  }

  #putBack(): void {
    if (this.#before === undefined) return;
    this.#set(this.#before);
    this.#before = undefined;
    try {
      removeStateFile(this.#path);
    } catch (error) {
      this.#log.warn(`${this.#path} could not be removed: ${(error as Error).message}`);
    }
  }

  #set(timeouts: IpvsTimeouts): void {
    const now = this.#ipvs.timeouts();
    if (now.tcpS === timeouts.tcpS && now.tcpFinS === timeouts.tcpFinS && now.udpS === timeouts.udpS) return;
    const text = `tcp ${timeouts.tcpS} s, tcpfin ${timeouts.tcpFinS} s, udp ${timeouts.udpS} s`;
    const refusal = this.#ipvs.setTimeouts(timeouts);
    if (refusal === undefined) this.#log.info(`IPVS timeouts: ${text}`);
    else this.#log.error(`IPVS timeouts (${text}) could not be set: ${refusal.message} (${refusal.code})`);
  }

  #remember(before: IpvsTimeouts): void {
    try {
      writeStateFile(this.#path, JSON.stringify(before));
    } catch (error) {
      const reason = (error as Error).message;
      this.#log.warn(
        `${this.#path} could not be written, so timeouts could stay changed after a crash: ${reason}`,
      );
    }
  }
}

/** Only what JSON.stringify made of timeouts. */
function parseTimeouts(text: string | undefined): IpvsTimeouts | undefined {
  if (text === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { tcpS, tcpFinS, udpS } = (value ?? {}) as Record<string, unknown>;
  return isSeconds(tcpS) && isSeconds(tcpFinS) && isSeconds(udpS) ? { tcpS, tcpFinS, udpS } : undefined;
}

function isSeconds(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 0x7fff_ffff;
}
