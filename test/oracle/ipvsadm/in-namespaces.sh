#!/bin/sh
# Runs its words in a network and a mount namespace of their own, with names of hosts and services that only the tests know.
exec unshare --net --mount sh -c '
set -e
folder=$(mktemp -d)
mount -t tmpfs vigil-names "$folder"
cat > "$folder/hosts" <<END
127.0.0.1 localhost
127.0.0.1 vm
fd00::66 six
fd00::67 both
1.2.3.67 both
1.2.3.68 bothr
fd00::68 bothr
END
cp /etc/services "$folder/services"
printf "myport 7777/udp myalias\nmyport 7776/tcp\nmyport 7775/sctp\nmyudp 7774/udp\n" >> "$folder/services"
mount --bind "$folder/hosts" /etc/hosts
mount --bind "$folder/services" /etc/services
exec "$@"' sh "$@"
