/** A netlink exchange that failed as a whole: a refused dump, an unreadable answer, a missing family. */
export class NetlinkError extends Error {
  /** The errno's name (EPERM), or EBADMSG for an answer that cannot be read. */
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "NetlinkError";
    this.code = code;
  }
}
