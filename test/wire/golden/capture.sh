#!/bin/sh
# Captures what the installed keepalived sends and prints the frames for keepalived.frames:
#   sudo sh test/wire/golden/capture.sh > test/wire/golden/keepalived.frames
# Two network namespaces joined by a veth pair: keepalived in the first, tcpdump in the second.
# Needs keepalived, tcpdump, iproute2 and root; takes half a minute and leaves nothing behind.
set -e
PREFIX=vigil-golden$$
DIR=$(mktemp -d)
cleanup() {
  ip netns del ${PREFIX}a 2>/dev/null || true
  ip netns del ${PREFIX}b 2>/dev/null || true
  rm -rf "$DIR"
}
trap cleanup EXIT
ip netns add ${PREFIX}a
ip netns add ${PREFIX}b
ip -n ${PREFIX}a link add eth1 type veth peer name eth1 netns ${PREFIX}b
ip -n ${PREFIX}a link set eth1 address 02:00:00:00:00:0a up
ip -n ${PREFIX}b link set eth1 address 02:00:00:00:00:0b up
ip -n ${PREFIX}a addr add 172.16.1.2/24 dev eth1
ip -n ${PREFIX}b addr add 172.16.1.3/24 dev eth1

# run NAME SECONDS: keepalived with the configuration on standard input, for so long
run() {
  cat > "$DIR/$1.conf"
  ip netns exec ${PREFIX}b tcpdump -i eth1 -U -w "$DIR/$1.pcap" 'src host 172.16.1.2 and proto 112 or arp or (icmp6 and ip6[40] == 136)' 2>/dev/null &
  TCPDUMP=$!
  sleep 1
  ip netns exec ${PREFIX}a keepalived -n -P -f "$DIR/$1.conf" -p "$DIR/k.pid" -r "$DIR/v.pid" >/dev/null 2>&1 &
  KEEPALIVED=$!
  sleep "$2"
  kill $KEEPALIVED
  wait $KEEPALIVED || true
  kill $TCPDUMP
  wait $TCPDUMP || true
  echo "# $1"
  tcpdump -nn -XX -r "$DIR/$1.pcap" 2>/dev/null | awk '
    /^[0-9]/ { if (hex != "") print hex; hex = "" }
    /^\t/ { for (i = 2; i <= NF && $i ~ /^[0-9a-f]+$/ && i <= 9; i++) { if (length($i) != 4 && length($i) != 2) break; hex = hex $i } }
    END { print hex }'
}

echo "# Ethernet frames of $(keepalived -v 2>&1 | sed -n 1p), one a line, in the order in which they were sent;"
echo "# made by test/wire/golden/capture.sh, never edited by hand"
run pass 11 <<'CONF'
vrrp_instance VI_1 {
    state MASTER
    interface eth1
    virtual_router_id 50
    priority 150
    advert_int 1
    authentication {
        auth_type PASS
        auth_pass 1111
    }
    virtual_ipaddress {
        172.16.1.100
    }
}
CONF
run none 9 <<'CONF'
vrrp_instance VI_1 {
    state BACKUP
    interface eth1
    virtual_router_id 7
    priority 100
    advert_int 2
    virtual_ipaddress {
        10.0.0.200/24
        172.16.1.101/32 dev eth1
        10.0.0.201
    }
}
CONF
# As a host that does not forward, and as a router for IPv6.
for forwarding in 0 1; do
  ip netns exec ${PREFIX}a sh -c "echo $forwarding > /proc/sys/net/ipv6/conf/eth1/forwarding"
  run excluded$forwarding 5 <<'CONF'
vrrp_instance VI_1 {
    state MASTER
    interface eth1
    virtual_router_id 9
    priority 255
    advert_int 1
    virtual_ipaddress {
        172.16.1.100
    }
    virtual_ipaddress_excluded {
        fd00:172:16:1::100
        172.16.1.101
        fd00:172:16:1::101/64
    }
}
CONF
done
