/** The name of a network interface, looked for among the host's. */
import type { HostFacts } from "../host-facts.ts";
import { wordText } from "../line.ts";
import { accepted, missing, type Reading, type Remark, refused, type ValueForm } from "./form.ts";

/** Bytes of a name without its terminating zero (IFNAMSIZ - 1, linux/if.h). */
export const NAME_BYTES = 15;
const wanted = "the name of a network interface";

/** Whether the kernel takes it for a new interface's name (dev_valid_name). */
export function isUsableName(name: string): boolean {
  return name !== "" && name.length <= NAME_BYTES && !/[/:\s]/.test(name) && name !== "." && name !== "..";
}

/** An interface that advertisements can run on: not the loopback, and it must exist. */
export const interfaceName: ValueForm<string> = {
  syntax: "<interface>",
  range: { max: NAME_BYTES, unit: "chars" },
  wanted,
  maxWords: 1,
  read(words, context) {
    const word = words[0];
    if (word === undefined) return missing(wanted);
    const name = wordText(word);
    if (word.raw.length > NAME_BYTES) return tooLong(name);
    if (context.host.interfaces?.find((candidate) => candidate.name === name)?.loopback === true) {
      return refused("interface-loopback", `VRRP cannot run on the loopback interface '${name}'`);
    }
    return accepted(name, ...interfaceRemarks(name, context.host, 0));
  },
  print: (name) => name,
};

/** A name that nothing is asked about: the interface may come later. */
export const futureInterfaceName: ValueForm<string> = {
  syntax: "<interface>",
  range: { max: NAME_BYTES, unit: "chars" },
  wanted,
  maxWords: 1,
  read([word]) {
    if (word === undefined) return missing(wanted);
    return word.raw.length > NAME_BYTES ? tooLong(wordText(word)) : accepted(wordText(word));
  },
  print: (name) => name,
};

function tooLong<T>(name: string): Reading<T> {
  return refused("value-invalid", `'${name}' is longer than the ${NAME_BYTES} bytes of an interface name`);
}

/** A name that is not looked for on the host. */
export const deviceName: ValueForm<string> = {
  syntax: "<interface>",
  wanted,
  maxWords: 1,
  read: ([word]) => (word === undefined ? missing(wanted) : accepted(wordText(word))),
  print: (name) => name,
};

/** Any interface, the loopback too; it must exist. */
export const networkInterface: ValueForm<string> = {
  ...interfaceName,
  read(words, context) {
    const word = words[0];
    if (word === undefined) return missing(wanted);
    const name = wordText(word);
    return accepted(name, ...interfaceRemarks(name, context.host, 0));
  },
};

/** A name that the host does not have: VRRP does not start then, which `-t` counts among the errors (exit 5). */
export function interfaceRemarks(name: string, host: HostFacts, word: number): Remark[] {
  if (host.interfaces === undefined || host.interfaces.some((candidate) => candidate.name === name))
    return [];
  const present = host.interfaces
    .filter((candidate) => !candidate.loopback)
    .map((candidate) => candidate.name);
  const choices =
    present.length === 0 ? "has none but the loopback" : `has ${present.slice(0, 8).join(", ")}`;
  return [
    {
      code: "interface-missing",
      text: `there is no interface '${name}' (this host ${choices}), so VRRP cannot start; create it or correct the name`,
      word,
      severity: "fatal",
      exit: { daemon: 2, test: 5, aborts: false },
    },
  ];
}
