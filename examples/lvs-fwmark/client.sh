#!/bin/sh
# On the client: two requests by each of both protocols; the same server answers them all.
for request in 1 2; do
    curl -s -m 5 -H 'Host: lvs.oldxu.net' http://10.0.0.200/
    curl -s -k -m 10 --resolve lvs.oldxu.net:443:10.0.0.200 https://lvs.oldxu.net/
done
