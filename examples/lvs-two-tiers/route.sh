#!/bin/sh
# On the router, as root: clients know its address only. Port 80 goes on to the VIP already.
set -e
iptables -t nat -A PREROUTING -d 10.0.0.200 -p tcp --dport 443 -j DNAT --to 172.16.1.100:443
