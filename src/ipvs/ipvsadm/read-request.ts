/** The words of a command line of ipvsadm 1.31 as a request, with the errors that it finds, in the order in which it finds them. */
import { assertNever } from "../../values/assert-never.ts";
import type { SyncRole } from "../sync-daemon.ts";
import { checkCombination } from "./combinations.ts";
import { Draft, mostTimeoutS, noNumber } from "./draft.ts";
import { changeServer, changeService, listRequest, startDaemon } from "./draft-request.ts";
import { OptionWords, type ReadOption } from "./option-words.ts";
import type { ActiveCommand } from "./options.ts";
import type { IpvsadmRequest, UsageError } from "./request.ts";
import { readSchedulerFlags } from "./scheduler-flags.ts";
import { type NameResolver, readNumber } from "./values.ts";

export type Reading = { readonly request: IpvsadmRequest } | { readonly error: UsageError };

const timeoutCount = 3;

/** A line of -R may not restore in its turn. */
export function readRequest(
  words: readonly string[],
  names: NameResolver,
  from: "shell" | "restore",
): Reading {
  if (words.length === 0) return { request: listRequest(new Draft(names)) };
  const options = new OptionWords(words);
  const first = options.next();
  if (first?.kind !== "option" || first.entry.means.kind !== "command") return noCommand(from);
  const { command } = first.entry.means;
  if (command === "help" || command === "version") return { request: { kind: command } };
  if (command === "restore" && from === "restore") return noCommand(from);
  const role = roleOf(first.value);
  if (role === undefined) {
    return wrong(`'${first.value}' is no role of a synchronisation daemon: write master or backup`);
  }
  const draft = new Draft(names);
  for (let option = options.next(); option !== undefined; option = options.next()) {
    if (option.kind === "unreadable") return unreadable(option);
    if (option.entry.means.kind === "command") {
      return wrong(`'${option.word}' is a second command: give one command at a time`);
    }
    const mistake = draft.take(option.entry, option.value);
    if (mistake !== undefined) return wrong(mistake);
  }
  return complete(command, role, draft, options.rest);
}

/** All options have been read. */
function complete(command: ActiveCommand, role: SyncRole, draft: Draft, rest: readonly string[]): Reading {
  const timeouts = command === "set" ? readTimeouts(rest) : undefined;
  if (typeof timeouts === "string") return wrong(timeouts);
  const surplus = rest[timeouts === undefined ? 0 : timeoutCount];
  if (surplus !== undefined) return wrong(`'${surplus}' belongs to no option: leave it out`);
  const flags = readSchedulerFlags(draft.flagsText, draft.scheduler);
  if (typeof flags === "string") return wrong(flags);
  const mistake = checkCombination(command, draft);
  if (mistake !== undefined) return wrong(mistake);
  switch (command) {
    case "add-service":
    case "edit-service":
    case "delete-service":
      return { request: changeService(command, draft, flags) };
    case "add-server":
    case "edit-server":
    case "delete-server":
      return { request: changeServer(command, draft) };
    case "flush":
      return { request: { kind: "flush" } };
    case "zero":
      return { request: { kind: "zero", ...(draft.key === undefined ? {} : { key: draft.key }) } };
    case "list":
      return { request: listRequest(draft) };
    case "save":
      return { request: { kind: "save", numeric: draft.given.has("numeric") } };
    case "restore":
      return { request: { kind: "restore", strict: draft.given.has("strict") } };
    case "set": {
      const [tcpS = 0, tcpFinS = 0, udpS = 0] = timeouts ?? [];
      return { request: { kind: "set-timeouts", timeouts: { tcpS, tcpFinS, udpS } } };
    }
    case "start-daemon":
      return { request: startDaemon(draft, role) };
    case "stop-daemon":
      return { request: { kind: "stop-daemon", role } };
    default:
      return assertNever(command);
  }
}

/** Commands without a role take any. */
function roleOf(value: string | undefined): SyncRole | undefined {
  if (value === undefined || value === "master") return "master";
  return value === "backup" ? "backup" : undefined;
}

/** The three numbers of --set, or what is wrong with them. */
function readTimeouts(words: readonly string[]): readonly number[] | string {
  if (words.length < timeoutCount) {
    return "--set takes three numbers of seconds, TCP, TCP after FIN and UDP, such as --set 900 120 300; 0 leaves one as it is";
  }
  const timeouts: number[] = [];
  for (const word of words.slice(0, timeoutCount)) {
    const timeoutS = readNumber(word, 0, mostTimeoutS);
    if (timeoutS === undefined) return noNumber(word, "timeout", 0, mostTimeoutS, "seconds");
    timeouts.push(timeoutS);
  }
  return timeouts;
}

function wrong(message: string): Reading {
  return { error: { kind: "wrong", message } };
}

function noCommand(from: "shell" | "restore"): Reading {
  const message =
    from === "shell"
      ? "the first option must be a command, such as -L -n or -A -t 10.0.0.1:80: -h shows all of them"
      : "a line must begin with a command, such as -A -t 10.0.0.1:80, other than -R";
  return { error: { kind: "no-command", message } };
}

function unreadable({ reason, word }: Extract<ReadOption, { kind: "unreadable" }>): Reading {
  return { error: { kind: "unreadable", message: unreadableText(reason, word) } };
}

function unreadableText(reason: "unknown" | "no-value" | "no-argument", word: string): string {
  switch (reason) {
    case "unknown":
      return `'${word}' has an option that does not exist: -h shows all of them`;
    case "no-value":
      return `${word} needs a value behind it`;
    case "no-argument":
      return `'${word}' gives a value to an option that takes none`;
    default:
      return assertNever(reason);
  }
}
