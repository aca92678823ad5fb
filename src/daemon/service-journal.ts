/** The journal of the IPVS table on disk: what is ours and who is dead, for the process that comes after this one. */
import { formatJournal, type IpvsJournal, parseJournal } from "../ipvs/journal.ts";
import type { Log } from "./log.ts";
import { readStateFile, removeStateFile, writeStateFile } from "./state-file.ts";

const empty: IpvsJournal = { services: [], deadServers: [] };

export class ServiceJournal {
  readonly #path: string;
  readonly #log: Log;
  #value: IpvsJournal;

  constructor(path: string, log: Log) {
    this.#path = path;
    this.#log = log;
    const journal = readJournal(path);
    if ("reason" in journal) {
      log.warn(`${path} is not usable (${journal.reason}): services of an earlier run may be left`);
    }
    this.#value = "value" in journal ? journal.value : empty;
  }

  get value(): IpvsJournal {
    return this.#value;
  }

  /** Before the kernel is asked; a full disk must not keep a dead server in the table. */
  write(journal: IpvsJournal): void {
    this.#value = journal;
    try {
      writeStateFile(this.#path, formatJournal(journal));
    } catch (error) {
      const reason = (error as Error).message;
      this.#log.warn(
        `${this.#path} could not be written, so services could be left after a crash: ${reason}`,
      );
    }
  }

  remove(): void {
    try {
      removeStateFile(this.#path);
    } catch (error) {
      this.#log.warn(`${this.#path} could not be removed: ${(error as Error).message}`);
    }
  }
}

/** An empty journal where there is no file. */
export function readJournal(path: string): ReturnType<typeof parseJournal> {
  const text = readStateFile(path);
  return text === undefined ? { value: empty } : parseJournal(text);
}
