/** Routes and rules in right and wrong words; each stands in a list of its own. */

function split(text: string): string[] {
  return text
    .trim()
    .split(/\n| \| /)
    .map((line) => line.trim());
}

export const routes = split(`
  10.0.0.0/24 via 10.250.0.2 dev eth0 | 10.0.0.0/24 gw 10.250.0.2 | 10.0.0.0/24 via 10.250.0.2 dev eth99
  10.0.0.0/24 dev eth0 | 10.0.0.0/24 | default via 10.250.0.2 no_track | to default via 10.250.0.2 no_track
  0.0.0.0/0 via 10.250.0.2 no_track | 10.0.0.0/33 via 10.250.0.2 | 10.0.0.0/x via 10.250.0.2 | 10.0.0.1 dev eth0
  10.0.0 dev eth0 | x dev eth0 | 2001:db8::/64 dev eth0 | 2001:db8::/129 dev eth0
  2001:db8::/64 via 10.250.0.2 dev eth0 | 10.0.0.0/24 via fe80::1 dev eth0
  10.0.0.0/24 via inet6 fe80::1 dev eth0 | 10.0.0.0/24 via inet 10.1.1.1 dev eth0
  10.0.0.0/24 via 10.1.1.300 dev eth0 | 10.0.0.0/24 src 10.1.1.1 dev eth0 | 10.0.0.0/24 src 10.1.1.x dev eth0
  10.0.0.0/24 src fe80::1 dev eth0 | src 10.1.1.1 10.0.0.0/24 dev eth0 | dev eth0 10.0.0.0/24
  10.0.0.0/24 dev eth0 foo | 10.0.0.0/24 dev eth0 foo bar | 10.0.0.0/24 dev eth0 table main
  10.0.0.0/24 dev eth0 table 100 | 10.0.0.0/24 dev eth0 table nope | 10.0.0.0/24 dev eth0 table 4294967296
  10.0.0.0/24 dev eth0 table -1 | 10.0.0.0/24 dev eth0 table 0x10 | 10.0.0.0/24 dev eth0 table default
  10.0.0.0/24 dev eth0 table 1x | 10.0.0.0/24 dev eth0 protocol static | 10.0.0.0/24 dev eth0 protocol 18
  10.0.0.0/24 dev eth0 protocol nope | 10.0.0.0/24 dev eth0 protocol 256 | 10.0.0.0/24 dev eth0 proto static
  10.0.0.0/24 dev eth0 scope link | 10.0.0.0/24 dev eth0 scope nope | 10.0.0.0/24 dev eth0 scope 300
  10.0.0.0/24 dev eth0 scope 100 | 10.0.0.0/24 dev eth0 metric 100 | 10.0.0.0/24 dev eth0 metric -1
  10.0.0.0/24 dev eth0 metric x | 10.0.0.0/24 dev eth0 metric 4294967295 | 10.0.0.0/24 dev eth0 metric 4294967296
  10.0.0.0/24 dev eth0 priority 5 | 10.0.0.0/24 dev eth0 preference 5 | 10.0.0.0/24 oif eth0
  10.0.0.0/24 dev eth0 dev eth1 | 10.0.0.0/24 dev eth0 via 10.1.1.1 via 10.1.1.2
  10.0.0.0/24 10.1.0.0/24 dev eth0 | 10.0.0.0/24 dev eth0 onlink | 10.0.0.0/24 dev eth0 no_track
  10.0.0.0/24 dev eth0 track_group nope | 10.0.0.0/24 dev eth0 inet | 10.0.0.0/24 dev eth0 inet6
  inet 10.0.0.0/24 dev eth0 | inet6 10.0.0.0/24 dev eth0 | inet6 default dev eth0 | default inet6 dev eth0
  unicast 10.0.0.0/24 dev eth0 | blackhole 10.0.0.0/24 no_track | unreachable 10.0.0.0/24 no_track
  prohibit default no_track | throw 10.0.0.0/24 no_track | local 10.0.0.1 dev eth0 | broadcast 10.0.0.1 dev eth0
  anycast 10.0.0.1 dev eth0 | multicast 224.0.0.0/4 dev eth0 | nat 10.0.0.1 no_track
  blackhole 10.0.0.0/24 dev eth0 | blackhole to 10.0.0.0/24 | to blackhole 10.0.0.0/24 | blackhole | via 10.1.1.1
  dev eth0 | any dev eth0 | all dev eth0 | to 10.0.0.0/24 dev eth0 | "" dev eth0 | 1 dev eth0 | 1.2/16 dev eth0
  10.0.0.0/24 dev eth0 tos 0x10 | 10.0.0.0/24 dev eth0 tos nope | 10.0.0.0/24 dev eth0 tos 256
  10.0.0.0/24 dev eth0 dsfield 8 | 10.0.0.0/24 dev eth0 onlink onlink
  10.0.0.0/24 dev eth0 encap ip id 5 dst 10.1.1.1 | 10.0.0.0/24 dev eth0 encap ip
  10.0.0.0/24 dev eth0 encap nope | 10.0.0.0/24 dev eth0 encap mpls 100/200 | 10.0.0.0/24 dev eth0 encap mpls x
  10.0.0.0/24 dev eth0 encap ip6 id 5 dst fe80::1 | 10.0.0.0/24 dev eth0 encap ila 1:2:3:4
  10.0.0.0/24 dev eth0 encap ip id 5 dst 10.1.1.1 src 10.1.1.2 tos 4 ttl 5 flags 1
  10.0.0.0/24 dev eth0 encap ip id x | 10.0.0.0/24 dev eth0 encap ip id | 10.0.0.0/24 dev eth0 expires 10
  2001:db8::/64 dev eth0 expires 10 | 2001:db8::/64 dev eth0 expires x | 10.0.0.0/24 dev eth0 mtu 1500
  10.0.0.0/24 dev eth0 mtu lock 1500 | 10.0.0.0/24 dev eth0 mtu x | 10.0.0.0/24 dev eth0 mtu 0
  10.0.0.0/24 dev eth0 mtu lock | 10.0.0.0/24 dev eth0 hoplimit 10 | 10.0.0.0/24 dev eth0 hoplimit 256
  10.0.0.0/24 dev eth0 hoplimit x | 10.0.0.0/24 dev eth0 advmss lock 1000 | 10.0.0.0/24 dev eth0 advmss x
  10.0.0.0/24 dev eth0 rtt 10 | 10.0.0.0/24 dev eth0 rtt 10ms | 10.0.0.0/24 dev eth0 rtt 10s
  10.0.0.0/24 dev eth0 rtt lock 10s | 10.0.0.0/24 dev eth0 rtt x | 10.0.0.0/24 dev eth0 rtt 536870912
  10.0.0.0/24 dev eth0 rtt 1.5s | 10.0.0.0/24 dev eth0 rtt 10m | 10.0.0.0/24 dev eth0 rttvar 10
  10.0.0.0/24 dev eth0 rttvar x | 10.0.0.0/24 dev eth0 reordering 3 | 10.0.0.0/24 dev eth0 reordering lock 3
  10.0.0.0/24 dev eth0 reordering x | 10.0.0.0/24 dev eth0 window 3 | 10.0.0.0/24 dev eth0 window lock 3
  10.0.0.0/24 dev eth0 cwnd 3 | 10.0.0.0/24 dev eth0 cwnd lock 3 | 10.0.0.0/24 dev eth0 ssthresh 3
  10.0.0.0/24 dev eth0 ssthresh lock 3 | 10.0.0.0/24 dev eth0 realms 1/2 | 10.0.0.0/24 dev eth0 realms 1
  10.0.0.0/24 dev eth0 realms cosmos | 10.0.0.0/24 dev eth0 realms x | 10.0.0.0/24 dev eth0 realms 1/x
  10.0.0.0/24 dev eth0 realms 65536 | 10.0.0.0/24 dev eth0 realms 256 | 10.0.0.0/24 dev eth0 rto_min 10
  10.0.0.0/24 dev eth0 rto_min 10s | 10.0.0.0/24 dev eth0 rto_min x | 10.0.0.0/24 dev eth0 initcwnd 3
  10.0.0.0/24 dev eth0 initcwnd x | 10.0.0.0/24 dev eth0 initrwnd 3 | 10.0.0.0/24 dev eth0 initrwnd x
  10.0.0.0/24 dev eth0 features ecn | 10.0.0.0/24 dev eth0 features x | 10.0.0.0/24 dev eth0 features
  10.0.0.0/24 dev eth0 quickack 1 | 10.0.0.0/24 dev eth0 quickack 2 | 10.0.0.0/24 dev eth0 quickack x
  10.0.0.0/24 dev eth0 congctl cubic | 10.0.0.0/24 dev eth0 congctl lock cubic | 10.0.0.0/24 dev eth0 pref high
  2001:db8::/64 dev eth0 pref high | 2001:db8::/64 dev eth0 pref medium | 2001:db8::/64 dev eth0 pref low
  2001:db8::/64 dev eth0 pref x | 10.0.0.0/24 dev eth0 ttl-propagate enabled
  10.0.0.0/24 dev eth0 ttl-propagate disabled | 10.0.0.0/24 dev eth0 ttl-propagate x
  10.0.0.0/24 dev eth0 fastopen_no_cookie 1 | 10.0.0.0/24 dev eth0 fastopen_no_cookie 2
  10.0.0.0/24 dev eth0 fastopen_no_cookie x | add 10.0.0.0/24 dev eth0 | append 10.0.0.0/24 dev eth0
  prepend 10.0.0.0/24 dev eth0 | replace 10.0.0.0/24 dev eth0 | 10.0.0.0/24 dev eth0 append
  10.0.0.0/24 no_track nexthop via 10.1.1.1 dev eth0 weight 1
  10.0.0.0/24 no_track nexthop via 10.1.1.1 dev eth0 weight 1 nexthop via 10.1.1.2 dev eth0 weight 2
  10.0.0.0/24 nexthop via 10.1.1.1 dev eth0 weight 0
  10.0.0.0/24 no_track nexthop via 10.1.1.1 dev eth0 weight 256
  10.0.0.0/24 nexthop via 10.1.1.1 dev eth0 weight 257 | 10.0.0.0/24 nexthop via 10.1.1.1 dev eth0 weight x
  10.0.0.0/24 no_track nexthop via 10.1.1.1 dev eth0 onlink | 10.0.0.0/24 nexthop via 10.1.1.1 dev eth0 foo
  10.0.0.0/24 no_track nexthop | 10.0.0.0/24 nexthop via | 10.0.0.0/24 no_track nexthop dev eth0
  10.0.0.0/24 nexthop dev eth99 | 10.0.0.0/24 nexthop via fe80::1 dev eth0
  10.0.0.0/24 nexthop via inet6 fe80::1 dev eth0 | 10.0.0.0/24 nexthop via 10.1.1.x dev eth0
  10.0.0.0/24 no_track nexthop via 10.1.1.1 dev eth0 realms 1/2
  10.0.0.0/24 nexthop via 10.1.1.1 dev eth0 realms x
  10.0.0.0/24 no_track nexthop via 10.1.1.1 dev eth0 encap ip id 5 dst 10.1.1.1
  10.0.0.0/24 nexthop via 10.1.1.1 dev eth0 encap nope
  10.0.0.0/24 via 10.1.1.1 no_track nexthop via 10.1.1.2 dev eth0 | 10.0.0.0/24 nexthop via 10.1.1.1 no_track
  10.0.0.0/24 nexthop via 10.1.1.1 table 5 | 10.0.0.0/24 table 5 nexthop via 10.1.1.1 metric 5
  10.0.0.0/24 nexthop via 10.1.1.1 as to 10.1.1.1 | 10.0.0.0/24 dev eth0 as to 10.1.1.1
  10.0.0.0/24 dev eth0 as 10.1.1.1 | 10.0.0.0/24 via 10.1.1.1 or 10.1.1.2
  10.0.0.0/24 via 10.1.1.1 or 10.1.1.2 no_track | 10.0.0.0/24 or 10.1.1.2 no_track | 10.0.0.0/24 dev eth0 vrf x
  10.0.0.0/24 dev eth0 vrf eth0 | 10.0.0.0/24 dev eth0 lock | 10.0.0.0/24 from 10.1.1.1 dev eth0
  2001:db8::/64 from 2001:db8::1 dev eth0 | 2001:db8::/64 from x dev eth0 | 2001:db8::/64 from 10.1.1.1 dev eth0
  2001:db8::/64 from default dev eth0 | 2001:db8::/64 from 2001:db8::/129 dev eth0 | 10.0.0.0/24 dev eth0 nhid 5
  10.0.0.0/24 dev eth0 type blackhole | 10.0.0.0/24 dev eth0 blackhole | 10.0.0.0/24 dev eth0 throw 10.1.0.0/16
  10.0.0.0/24 dev | 10.0.0.0/24 via | 10.0.0.0/24 gw | 10.0.0.0/24 src | 10.0.0.0/24 table | 10.0.0.0/24 metric
  10.0.0.0/24 mtu | 10.0.0.0/24 rtt | 10.0.0.0/24 realms | 10.0.0.0/24 scope | 10.0.0.0/24 protocol
  10.0.0.0/24 tos | 10.0.0.0/24 encap | 10.0.0.0/24 quickack | 10.0.0.0/24 congctl | 10.0.0.0/24 congctl lock
  10.0.0.0/24 pref | 10.0.0.0/24 track_group | 10.0.0.0/24 to | 10.0.0.0/24 from | 10.0.0.0/24 via inet
  10.0.0.0/24 via inet6 | 10.0.0.0/24 expires | 10.0.0.0/24 hoplimit | 10.0.0.0/24 ttl-propagate
  10.0.0.0/24 fastopen_no_cookie | 10.0.0.0/24 or | 10.0.0.0/24 as | 10.0.0.0/24 as to | to
  brd 10.0.0.1 dev eth0 | xresolve 10.0.0.1 dev eth0 | none 10.0.0.1 dev eth0 | unspec 10.0.0.1 dev eth0
  0 10.0.0.1 dev eth0 | 11 10.0.0.1 dev eth0 | 12 10.0.0.1 dev eth0 | 255 10.0.0.1 dev eth0
  256 10.0.0.1 dev eth0 | 0x5 10.0.0.1 dev eth0 | -1 10.0.0.1 dev eth0 | +1 10.0.0.1 dev eth0
  "" 10.0.0.1 dev eth0 | unicast default dev eth0 | unicast x dev eth0 | 10.0.0.0/24 dev eth0 tos nope src
  10.0.0.0/24 dev eth0 encap nope src | 10.0.0.0/24 dev eth0 encap ip src | 10.0.0.0/24 dev eth0 encap mpls x src
  10.0.0.0/24 dev eth0 expires 10 src | 10.0.0.0/24 dev eth0 expires src | 10.0.0.0/24 dev eth0 mtu x src
  10.0.0.0/24 dev eth0 realms x src | 10.0.0.0/24 dev eth0 features x src
  10.0.0.0/24 dev eth0 features ecn x src | 10.0.0.0/24 dev eth0 pref high src | 10.0.0.0/24 dev eth0 pref src
  10.0.0.0/24 dev eth0 ttl-propagate x src | 10.0.0.0/24 dev eth0 vrf x src | 10.0.0.0/24 dev eth0 table nope src
  10.0.0.0/24 dev eth99 src | 10.0.0.0/24 dev eth0 metric x src | 10.0.0.0/24 via fe80::1 src
  10.0.0.0/24 via x src | 10.0.0.0/24 dev eth0 window x src | 10.0.0.0/24 dev eth0 rtt x src
  10.0.0.0/24 dev eth0 scope x src | 10.0.0.0/24 dev eth0 protocol x src | 10.0.0.0/24 dev eth0 from x src
  10.0.0.0/24 dev eth0 track_group nope src | 10.0.0.0/24 dev eth0 inet6 src | 10.0.0.0/24 dev eth0 hoplimit x src
  10.0.0.0/24 dev eth0 quickack x src | 10.0.0.0/24 dev eth0 as to 10.0.0.1 src
  10.0.0.0/24 dev eth0 as to 10.0.0.1 | 10.0.0.0/24 dev eth0 as to x | 10.0.0.0/24 dev eth0 or x
  10.0.0.0/24 dev eth0 or 10.0.0.1 src | 10.0.0.0/24 dev eth0 or 10.0.0.1 dev eth1
  10.0.0.0/24 dev eth0 gw inet 10.0.0.1 | 10.0.0.0/24 dev eth0 pref 1 | 2001:db8::/64 dev eth0 pref 1
  10.0.0.0/33 dev eth0 src | 10.0.0.0/24 dev eth0 foo src | 10.0.0.0/24 dev eth0 nexthop foo
  10.0.0.0/24 no_track nexthop via 10.1.1.1 weight x src | 10.0.0.0/24 no_track nexthop via 10.1.1.1 weight
  10.0.0.0/24 no_track nexthop via 10.1.1.1 dev | 10.0.0.0/24 no_track nexthop via 10.1.1.1 realms
  10.0.0.0/24 no_track nexthop via 10.1.1.1 encap | 10.0.0.0/24 no_track nexthop via 10.1.1.1 nexthop
  10.0.0.0/24 no_track nexthop via 10.1.1.1 weight 0 weight | 10.0.0.0/24 no_track nexthop via x weight
  10.0.0.0/24 no_track nexthop via fe80::1 weight | 10.0.0.0/24 no_track nexthop dev eth99 weight
  10.0.0.0/24 no_track nexthop foo weight | 10.0.0.0/24 no_track nexthop as to 10.0.0.1 weight
  10.0.0.0/24 no_track nexthop as | 10.0.0.0/24 no_track nexthop as to
  10.0.0.0/24 no_track nexthop via 10.1.1.1 oif eth0 | 10.0.0.0/24 no_track nexthop via 10.1.1.1 oif eth0 dev eth1
  10.0.0.0/24 no_track protocol static | 10.0.0.0/24 no_track | 10.0.0.0/24 dev eth0 encap ip id 5 src
  10.0.0.0/24 dev eth0 encap ip id 5 onlink | 10.0.0.0/24 dev eth0 encap ip dst x
  10.0.0.0/24 dev eth0 encap ip dst fe80::1 | 10.0.0.0/24 dev eth0 encap ip6 dst 10.0.0.1
  10.0.0.0/24 dev eth0 encap ip tos 5 | 10.0.0.0/24 dev eth0 encap ip id 5 tos x
  10.0.0.0/24 dev eth0 encap ip id 5 tos 256 | 10.0.0.0/24 dev eth0 encap ip id 5 ttl 256
  10.0.0.0/24 dev eth0 encap ip id 5 hoplimit 25 | 10.0.0.0/24 dev eth0 encap ip6 id 5 hoplimit 25
  10.0.0.0/24 dev eth0 encap ip6 id 5 ttl 25 | 10.0.0.0/24 dev eth0 encap ip6 id 5 tc 2
  10.0.0.0/24 dev eth0 encap ip6 id 5 tc x | 10.0.0.0/24 dev eth0 encap ip id 5 flags 65536
  10.0.0.0/24 dev eth0 encap ip id 5 flags 0x5 | 10.0.0.0/24 dev eth0 encap ip id 18446744073709551615
  10.0.0.0/24 dev eth0 encap ip id 18446744073709551616 | 10.0.0.0/24 dev eth0 encap ip id -1
  10.0.0.0/24 dev eth0 encap mpls | 10.0.0.0/24 dev eth0 encap mpls 100 ttl 5
  10.0.0.0/24 dev eth0 encap mpls 1048576 | 10.0.0.0/24 dev eth0 encap ila | 10.0.0.0/24 dev eth0 encap ila x
  10.0.0.0/24 dev eth0 encap ila 1:2:3 | 10.0.0.0/24 dev eth0 encap ila 1:2:3:4 csum-mode no-action
  10.0.0.0/24 dev eth0 encap ila ffff1:2:3:4 | 10.0.0.0/24 dev eth0 rtt -1 | 10.0.0.0/24 dev eth0 rtt 0
  10.0.0.0/24 dev eth0 rtt 960000 | 10.0.0.0/24 dev eth0 rtt 960001 | 10.0.0.0/24 dev eth0 rtt 960s
  10.0.0.0/24 dev eth0 rtt 961s | 10.0.0.0/24 dev eth0 rtt 1.5 | 10.0.0.0/24 dev eth0 rtt 1.12345
  10.0.0.0/24 dev eth0 rttvar 1920000 | 10.0.0.0/24 dev eth0 rttvar 1920001 | 10.0.0.0/24 dev eth0 rttvar 10s
  10.0.0.0/24 dev eth0 rto_min 4294967 | 10.0.0.0/24 dev eth0 rto_min 4294968
  10.0.0.0/24 dev eth0 rto_min 429496729 | 10.0.0.0/24 dev eth0 rto_min 4294967295
  10.0.0.0/24 dev eth0 rto_min 4294967296 | 10.0.0.0/24 dev eth0 rto_min 4294967s
  10.0.0.0/24 dev eth0 rto_min 4294968s | 10.0.0.0/24 dev eth0 rto_min 1.5 | 10.0.0.0/24 dev eth0 mtu 4294967295
  10.0.0.0/24 dev eth0 mtu 4294967296 | 10.0.0.0/24 dev eth0 mtu 0x10 | 10.0.0.0/24 dev eth0 mtu -1
  10.0.0.0/24 dev eth0 hoplimit -1 | 10.0.0.0/24 dev eth0 hoplimit lock 5 | 10.0.0.0/24 dev eth0 realms a/b
  10.0.0.0/24 dev eth0 realms 255/255 | 10.0.0.0/24 dev eth0 realms 255/256 | 10.0.0.0/24 dev eth0 realms /1
  10.0.0.0/24 dev eth0 realms 1/ | 10.0.0.0/24 dev eth0 realms 0 | 10.0.0.0/24 dev eth0 quickack 0
  2001:db8::/64 dev eth0 expires 0 | 2001:db8::/64 dev eth0 expires 4294967296 | 2001:db8::/64 dev eth0 expires
  2001:db8::/64 dev eth0 pref | 10.0.0.0/24 dev eth0 table 0 | 10.0.0.0/24 dev eth0 table local
  10.0.0.0/24 dev eth0 table all | 10.0.0.0/24 dev eth0 table 4294967295
  10.0.0.0/24 dev eth0 table 18446744073709551616 | 10.0.0.0/24 dev eth0 table "" | 10.0.0.0/24 dev eth0 scope 255
  10.0.0.0/24 dev eth0 scope 0 | 10.0.0.0/24 dev eth0 scope -1 | 10.0.0.0/24 dev eth0 scope 0xfd
  10.0.0.0/24 dev eth0 protocol keepalived | 10.0.0.0/24 dev eth0 protocol 0x12 | 10.0.0.0/24 dev eth0 protocol -1
  10.0.0.0/24 dev eth0 tos default | 10.0.0.0/24 dev eth0 tos AF11 | 10.0.0.0/24 dev eth0 tos 0x100
  10.0.0.0/24 dev eth0 tos 10 | 10.0.0.0/24 dev eth0 tos lowdelay | 0/0 dev eth0 | 10/8 dev eth0
  10.0.0.0/ dev eth0 | 10.0.0.0/-1 dev eth0 | 10.0.0.0/+8 dev eth0 | 10.0.0.0/08 dev eth0 | 10.0.0.0/8/8 dev eth0
  10.0.0.0/255.0.0.0 dev eth0 | 010.0.0.1 dev eth0 | 10.0.0.0/24 dev lo | expires 10 2001:db8::/64 dev eth0
  pref high 2001:db8::/64 dev eth0 | from 2001:db8::/64 2001:db8:1::/64 dev eth0
  from default 2001:db8:1::/64 dev eth0 | 10.0.0.0/24 src 10.1.1.1/24 dev eth0
  10.0.0.0/24 src 10.1.1.1/x dev eth0 | 10.0.0.0/24 src default dev eth0 | 10.0.0.0/24 via 10.1.1.1/24 dev eth0
  10.0.0.0/24 via default dev eth0 | 10.0.0.0/24 via inet default dev eth0 | default via fe80::1 dev eth0
  default via inet6 fe80::1 dev eth0 | default via inet fe80::1 dev eth0 | default via inet6 10.0.0.1 dev eth0
  2001:db8::/64 via inet6 fe80::1 dev eth0 | 2001:db8::/64 via inet 10.0.0.1 dev eth0
  default src fe80::1 via 10.0.0.1 dev eth0 | 10.0.0.0/24 or default no_track | 10.0.0.0/24 or fe80::1 no_track
  10.0.0.0/24 no_track nexthop via default | 10.0.0.0/24 no_track nexthop via inet 10.0.0.1
  10.0.0.0/24 no_track nexthop via inet fe80::1 | default no_track nexthop via fe80::1 nexthop via 10.0.0.1
  default no_track nexthop via inet6 10.0.0.1 | 10.0.0.0/24 no_track dev eth0 via 10.1.1.1 nexthop via 10.1.1.2
  10.0.0.0/24 dev eth0 fastopen_no_cookie on | 10.0.0.0/24 dev eth0 rtt 1.5ms | 10.0.0.0/24 dev eth0 rtt 10.ms
  10.0.0.0/24 dev eth0 rtt .5s | 10.0.0.0/24 dev eth0 rtt 1.0001s | 10.0.0.0/24 dev eth0 rtt s
  10.0.0.0/24 dev eth0 rtt "" | 10.0.0.0/24 dev eth0 rtt 1. | 10.0.0.0/24 dev eth0 rtt +1
  10.0.0.0/24 dev eth0 rtt 960000ms | 10.0.0.0/24 dev eth0 rtt 960001ms | 10.0.0.0/24 dev eth0 mtu ""
  10.0.0.0/24 dev eth0 mtu +5 | 10.0.0.0/24 dev eth0 metric 5x | 10.0.0.0/24 dev eth0 metric 0
  10.0.0.0/24 dev eth0 metric "" | 10.0.0.0/24 dev eth0 encap mpls 16/17/18 | 10.0.0.0/24 dev eth0 encap mpls 16/
  10.0.0.0/24 dev eth0 encap mpls 1048575 | 10.0.0.0/24 dev eth0 encap mpls 0
  10.0.0.0/24 dev eth0 encap mpls 0x10 | 10.0.0.0/24 dev eth0 encap mpls 1/2/3/4/5/6/7/8
  10.0.0.0/24 dev eth0 encap mpls 1/2/3/4/5/6/7/8/9 | 10.0.0.0/24 dev eth0 encap ila 1:2:3:4:5
  10.0.0.0/24 dev eth0 encap ila 1::2 | 10.0.0.0/24 dev eth0 encap ila :::
  10.0.0.0/24 dev eth0 encap ila 1234567 | 10.0.0.0/24 dev eth0 encap ila ffff:ffff:ffff:ffff
  10.0.0.0/24 dev eth0 encap ila 10000:2:3:4 | 10.0.0.0/24 dev eth0 encap ip src 10.0.0.1
  10.0.0.0/24 dev eth0 encap ip ttl 5 | 10.0.0.0/24 dev eth0 encap ip6 tc 5
  10.0.0.0/24 dev eth0 encap ip6 src fe80::1 | 10.0.0.0/24 dev eth0 encap ip dst default
  10.0.0.0/24 dev eth0 encap ip dst 10.0.0.1/24 | 10.0.0.0/24 dev eth0 encap ip6 id 1 tc AF11
  10.0.0.0/24 dev eth0 encap ip6 id 1 tc 0x10 | 10.0.0.0/24 dev eth0 encap ip6 id 1 tc 256
  10.0.0.0/24 dev eth0 encap ip id 0x10 | 10.0.0.0/24 dev eth0 encap ip id 0
  10.0.0.0/24 dev eth0 encap ip id 1 encap mpls 5 | 10.0.0.0/24 dev eth0 pref | 2001:db8::/64 dev eth0 pref 2
  2001:db8::/64 dev eth0 pref 3 | 2001:db8::/64 dev eth0 pref 4 | 2001:db8::/64 dev eth0 pref 255
  2001:db8::/64 dev eth0 pref 256 | 2001:db8::/64 dev eth0 ttl-propagate 1
  10.0.0.0/24 dev eth0 add append prepend | 10.0.0.0/24 dev eth0 features ecn ecn
  10.0.0.0/24 dev eth0 features ecn features ecn | 10.0.0.0/24 dev eth0 weight 5 | 10.0.0.0/24 dev eth0 realms 08
  10.0.0.0/24 dev eth0 realms 0x10 | 10.0.0.0/24 dev eth0 realms 1/2/3 | 10.0.0.0/24 dev eth0 realms cosmos/cosmos
  10.0.0.0/24 dev eth0 realms "" | 10.0.0.0/24 dev eth0 realms -1 | 10.0.0.0/24 dev eth0 table -x
  10.0.0.0/24 dev eth0 table +1 | 10.0.0.0/24 dev eth0 table 08 | 10.0.0.0/24 dev eth0 scope ""
  10.0.0.0/24 dev eth0 protocol "" | 10.0.0.0/24 dev eth0 tos "" | 10.0.0.0/24 dev eth0 tos -1
`);

export const rules = split(`
  from 10.0.0.0/24 table 100 | from 10.0.0.0/24 lookup 100 | to 10.0.0.0/24 table 100
  from 10.0.0.0/24 to 10.1.0.0/16 table 100 | from 10.0.0.0/24 | from 10.0.0.0/24 table nope
  from 10.0.0.0/24 table main | from 10.0.0.0/24 table 0x10 | from 10.0.0.0/24 table -1 | from all table 100
  from default table 100 | from any table 100 | from x table 100 | from 10.0.0.0/33 table 100
  from fe80::/64 table 100 | from fe80::/64 to 10.0.0.0/24 table 100 | to 10.0.0.0/24 from fe80::/64 table 100
  table 100 | table 100 preference 5 | iif eth0 table 100 | dev eth0 table 100 | oif eth0 table 100
  iif eth99 table 100 | oif eth99 table 100 | iif lo table 100 | not from 10.0.0.0/24 table 100
  from 10.0.0.0/24 not table 100 | not not from 10.0.0.0/24 table 100 | from 10.0.0.0/24 table 100 preference 10
  from 10.0.0.0/24 table 100 priority 10 | from 10.0.0.0/24 table 100 order 10
  from 10.0.0.0/24 table 100 pref 10 | from 10.0.0.0/24 table 100 preference x
  from 10.0.0.0/24 table 100 preference 0x10 | from 10.0.0.0/24 table 100 preference 0
  from 10.0.0.0/24 table 100 preference 4294967296 | from 10.0.0.0/24 table 100 preference -1
  from 10.0.0.0/24 tos 0x10 table 100 | from 10.0.0.0/24 tos nope table 100 | from 10.0.0.0/24 tos 256 table 100
  from 10.0.0.0/24 dsfield 8 table 100 | fwmark 1 table 100 | fwmark 0x10 table 100 | fwmark 0x10/0xff table 100
  fwmark x table 100 | fwmark 1/x table 100 | fwmark 4294967296 table 100 | fwmark -1 table 100
  from 10.0.0.0/24 realms 1/2 table 100 | from 10.0.0.0/24 realms x table 100
  from 10.0.0.0/24 table 100 suppress_prefixlength 8 | from 10.0.0.0/24 table 100 sup_pl 8
  from 10.0.0.0/24 table 100 suppress_prefixlength 33 | from 10.0.0.0/24 table 100 suppress_prefixlength 128
  from 10.0.0.0/24 table 100 suppress_prefixlength 129 | from 10.0.0.0/24 table 100 suppress_prefixlength x
  from fe80::/64 table 100 suppress_prefixlength 128 | from 10.0.0.0/24 suppress_prefixlength 8
  from 10.0.0.0/24 table 100 suppress_ifgroup 3 | from 10.0.0.0/24 table 100 suppress_ifgroup default
  from 10.0.0.0/24 table 100 suppress_ifgroup x | from 10.0.0.0/24 table 100 sup_group 3
  from 10.0.0.0/24 table 100 suppress_ifgroup -1 | tunnel-id 5 table 100 | tunnel-id x table 100
  tunnel-id 18446744073709551615 table 100 | tunnel-id 18446744073709551616 table 100 | tunnel-id -1 table 100
  uidrange 1-5 table 100 | uidrange 5-1 table 100 | uidrange 5 table 100 | uidrange x-y table 100
  uidrange 1-x table 100 | uidrange 0-4294967295 table 100 | uidrange 1-4294967294 table 100
  from 10.0.0.0/24 l3mdev | from 10.0.0.0/24 l3mdev table 100 | from 10.0.0.0/24 table 100 l3mdev | l3mdev
  from 10.0.0.0/24 table 100 protocol static | from 10.0.0.0/24 table 100 protocol nope
  from 10.0.0.0/24 table 100 protocol 256 | from 10.0.0.0/24 table 100 protocol 18
  from 10.0.0.0/24 table 100 ipproto tcp | from 10.0.0.0/24 table 100 ipproto 6
  from 10.0.0.0/24 table 100 ipproto nope | from 10.0.0.0/24 table 100 ipproto 256
  from 10.0.0.0/24 table 100 ip_proto tcp | from 10.0.0.0/24 table 100 ipproto tcp sport 80
  from 10.0.0.0/24 table 100 sport 80 | from 10.0.0.0/24 table 100 sport 80-90
  from 10.0.0.0/24 table 100 sport 90-80 | from 10.0.0.0/24 table 100 sport x | from 10.0.0.0/24 table 100 sport 0
  from 10.0.0.0/24 table 100 sport 65536 | from 10.0.0.0/24 table 100 dport 80
  from 10.0.0.0/24 table 100 dport http | from 10.0.0.0/24 table 100 dport 80-
  from 10.0.0.0/24 table 100 no_track | from 10.0.0.0/24 table 100 track_group nope | from 10.0.0.0/24 goto 100
  from 10.0.0.0/24 goto x | from 10.0.0.0/24 goto 0x64 | from 10.0.0.0/24 goto 5 preference 10
  from 10.0.0.0/24 goto 50 preference 10 | from 10.0.0.0/24 goto 10 preference 10 | from 10.0.0.0/24 nop | nop
  from 10.0.0.0/24 blackhole | from 10.0.0.0/24 unreachable | from 10.0.0.0/24 prohibit
  blackhole from 10.0.0.0/24 | from 10.0.0.0/24 type blackhole | from 10.0.0.0/24 type unicast table 100
  from 10.0.0.0/24 type nope table 100 | from 10.0.0.0/24 nat 10.1.1.1 | from 10.0.0.0/24 map-to 10.1.1.1
  from 10.0.0.0/24 unicast table 100 | from 10.0.0.0/24 throw | from 10.0.0.0/24 local
  from 10.0.0.0/24 table 100 blackhole | inet from 10.0.0.0/24 table 100 | inet6 from 10.0.0.0/24 table 100
  from 10.0.0.0/24 table 100 inet | from 10.0.0.0/24 table 100 inet6 | inet6 from all table 100
  inet iif eth0 table 100 | 10.0.0.0/24 table 100 | from 10.0.0.0/24 table 100 foo
  from 10.0.0.0/24 table 100 foo bar | from 10.0.0.0/24 table 100 goto 50 | from 10.0.0.0/24 table 100 table 200
  from 10.0.0.0/24 from 10.0.1.0/24 table 200 | x | from | to | table | lookup | preference | tos | fwmark
  realms | suppress_prefixlength | suppress_ifgroup | dev | iif | oif | tunnel-id | uidrange | protocol | ipproto
  sport | dport | track_group | type | goto | from 10.0.0.0/24 table 100 not | not | from ""
  from 10.0.0.0/24 table 100 preference 5 sport 1-65535 | from 10.0.0.0/24 table 100 preference 5 sport 1-65536
  from 10.0.0.0/24 table 100 preference 5 sport 0-5 | from 10.0.0.0/24 table 100 preference 5 sport x-5
  from 10.0.0.0/24 table 100 preference 5 sport 5-x | from 10.0.0.0/24 table 100 preference 5 sport 5-5
  from 10.0.0.0/24 table 100 preference 5 sport 6-5 | from 10.0.0.0/24 table 100 preference 5 sport 0x5-0x6
  from 10.0.0.0/24 table 100 preference 5 sport -5 | from x src | from fe80::/64 to 10.0.0.0/24 from
  table nope from | table 1 table 1 from | table 1 l3mdev from | l3mdev table 1 from | l3mdev blackhole from
  l3mdev goto 5 from | l3mdev nop | nop l3mdev | nop nop | blackhole nop | table 1 nop | preference x from
  fwmark x from | realms x from | tos x from | suppress_ifgroup x from | suppress_prefixlength x from
  tunnel-id x from | uidrange x from | protocol x from | ipproto x from | sport x from | goto x from | goto 5 goto
  dev eth99 from | type nope from | type unicast from | track_group nope from | inet from | inet6 from
  from 10.0.0.1 inet6 to | x from | nat from | table 1 goto | uidrange 1-4294967296 table 1 preference 5
  uidrange 4294967295-1 table 1 preference 5 | uidrange -1-5 table 1 preference 5
  uidrange 1-5x table 1 preference 5 | uidrange 1- table 1 preference 5 | fwmark 1/0x table 1 preference 5
  fwmark 010 table 1 preference 5 | fwmark 4294967295/4294967295 table 1 preference 5
  fwmark 1/4294967296 table 1 preference 5 | fwmark 1/-1 table 1 preference 5 | fwmark /1 table 1 preference 5
  fwmark 1/ table 1 preference 5 | fwmark "" table 1 preference 5 | preference 010 table 1 | preference "" table 1
  goto "" preference 5 | goto 4294967295 preference 5 | goto 4294967296 preference 5 | goto 0 preference 5
  preference 5 suppress_prefixlength 0 table 1 | preference 5 suppress_prefixlength -1 table 1
  preference 5 suppress_prefixlength 2147483647 table 1 | preference 5 suppress_prefixlength 2147483648 table 1
  preference 5 suppress_prefixlength 5 | preference 5 suppress_prefixlength 5 blackhole
  preference 5 suppress_ifgroup 5 goto 50 | preference 5 suppress_ifgroup 2147483648 table 1
  preference 5 tunnel-id 0 table 1 | preference 5 tunnel-id 0x10 table 1 | preference 5 ipproto icmp table 1
  preference 5 ipproto ICMP table 1 | preference 5 ipproto 0 table 1 | preference 5 ipproto 0x10 table 1
  preference 5 ipproto sctp table 1 | preference 5 ipproto hopopt table 1 | preference 5 protocol 0 table 1
  preference 5 realms 1 table 1 | preference 5 table 0 | preference 5 table 4294967296 | preference 5 not
  preference 5 not not table 1 | preference 5 xresolve | preference 5 0 | preference 5 6 | preference 5 7
  preference 5 8 | preference 5 1 | preference 5 "" | preference 5 type 6 | preference 5 type ""
  preference 5 type table 1 | preference 5 type blackhole table 1 | preference 5 throw table
  preference 5 from 10.0.0.1/x table 1 | preference 5 to x table 1 | from 10.0.0.1 to x to
  preference 5 from default table 1 | preference 5 from 0/0 table 1
  preference 5 dev eth0 iif eth1 oif eth0 table 1 | preference 5 l3mdev | preference 5 l3mdev dev eth0
  preference 5 inet6 table 1 from 10.0.0.1 | preference 5 from 10.0.0.1 inet inet6 table 1
  preference 5 table 1 goto
`);
