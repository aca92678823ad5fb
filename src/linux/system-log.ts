/** syslog's socket: datagrams to /dev/log, sent without waiting, opened anew when the daemon behind it was restarted. */
import { Socket } from "../dgram-ext/index.ts";
import type { SystemLog } from "../ports/syslog.ts";

const path = "/dev/log";

export function openSystemLog(): SystemLog {
  let socket: Socket | undefined;
  const attempt = (datagram: Uint8Array): "sent" | "full" | "nobody" => {
    try {
      if (socket === undefined) {
        socket = Socket.open("unix", "datagram");
        socket.connect({ family: "unix", path });
      }
      socket.send(datagram);
      return "sent";
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EAGAIN") return "full";
      socket?.close();
      socket = undefined;
      return "nobody";
    }
  };
  return {
    send(datagram) {
      const first = attempt(datagram);
      // The socket may be that of a syslog daemon that has since been restarted.
      return (first === "nobody" ? attempt(datagram) : first) !== "full";
    },
  };
}
