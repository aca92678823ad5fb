/** The two shell programs of the guest: `init` finds the root file system, `serve` runs what the host asks for. */

/**
 * Runs from the initramfs under busybox. The host's root comes read-only by 9p under an overlay in memory, so that all of
 * its programs are there at once and nothing of the guest's doing reaches the host but the one shared folder.
 */
export const initScript = `#!/bin/busybox sh
b=/bin/busybox
$b mkdir -p /proc /sys /dev /lower /memory /root /share
$b mount -t proc proc /proc
$b mount -t sysfs sysfs /sys
$b mount -t devtmpfs dev /dev
while read -r module; do $b insmod "/modules/$module"; done < /modules/order
nine() { $b mount -t 9p -o "trans=virtio,version=9p2000.L,msize=512000,$3" "$1" "$2"; }
nine root /lower cache=loose,ro
$b mount -t tmpfs -o size=80% memory /memory
$b mkdir /memory/upper /memory/work
$b mount -t overlay -o lowerdir=/lower,upperdir=/memory/upper,workdir=/memory/work overlay /root
modules="/root/lib/modules/$($b uname -r)"
$b mkdir -p "$modules"
nine modules "$modules" cache=loose,ro
nine share /share cache=none
read -r share < /share/path
$b mkdir -p "/root$share" /root/run
$b mount --move /share "/root$share"
for name in proc sys dev; do $b mkdir -p /root/$name; $b mount --move /$name /root/$name; done
$b mount -t tmpfs run /root/run
$b mkdir -p /root/dev/pts /root/dev/shm /root/run/lock
$b mount -t devpts devpts /root/dev/pts
$b mount -t tmpfs shm /root/dev/shm
exec $b switch_root /root /bin/sh "$share/serve" "$share"
`;

/**
 * Runs as process 1 on the overlay with the host's own shell. The second serial line carries one word each way: the host
 * sends a run's number, the guest answers when it is up and when a run has ended.
 */
export const serveScript = `share=$1
export HOME=/root LANG=C.UTF-8 PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
cd /
exec 3<>/dev/ttyS1
stty raw -echo <&3
hostname vigil-lab
ip link set lo up
mkdir -p /sys/fs/cgroup
mount -t cgroup2 cgroup2 /sys/fs/cgroup 2>/dev/null
echo up >&3
while read -r number <&3; do
  {
    sh "$share/$number.run" <&- >"$share/$number.out" 2>"$share/$number.err"
    echo $? >"$share/$number.status"
    echo "ended $number" >&3
  } &
done
`;
