"""Stands for systemd's NOTIFY_SOCKET: prints each datagram on one line, after the pid of its sender."""
import socket
import struct
import sys

listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
listener.bind(sys.argv[1])
listener.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
while True:
    text, ancillary, _, _ = listener.recvmsg(4096, 1024)
    pid = struct.unpack("3i", ancillary[0][2][:12])[0]
    print(pid, text.decode().replace("\n", " "), flush=True)
