/** One fact of keepalived's configuration language: a file, what `-t` answers, and what the file means. */
import type { Config } from "../../../src/config/model.ts";
import type { OracleCase } from "../../oracle/oracle.ts";

/** The name begins with the section of the language and the fact. */
export interface LanguageCase extends OracleCase {
  /** What our `-t` ends with. */
  readonly exit: number;
  /** The lines that have a message, of whichever file. */
  readonly messages: readonly number[];
  /** Where messages do not tell: a part of the model, and what it is. */
  readonly model?: (config: Config | undefined) => unknown;
  readonly is?: unknown;
  /** What the daemon ends with on this file; 0 when it runs. */
  readonly daemon?: number;
}

export function lines(...text: readonly string[]): string {
  return text.map((line) => `${line}\n`).join("");
}

/** What an instance needs, around the lines that matter; those stand from line 4 on. */
export const head = ["vrrp_instance V {", "interface eth0", "virtual_router_id 51"];
export const tail = ["virtual_ipaddress {", "10.0.0.9", "}", "}"];
