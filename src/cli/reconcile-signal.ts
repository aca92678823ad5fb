/** SIGRTMIN+10, which keepalived does not use: the parent has the IPVS table compared and repaired at once. */
export const reconcileSignal = 44;
