/** `vigil ipvsadm` on the kernel model: what it prints, its status, and the requests that went out. */

import { type IpvsadmName, runAs } from "../../src/cli/commands/ipvsadm.ts";
import type { IpvsadmIo, IpvsadmTable } from "../../src/cli/commands/ipvsadm-io.ts";
import type { IpvsCommand, IpvsTable } from "../../src/ipvs/table.ts";
import { testNames } from "../ipvs/ipvsadm/read.ts";
import { ModelIpvs } from "../ipvs/model-ipvs.ts";

export interface ModelRun {
  readonly status: number;
  readonly out: string;
  readonly err: readonly string[];
  readonly commands: readonly IpvsCommand[];
  /** How many commands each request to the kernel held. */
  readonly batches: readonly number[];
  readonly flushes: number;
}

export interface ModelOptions {
  readonly table?: IpvsTable;
  readonly input?: string;
  readonly hints?: boolean;
  readonly name?: IpvsadmName;
  readonly openTable?: () => IpvsadmTable;
}

function unasked(): never {
  throw new Error("not part of the model");
}

export async function runOnModel(line: string, options: ModelOptions = {}): Promise<ModelRun> {
  const model = new ModelIpvs(options.table ?? { services: [] });
  const batches: number[] = [];
  let flushes = 0;
  const table: IpvsadmTable = {
    apply: (commands) => {
      batches.push(commands.length);
      return model.apply(commands);
    },
    readService: (key) => model.readService(key),
    flush: () => {
      flushes++;
      return undefined;
    },
    readListing: () => [],
    readServers: () => [],
    info: unasked,
    zero: () => undefined,
    timeouts: unasked,
    setTimeouts: unasked,
    daemons: unasked,
    startDaemon: unasked,
    stopDaemon: () => ({ code: "ESRCH", message: "no such object" }),
  };
  let out = "";
  let err = "";
  const io: IpvsadmIo = {
    readInput: async () => options.input ?? "",
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    openTable: options.openTable ?? (() => table),
    names: testNames,
    hints: options.hints ?? false,
  };
  const words = line.split(" ").filter((word) => word !== "");
  const status = await runAs(options.name ?? "ipvsadm", words, io);
  const lines = err.split("\n").filter((text) => text !== "");
  return { status, out, err: lines, commands: model.commands, batches, flushes };
}
