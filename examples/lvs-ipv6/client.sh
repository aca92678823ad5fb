#!/bin/sh
# On the client: four requests to the VIP itself, as IPv6 needs no address translation.
for request in 1 2 3 4; do
    curl -s -m 5 -H 'Host: lvs.oldxu.net' 'http://[fd00:172:16:1::100]/'
done
