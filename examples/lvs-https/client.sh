#!/bin/sh
# On the client: four requests, each on a new TLS connection; the same server answers them all.
for request in 1 2 3 4; do
    curl -s -k -m 10 --resolve lvs.oldxu.net:443:10.0.0.200 https://lvs.oldxu.net/
done
