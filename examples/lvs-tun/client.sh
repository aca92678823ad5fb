#!/bin/sh
# On the client: four requests by the router's address; each answer names the web server.
for request in 1 2 3 4; do
    curl -s -m 5 -H 'Host: lvs.oldxu.net' http://10.0.0.200/
done
