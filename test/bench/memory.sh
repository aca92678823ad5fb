# `npm run bench:memory`: memory (PSS) of all processes of a director together, with the tutorial's file, 60 s after start.
# Run by `vigil lab`: lvs01 runs Vigil, lvs02 keepalived, both with virtual servers and checks.
limit_kib=$((80 * 1024))

# The processes of a director's machine share its pid namespace; its first process is the lab's own.
processes() {
  namespace=$(readlink "/proc/$1/ns/pid")
  for folder in /proc/[0-9]*; do
    [ "${folder#/proc/}" != "$1" ] && [ "$(readlink "$folder/ns/pid" 2>/dev/null)" = "$namespace" ] && echo "${folder#/proc/}"
  done
}

# KiB of PSS of all of them, and how many there are.
measure() {
  total=0
  count=0
  for pid in $(processes "$1"); do
    pss=$(awk '/^Pss:/ { print $2 }' "/proc/$pid/smaps_rollup")
    total=$((total + pss))
    count=$((count + 1))
  done
  echo "$total $count"
}

mib() {
  echo "$(($1 / 1024)).$((($1 % 1024) * 10 / 1024))"
}

echo "waiting 60 s" >&2
sleep 60
ip netns exec "$NS_LVS01" ipvsadm -Ln | grep -q '172.16.1.5:80' || { echo "Vigil has not filled its table" >&2; exit 2; }
ip netns exec "$NS_LVS02" ipvsadm -Ln | grep -q '172.16.1.5:80' || { echo "keepalived has not filled its table" >&2; exit 2; }

name() { cat "/proc/$(processes "$1" | head -1)/comm"; }
[ "$(name "$PID_LVS02")" = keepalived ] || { echo "lvs02 does not run keepalived" >&2; exit 2; }

read -r ours our_count <<EOF
$(measure "$PID_LVS01")
EOF
read -r theirs their_count <<EOF
$(measure "$PID_LVS02")
EOF

echo "memory of all processes together (PSS), tutorial file, 60 s after start"
echo "vigil      $(mib "$ours") MiB in $our_count processes"
echo "keepalived $(mib "$theirs") MiB in $their_count processes"
echo "ratio      $((ours / theirs)).$(((ours % theirs) * 10 / theirs))"
if [ "$ours" -le "$limit_kib" ]; then
  echo "at most 80 MiB: held"
else
  echo "at most 80 MiB: not held"
  exit 1
fi
