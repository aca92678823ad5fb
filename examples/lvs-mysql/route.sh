#!/bin/sh
# On the router, as root: clients know its address only; what they send to port 3306 goes on to the VIP.
set -e
iptables -t nat -A PREROUTING -d 10.0.0.200 -p tcp --dport 3306 -j DNAT --to 172.16.1.100:3306
