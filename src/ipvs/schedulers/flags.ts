/** The two flags that sh and mh share; each has its own names for them (ipvsadm -b sh-port, mh-port …). */

/** IP_VS_SVC_F_SCHED1: another server when the table's own takes no connections. */
export const FALLBACK = 0x8;
/** IP_VS_SVC_F_SCHED2: the client's port is hashed too. */
export const HASH_PORT = 0x10;
