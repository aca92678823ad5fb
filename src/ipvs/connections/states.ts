/** What the kernel's connection states mean, and what happens when the time behind one is over. */
import type { IpvsTimeouts } from "../timeouts.ts";

/** The kernel's own timeouts (net/netfilter/ipvs), but for the three that ipvsadm --set changes. */
const tcpStates: Readonly<Record<string, readonly [meaning: string, timeoutS: number | keyof IpvsTimeouts]>> =
  {
    NONE: ["just begun, no packet has told its state", 2],
    SYN_SENT: ["the server began it and waits for the answer", 120],
    SYN_RECV: ["the client's SYN went to the server; the handshake is not done", 60],
    SYNACK: ["the server's answer went to the client; the handshake is not done", 120],
    ESTABLISHED: ["open", "tcpS"],
    FIN_WAIT: ["one side has closed", "tcpFinS"],
    TIME_WAIT: ["both sides have closed", 120],
    CLOSE: ["closed, or ended by a reset", 10],
    CLOSE_WAIT: ["the client has closed, the server not yet", 60],
    LAST_ACK: ["both sides have closed, one acknowledgement is missing", 30],
    LISTEN: ["expected by a protocol helper such as FTP's", 120],
  };

const sctpStates: Readonly<Record<string, string>> = {
  NONE: "just begun, no packet has told its state",
  INIT1: "the client's INIT went to the server",
  INIT: "the handshake is not done: INIT",
  "C-SENT": "the handshake is not done: the cookie is on its way",
  "C-REPLIED": "the handshake is not done: the cookie came back",
  "C-WAIT": "the handshake is not done: the cookie is waited for",
  COOKIE: "the handshake is not done: the cookie is being checked",
  "C-ECHOED": "the handshake is not done: the cookie was echoed",
  ESTABLISHED: "open",
  "S-SENT": "one side has begun to close",
  "S-RECEIVED": "one side has begun to close",
  "S-ACK-SENT": "both sides have closed, one acknowledgement is missing",
  REJECTED: "refused",
  CLOSED: "closed",
};

const defaults: IpvsTimeouts = { tcpS: 900, tcpFinS: 120, udpS: 300 };

/** One sentence; `timeouts` are this kernel's where they could be read. Templates have a sentence of their own. */
export function stateMeaning(protocol: string, state: string, timeouts: IpvsTimeouts = defaults): string {
  if (protocol === "TCP") {
    const known = tcpStates[state];
    if (known === undefined) return "a state that this program does not know";
    const [meaning, time] = known;
    const seconds = typeof time === "number" ? time : timeouts[time];
    return `${meaning}; forgotten ${seconds} s after its last packet`;
  }
  if (protocol === "UDP") {
    return `UDP has no states; forgotten ${timeouts.udpS} s after its last packet`;
  }
  const known = protocol === "SCTP" ? sctpStates[state] : undefined;
  return `${known ?? "a state that this program does not know"}; forgotten when the time is over without a packet`;
}
