/** Changes of this host as lines for people and as data for programs. */
import { changeTexts, type HostChange, settingName } from "../realserver/change.ts";
import { formatAddress } from "../values/address.ts";
import { assertNever } from "../values/assert-never.ts";

export function changeLines(changes: readonly HostChange[]): readonly string[] {
  return changes.flatMap(changeTexts);
}

/** One flat object a change. */
export function changeJson(change: HostChange): object {
  switch (change.kind) {
    case "add-address":
    case "remove-address": {
      const { address, prefixLength, interfaceName } = change.address;
      return {
        kind: change.kind,
        address: `${formatAddress(address)}/${prefixLength}`,
        interface: interfaceName,
      };
    }
    case "link-up":
    case "link-down":
      return { kind: change.kind, interface: change.interfaceName };
    case "setting":
      return { kind: change.kind, setting: settingName(change.path), from: change.from, to: change.to };
    default:
      return assertNever(change);
  }
}

export function printLines(lines: readonly string[]): void {
  if (lines.length > 0) process.stdout.write(`${lines.join("\n")}\n`);
}

export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, undefined, 2)}\n`);
}

/** On standard error, each with the command's name. */
export function say(command: string, lines: readonly string[]): void {
  for (const line of lines) process.stderr.write(`${command}: ${line}\n`);
}
