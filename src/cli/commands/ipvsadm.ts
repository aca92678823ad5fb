/** `vigil ipvsadm`: shows and changes the kernel's IPVS table with the options of ipvsadm 1.31. */
import { readRequest } from "../../ipvs/ipvsadm/read-request.ts";
import { type IpvsadmRequest, usageStatus } from "../../ipvs/ipvsadm/request.ts";
import { type LinuxIpvs, openIpvs } from "../../linux/ipvs.ts";
import { nameResolver } from "../../linux/name-resolver.ts";
import { assertNever } from "../../values/assert-never.ts";
import { readCommandLine } from "../getopt.ts";
import { ipvsadmHelp, ipvsadmVersion } from "./ipvsadm-help.ts";
import { type IpvsadmIo, type IpvsadmTable, sayError } from "./ipvsadm-io.ts";
import { perform, refusedStatus } from "./ipvsadm-perform.ts";

export type IpvsadmName = "ipvsadm" | "ipvsadm-save" | "ipvsadm-restore";

const noTableStatus = 2;
const saveUsageStatus = 1;
const brokenPipeStatus = 141;

/** Runs as one of ipvsadm's three commands and sets the exit status. */
export async function ipvsadmCommand(words: readonly string[], name: IpvsadmName): Promise<void> {
  endWithReader();
  let table: LinuxIpvs | undefined;
  const io: IpvsadmIo = {
    readInput: async () => (await import("node:stream/consumers")).text(process.stdin),
    out: (said) => process.stdout.write(said),
    err: (said) => process.stderr.write(said),
    openTable: () => {
      table ??= openIpvs();
      return table;
    },
    names: nameResolver(),
    hints: process.stderr.isTTY === true,
  };
  try {
    process.exitCode = await runAs(name, words, io);
  } finally {
    table?.close();
  }
}

/** Whoever reads the output may stop early (`| head`): then this ends as by SIGPIPE, which Node ignores. */
function endWithReader(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(brokenPipeStatus);
  });
}

/** The two scripts beside ipvsadm know little: one takes -n, the other ignores its words. */
export async function runAs(name: IpvsadmName, words: readonly string[], io: IpvsadmIo): Promise<number> {
  switch (name) {
    case "ipvsadm":
      return runIpvsadm(words, io);
    case "ipvsadm-save": {
      const { options, errors } = readCommandLine(words, [{ name: "numeric", short: "n", argument: "none" }]);
      if (errors.length === 0) return runIpvsadm(options.length === 0 ? ["-S"] : ["-S", "-n"], io);
      io.err(
        "ipvsadm-save [-n]: prints the IPVS table as lines for ipvsadm-restore; -n: addresses and ports as numbers\n",
      );
      return saveUsageStatus;
    }
    case "ipvsadm-restore": {
      const cleared = await runIpvsadm(["-C"], io);
      return cleared === 0 ? runIpvsadm(["-R"], io) : cleared;
    }
    default:
      return assertNever(name);
  }
}

/** Answers the exit status; everything that can go wrong is said through `io`. */
export async function runIpvsadm(words: readonly string[], io: IpvsadmIo): Promise<number> {
  const reading = readRequest(words, io.names, "shell");
  if ("request" in reading && isAboutItself(reading.request)) {
    io.out(reading.request.kind === "help" ? ipvsadmHelp : ipvsadmVersion);
    return 0;
  }
  const table = open(io);
  if (table === undefined) return noTableStatus;
  if ("error" in reading) {
    sayError(io, reading.error.message);
    return usageStatus[reading.error.kind];
  }
  try {
    return await carryOut(reading.request, table, io);
  } catch (error) {
    if (!isFailedExchange(error)) throw error;
    sayError(io, `the kernel broke off (${error.message}): look with -L -n at what was done, and try again`);
    return refusedStatus;
  }
}

function isAboutItself({ kind }: IpvsadmRequest): boolean {
  return kind === "help" || kind === "version";
}

function open(io: IpvsadmIo): IpvsadmTable | undefined {
  try {
    return io.openTable();
  } catch (error) {
    if (!isFailedExchange(error)) throw error;
    sayError(io, error.message);
    return undefined;
  }
}

/** Errors of an exchange with the kernel have an errno's name, those of a missing addon or of a kernel without IPVS ours; others are mistakes of ours. */
const exchangeCodes = /^(E[A-Z0-9]+|ERR_VIGIL_ADDON|ERR_NO_IPVS)$/;

function isFailedExchange(error: unknown): error is Error {
  return error instanceof Error && "code" in error && exchangeCodes.test(String(error.code));
}

async function carryOut(request: IpvsadmRequest, table: IpvsadmTable, io: IpvsadmIo): Promise<number> {
  if (request.kind === "restore") {
    const { restore } = await import("./ipvsadm-restore.ts");
    return restore(request.strict, table, io);
  }
  const { status, refusal } = await perform(request, table, io);
  if (refusal !== undefined) sayError(io, refusal);
  return status;
}
