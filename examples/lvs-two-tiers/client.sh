#!/bin/sh
# On the client: four requests by each of both protocols; each answer names the proxy and the web server behind it.
for request in 1 2 3 4; do
    curl -s -m 5 -w '%header{x-proxy} ' -H 'Host: lvs.oldxu.net' http://10.0.0.200/
    curl -s -k -m 10 -w '%header{x-proxy} ' --resolve lvs.oldxu.net:443:10.0.0.200 https://lvs.oldxu.net/
done
