#!/bin/sh
# On each real server, as root: unwraps what the director sends, and has the VIP without telling anyone.
set -e

# The tunnel's receiving end; it is there as soon as the module is.
modprobe ipip
ip link set tunl0 up
ip address add 172.16.1.100/32 dev tunl0

# A packet comes out of the tunnel from a client that is not reached by the tunnel: a filter by reverse path would drop it.
# The stricter of "all" and the interface's own value counts, so both are set.
echo 0 > /proc/sys/net/ipv4/conf/all/rp_filter
echo 0 > /proc/sys/net/ipv4/conf/tunl0/rp_filter

# The VIP belongs to the director: nobody else answers ARP requests for it or names it as the sender of one.
echo 1 > /proc/sys/net/ipv4/conf/all/arp_ignore
echo 2 > /proc/sys/net/ipv4/conf/all/arp_announce
