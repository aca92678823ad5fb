/** What to say of an interface that a list of the top level names and the host does not have. */
import type { HostFacts } from "../host-facts.ts";
import type { Remark } from "./form.ts";
import { interfaceRemarks } from "./interface-name.ts";

/** keepalived looks no further at such a line, and its test ends otherwise than for an instance's interface: with 4. */
export function missingInterface(name: string, host: HostFacts): Remark | undefined {
  const [remark] = interfaceRemarks(name, host, 0);
  return remark === undefined ? undefined : { ...remark, exit: { daemon: 2, test: 4, aborts: false } };
}
