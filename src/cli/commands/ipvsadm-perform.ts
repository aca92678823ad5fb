/** One request of `vigil ipvsadm`, carried out. */
import type { VirtualServerKey } from "../../config/model.ts";
import { type EndpointNames, numericNames } from "../../ipvs/ipvsadm/endpoint-text.ts";
import { changeHints, saveHints } from "../../ipvs/ipvsadm/hints.ts";
import { refusalText } from "../../ipvs/ipvsadm/refusal-text.ts";
import type { ChangeRequest, IpvsadmRequest, RefusableRequest } from "../../ipvs/ipvsadm/request.ts";
import type { SyncDaemon } from "../../ipvs/sync-daemon.ts";
import type { IpvsCommand } from "../../ipvs/table.ts";
import type { KernelRefusal } from "../../ports/routing.ts";
import { assertNever } from "../../values/assert-never.ts";
import { ipvsadmHelp, ipvsadmVersion } from "./ipvsadm-help.ts";
import { type IpvsadmIo, type IpvsadmTable, sayError } from "./ipvsadm-io.ts";

export const refusedStatus = 255;
const IFNAMSIZ = 16;

export interface Performed {
  readonly status: number;
  /** Why the kernel refused, with the remedy. */
  readonly refusal?: string;
}

const done: Performed = { status: 0 };

/** Throws NetlinkError where the exchange with the kernel fails. */
export async function perform(
  request: Exclude<IpvsadmRequest, { kind: "restore" }>,
  table: IpvsadmTable,
  io: IpvsadmIo,
): Promise<Performed> {
  switch (request.kind) {
    case "change":
      return change(request, table, io);
    case "flush":
      return settled(request, table.flush());
    case "zero":
      return settled(request, table.zero(request.key));
    case "set-timeouts":
      return settled(request, table.setTimeouts(request.timeouts));
    case "start-daemon":
      return settled(request, start(request.daemon, table));
    case "stop-daemon":
      return settled(request, table.stopDaemon(request.role));
    case "list": {
      const { printListing } = await import("./ipvsadm-list.ts");
      const { text, status, message } = await printListing(request.options, table, request.as);
      io.out(text);
      if (message !== undefined) sayError(io, message);
      return { status };
    }
    case "save":
      return save(request.numeric, table, io);
    case "help":
      io.out(ipvsadmHelp);
      return done;
    case "version":
      io.out(ipvsadmVersion);
      return done;
    default:
      return assertNever(request);
  }
}

/** An interface's name is shorter than IFNAMSIZ; of a longer one the kernel says only that a number is out of its range. */
function start(daemon: SyncDaemon, table: IpvsadmTable): KernelRefusal | undefined {
  if (daemon.interfaceName.length < IFNAMSIZ) return table.startDaemon(daemon);
  return { code: "ENODEV", message: "no such device" };
}

export function settled(request: RefusableRequest, refusal: KernelRefusal | undefined): Performed {
  if (refusal === undefined) return done;
  return { status: refusedStatus, refusal: refusalText(request, refusal) };
}

function change(request: ChangeRequest, table: IpvsadmTable, io: IpvsadmIo): Performed {
  const { command } = request;
  const before = io.hints && isEdit(command) ? table.readService(keyOf(command)) : undefined;
  const performed = settled(request, table.apply([command])[0]);
  if (io.hints && performed.refusal === undefined) note(io, changeHints(request, before));
  return performed;
}

function isEdit({ kind }: IpvsCommand): boolean {
  return kind === "edit-service" || kind === "edit-destination";
}

function keyOf(command: IpvsCommand): VirtualServerKey {
  return "service" in command ? command.service.key : command.key;
}

async function save(numeric: boolean, table: IpvsadmTable, io: IpvsadmIo): Promise<Performed> {
  const { saveText } = await import("../../ipvs/ipvsadm/save.ts");
  const services = table.readListing({ counters: false, servers: true });
  let names: EndpointNames = numericNames;
  if (!numeric) {
    const { addressesOf, hostEndpointNames } = await import("./ipvsadm-list.ts");
    names = await hostEndpointNames(addressesOf(services));
  }
  io.out(saveText(services, names));
  if (io.hints) note(io, saveHints(services));
  return done;
}

function note(io: IpvsadmIo, sentences: readonly string[]): void {
  for (const sentence of sentences) sayError(io, `note: ${sentence}`);
}
