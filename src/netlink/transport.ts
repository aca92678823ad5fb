/** What the codec needs of a netlink socket: one synchronous exchange with the kernel. */

export interface NetlinkTransport {
  /**
   * Sends one datagram of one or more netlink messages and reads replies until `isComplete` says so of the datagrams read
   * so far. Requests to the kernel are processed inside sendmsg, so the replies are readable at once and nothing waits.
   * Throws an Error with `code`, `errno` and `syscall`; ENOBUFS when replies were lost, EAGAIN after the receive timeout.
   */
  exchange(request: Uint8Array, isComplete: (datagram: Uint8Array) => boolean): Uint8Array[];
  close(): void;
}
