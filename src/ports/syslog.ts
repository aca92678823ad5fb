/** A line's way to the system log. */
export interface SystemLog {
  /** Hands over one datagram without waiting; false when the log is there but cannot take it now, so that the line is lost. */
  send(datagram: Uint8Array): boolean;
}
