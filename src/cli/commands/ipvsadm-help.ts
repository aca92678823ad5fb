/** What `vigil ipvsadm` says of itself. */
import { version } from "../version.ts";

/** Scripts look at the number of ipvsadm's version. */
export const ipvsadmVersion = `ipvsadm v1.31 (Vigil v${version})\n`;

export const ipvsadmHelp = `${ipvsadmVersion}Shows and changes the IPVS table of this network namespace, with the options of ipvsadm 1.31.

Usage: ipvsadm COMMAND [OPTION...]

Services
  -A, --add-service SERVICE       add a service          [-s -p -M --pe -o -b]
  -E, --edit-service SERVICE      give it other settings [-s -p -M --pe -o -b]; what is not given becomes the default
  -D, --delete-service SERVICE    delete it with its real servers
  -C, --clear                     delete all services
Real servers
  -a, --add-server SERVICE -r SERVER     add one         [-g -i -m -w -x -y, with -i the tunnel's options]
  -e, --edit-server SERVICE -r SERVER    change it; what is not given becomes the default
  -d, --delete-server SERVICE -r SERVER  delete it
Table
  -L, -l, --list [SERVICE]        show services and servers, connections, timeouts or daemons (also without a command)
  -S, --save [-n]                 print the table as lines for -R; thresholds are not among them
  -R, --restore [--strict]        carry out the lines of standard input, each a command as above
  -Z, --zero [SERVICE]            set the counters to 0
  --set TCP TCPFIN UDP            timeouts in seconds, 0 leaves one as it is
  --start-daemon master|backup    start the daemon that synchronises connections
  --stop-daemon master|backup     stop it
  -h, --help                      this text
  -v, --version                   the version

SERVICE is one of
  -t, --tcp-service HOST[:PORT]   TCP; names of hosts and ports are looked up, IPv6 is written [::1]:80
  -u, --udp-service HOST[:PORT]   UDP
  --sctp-service HOST[:PORT]      SCTP
  -f, --fwmark-service MARK [-6]  packets with this firewall mark, -6 for those of IPv6

Options of services
  -s, --scheduler NAME            rr wrr lc wlc lblc lblcr dh sh sed nq fo ovf mh (default wlc)
  -p, --persistent [SECONDS]      a client stays with its server for so long (default 360)
  -M, --netmask MASK              clients of one network count as one; IPv6: the prefix's length
  --pe ENGINE                     persistence by content: sip
  -o, --ops                       one-packet scheduling, for UDP and marks
  -b, --sched-flags FLAG,...      sh-fallback sh-port mh-fallback mh-port flag-1 flag-2 flag-3

Options of real servers
  -r, --real-server HOST[:PORT]   the port counts with -m and with marks; else it is the service's
  -g, --gatewaying                direct routing (default)
  -i, --ipip                      tunneling, with
    --tun-type ipip|gue|gre         (default ipip)
    --tun-port PORT                 for gue
    --tun-nocsum, --tun-csum        for gue and gre (default --tun-nocsum)
    --tun-remcsum                   for gue
  -m, --masquerading              NAT
  -w, --weight NUMBER             0 to 2147483647 (default 1)
  -x, --u-threshold NUMBER        from so many connections on no new ones; 0: no limit
  -y, --l-threshold NUMBER        below so many, new ones again

Options of listings
  -n, --numeric                   addresses and ports as numbers
  -c, --connection                connections; with --persistent-conn, data of persistence engines
  --stats, --rate                 counters, or counters by the second
  --thresholds, --persistent-conn, --tun-info
                                  other columns
  --exact                         whole numbers instead of K, M, G
  --nosort                        in the kernel's order; --sort is the default
  --timeout, --daemon             the timeouts; the synchronisation daemons
  --json                          as JSON (of Vigil's own)

Options of the daemon
  --mcast-interface NAME (eth0)  --mcast-group ADDRESS (224.0.0.81)  --mcast-port PORT (8848)  --mcast-ttl HOPS (1)
  --syncid NUMBER (0)  --sync-maxlen BYTES

Examples
  ipvsadm -A -t 172.16.1.100:80 -s wrr -p 20
  ipvsadm -a -t 172.16.1.100:80 -r 172.16.1.5:80 -g -w 1
  ipvsadm -L -n --stats
  ipvsadm -S -n > table; ipvsadm -C; ipvsadm -R < table

Exit status: 0 done, 1 what should be listed is missing, 2 the command makes no sense or there is no right to the table,
255 the kernel refused it or the words cannot be read. -R goes on after a line that the kernel refuses and ends with the
last line's status; with --strict (of Vigil's own) it reads all lines first and stops at the first refusal, with 255.
`;
