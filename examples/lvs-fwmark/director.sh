#!/bin/sh
# On both directors, as root: what clients send to port 80 or 443 of the VIP gets mark 1, before IPVS sees it.
set -e
iptables -t mangle -A PREROUTING -d 172.16.1.100 -p tcp -m multiport --dports 80,443 -j MARK --set-mark 1
