#!/bin/sh
# On the client: four requests by each of both protocols; each answer names the web server and the proxy before it.
ask() {
    curl -s -m 10 -w 'by %header{x-proxy}' "$@" | tr '\n' ' '
    echo
}

for request in 1 2 3 4; do
    ask -H 'Host: lvs.oldxu.net' http://10.0.0.200/
    ask -k --resolve lvs.oldxu.net:443:10.0.0.200 https://lvs.oldxu.net/
done
