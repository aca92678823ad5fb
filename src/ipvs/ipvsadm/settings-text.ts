/** Timeouts and synchronisation daemons as `ipvsadm -L --timeout` and `-L --daemon` print them. */
import type { SyncDaemon } from "../sync-daemon.ts";
import type { IpvsTimeouts } from "../timeouts.ts";
import { inetText } from "./endpoint-text.ts";

export function timeoutsText({ tcpS, tcpFinS, udpS }: IpvsTimeouts): string {
  return `Timeout (tcp tcpfin udp): ${tcpS} ${tcpFinS} ${udpS}\n`;
}

/** The master first; nothing where none runs. */
export function daemonsText(daemons: readonly SyncDaemon[]): string {
  const ordered = daemons.toSorted((a, b) => Number(a.role === "backup") - Number(b.role === "backup"));
  return ordered.map(daemonLine).join("");
}

function daemonLine({ role, interfaceName, syncid, maxLength, group, port, ttl }: SyncDaemon): string {
  const wire = [
    ...(maxLength === undefined ? [] : [`maxlen=${maxLength}`]),
    ...(group === undefined ? [] : [`group=${inetText(group)}`]),
    ...(port === undefined ? [] : [`port=${port}`]),
    ...(ttl === undefined ? [] : [`ttl=${ttl}`]),
  ];
  return `${role} sync daemon (${[`mcast=${interfaceName}`, `syncid=${syncid}`, ...wire].join(", ")})\n`;
}
