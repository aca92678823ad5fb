/** systemd's readiness protocol (sd_notify(3)): the parent alone says READY, RELOADING and STOPPING. */

/** Sends one datagram to NOTIFY_SOCKET; does nothing where there is none. */
export type Notify = (state: string) => void;

/** `send` takes the socket's path (abstract when it begins with "@") and the text; errors are the caller's to log. */
export function openNotify(
  environment: NodeJS.ProcessEnv,
  send: (path: string, text: string) => void,
  onError: (error: unknown) => void,
): Notify {
  const path = environment.NOTIFY_SOCKET;
  if (path === undefined || !/^[/@]./.test(path)) return () => {};
  return (state) => {
    try {
      send(path, state);
    } catch (error) {
      onError(error);
    }
  };
}
