/** A host by address or name, and perhaps a port behind it. */
import { wordText } from "../line.ts";
import { port } from "./address.ts";
import { accepted, missing, refused, type ValueForm } from "./form.ts";

export interface HostAndPort {
  /** As written: it is looked up when it is needed. */
  readonly host: string;
  readonly port: number;
}

/** A name must be known to the resolver when the file is read, as keepalived has it. */
export function hostAndPort(defaultPort: number): ValueForm<HostAndPort> {
  const wanted = `the address or name of a host, and perhaps a port (${defaultPort} without)`;
  return {
    syntax: "<ip-or-host> [<port>]",
    wanted,
    maxWords: 2,
    read([hostWord, portWord], context) {
      if (hostWord === undefined) return missing(wanted);
      const host = wordText(hostWord);
      const reading = portWord === undefined ? accepted(defaultPort) : port.read([portWord], context);
      if (reading.ok !== true) return refused("value-invalid", `'${portWord?.raw}' is no port`, 1);
      if (host === "" || context.host.resolves?.(host) === false) {
        return refused("value-invalid", `'${host}' is neither an IP address nor a name that can be resolved`);
      }
      return accepted({ host, port: reading.value });
    },
    print: (value) => `${value.host} ${value.port}`,
  };
}
