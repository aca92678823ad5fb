/** What the configuration's checks and defaults need to know of the host; given as an argument, never looked up here. */
export interface HostFacts {
  readonly hostName: string;
  /** The network interfaces of the namespace; undefined leaves all questions about them unasked. */
  readonly interfaces?: readonly { readonly name: string; readonly loopback: boolean }[];
}
