"""Plays scenarios on the kernel, in a network namespace that is client, director and servers at once, and says as JSON lines
what the kernel noted. In Python, which sets marks on sockets and starts programs cheaply in an emulated machine.

usage: schedulers-guest.py SCENARIOS.json"""

import json
import socket
import subprocess
import sys

FIRST_PORT = 20000


def endpoint(address, port):
    return f"[{address}]:{port}" if ":" in address else f"{address}:{port}"


def service_words(scenario):
    service = scenario["service"]
    if "mark" in service:
        return ["-f", str(service["mark"])]
    kind = "-u" if scenario["protocol"] == "UDP" else "-t"
    return [kind, endpoint(service["address"], scenario["port"])]


def flag_words(flags):
    return ["-b", ",".join(flags)] if flags else []


def change(scenario, step):
    service = service_words(scenario)
    if step["kind"] == "edit-service":
        ipvsadm("-E", *service, "-s", step["scheduler"], *flag_words(step["flags"]))
        return
    port = 0 if "mark" in scenario["service"] else scenario["port"]
    server = ["-r", endpoint(step["server"], port)]
    if step["kind"] == "remove":
        ipvsadm("-d", *service, *server)
        return
    limits = [word for option, name in (("-x", "upper"), ("-y", "lower")) if name in step for word in (option, str(step[name]))]
    ipvsadm("-a" if step["kind"] == "add" else "-e", *service, *server, "-g", "-w", str(step["weight"]), *limits)


def ipvsadm(*words):
    subprocess.run(["ipvsadm", *words], check=True)


class Client:
    """One thread plays both ends, so that what the kernel sees comes in one order."""

    def __init__(self, scenario, step, listeners):
        family = socket.AF_INET6 if ":" in step["client"] else socket.AF_INET
        is_udp = scenario["protocol"] == "UDP"
        self.ends = [socket.socket(family, socket.SOCK_DGRAM if is_udp else socket.SOCK_STREAM)]
        own = self.ends[0]
        own.settimeout(10)
        # The scenario before left its connections in TIME_WAIT.
        own.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if "mark" in scenario["service"]:
            own.setsockopt(socket.SOL_SOCKET, socket.SO_MARK, scenario["service"]["mark"])
        own.bind((step["client"], FIRST_PORT + step["name"]))
        target = (step["to"], scenario["port"])
        if is_udp:
            own.sendto(b"?", target)
            return
        try:
            own.connect(target)
            self.ends.append(listeners[family].accept()[0])
        except ConnectionRefusedError:
            pass  # No server: the kernel answers "port unreachable".

    def close(self):
        for end in self.ends:
            end.close()


def play(scenario, listeners):
    words = ["-A", *service_words(scenario), "-s", scenario["scheduler"], *flag_words(scenario["flags"])]
    added = subprocess.run(["ipvsadm", *words], capture_output=True, text=True)
    if added.returncode != 0:
        return {"title": scenario["title"], "refused": added.stderr.strip()}
    clients = {}
    for step in scenario["steps"]:
        if step["kind"] == "connect":
            clients[step["name"]] = Client(scenario, step, listeners)
        elif step["kind"] == "close":
            clients[step["name"]].close()
        else:
            change(scenario, step)
    with open("/proc/net/ip_vs_conn") as connections, open("/proc/net/ip_vs") as table:
        facts = {"title": scenario["title"], "connections": connections.read(), "table": table.read()}
    # What the next scenario's files need not hold.
    ipvsadm("-D", *service_words(scenario))
    return facts


def listen(family, address):
    listener = socket.socket(family, socket.SOCK_STREAM)
    if family == socket.AF_INET6:
        listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    listener.bind((address, 80))
    listener.listen(64)
    listener.settimeout(10)
    return listener


def main():
    with open(sys.argv[1]) as file:
        scenarios = json.load(file)
    # A network on lo makes each of its addresses local; of IPv6 only a route of type local does.
    commands = """link set lo up
addr add 10.0.0.1/24 dev lo
addr add 172.16.1.1/24 dev lo
addr add 10.9.0.1/16 dev lo
-6 route add local fd00::/16 dev lo
"""
    for line in commands.splitlines():
        subprocess.run(["ip", *line.split()], check=True)
    with open("/proc/sys/net/ipv6/ip_nonlocal_bind", "w") as file:
        file.write("1")
    listeners = {socket.AF_INET: listen(socket.AF_INET, "0.0.0.0"), socket.AF_INET6: listen(socket.AF_INET6, "::")}
    sink = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sink.bind(("0.0.0.0", 53))
    for scenario in scenarios:
        print(json.dumps(play(scenario, listeners)), flush=True)


main()
