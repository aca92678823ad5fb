#!/bin/sh
# On each real server, as root: has the VIP without telling anyone. Unlike ARP, neighbour discovery answers for addresses of
# the interface that was asked on only, so lo needs no further settings.
set -e
ip -6 address add fd00:172:16:1::100/128 dev lo
